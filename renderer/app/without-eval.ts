import { z } from 'zod';

/*
 * Loaded before the first schema: zod would otherwise try whether it may compile code, which the page's policy refuses
 * and reports.
 */
z.config({ jitless: true });

import { z } from 'zod';
import { SCOPE_LEVELS } from '#shared/domain/limit.ts';

/** The input of a call that takes none. */
export const nothing = z.strictObject({});

/** How many rows a page asks for. */
export const page = z.number().int().min(1).max(1_000);

export const name = z.string().min(1).max(128);

/** A decimal as text, so that no digit is lost on the way; parsed exactly by the engine. */
export const decimalText = z.string().min(1).max(40);

export const scope = z.strictObject({ level: z.enum(SCOPE_LEVELS), key: name });

export const finite = z.number().nullable();

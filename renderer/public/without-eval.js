/*
 * Before any module, in whatever order a bundler puts them: zod would otherwise try whether it may compile code, which the
 * page's policy refuses and reports.
 */
globalThis.__zod_globalConfig = { jitless: true };

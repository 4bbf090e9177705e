/**
 * What the engine's process is started with. Reading a year of bars makes short-lived rows, for which V8 would let its young
 * generation grow to several times what the desk needs afterwards, and keep it.
 */
export const ENGINE_FLAGS = ['--max-semi-space-size=8'] as const;

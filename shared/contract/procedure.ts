import type { z } from 'zod';
import type { ErrorCode } from '#shared/errors/error-code.ts';

/** What a session must hold to call a procedure; the router enforces it. */
export const CAPABILITIES = [
  'VIEW',
  'TRADE',
  /** Proposes limits, tightens them in an emergency. */
  'MANAGE_LIMITS',
  /** Approves what another officer proposed. */
  'APPROVE_LIMITS',
  /** Grants what another person asked to let through. */
  'GRANT_OVERRIDES',
  /** Halts trading; approving that it starts again needs another person who may do the same. */
  'SET_STATES',
  /** Acknowledges, snoozes and resolves alerts. */
  'HANDLE_ALERTS',
  'IMPORT',
  'OPERATE',
  'MANAGE_USERS',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** One call of the engine as a value: both sides derive their types from it. */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command';
  readonly capability: Capability;
  readonly input: I;
  readonly output: O;
  /** Beyond INVALID_INPUT, UNAUTHENTICATED, FORBIDDEN, NOT_READY, OVERLOADED, DEADLINE_EXCEEDED, INTERNAL. */
  readonly errors: readonly ErrorCode[];
  /** How long the caller waits at most. */
  readonly deadlineMs: number;
}

const DEFAULT_DEADLINE_MS = 5_000;

/** Declares a query: reads only. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: { capability?: Capability; errors?: readonly ErrorCode[]; deadlineMs?: number } = {},
): Procedure<I, O> {
  return { ...defaults(options), kind: 'query', input, output };
}

/** Declares a command: may change state, always audited. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: { capability: Capability; errors?: readonly ErrorCode[]; deadlineMs?: number },
): Procedure<I, O> {
  return { ...defaults(options), kind: 'command', input, output };
}

function defaults(options: {
  capability?: Capability;
  errors?: readonly ErrorCode[];
  deadlineMs?: number;
}): Pick<Procedure, 'capability' | 'errors' | 'deadlineMs'> {
  return {
    capability: options.capability ?? 'VIEW',
    errors: options.errors ?? [],
    deadlineMs: options.deadlineMs ?? DEFAULT_DEADLINE_MS,
  };
}

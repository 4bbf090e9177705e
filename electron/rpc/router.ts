import type { Actor, Caller } from '#electron/core/desk/actor.ts';
import type { Handlers } from '#electron/core/desk/handlers.ts';
import { contract, type ProcedureName } from '#shared/contract/contract.ts';
import type { Procedure } from '#shared/contract/procedure.ts';
import { MAX_CALLS_IN_FLIGHT } from '#shared/contract/wire.ts';
import { appError, AppErrorException, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { describeIssue } from './describe-issue.ts';
import type { Timers } from '#electron/core/ports/timers.ts';

/** An expected failure as it travels; a bug carries the id under which it was logged. */
export type WireError = AppError & { readonly correlationId?: string };
export type Reply = Result<unknown, WireError>;

/** The calls of one client. */
export interface Session {
  /** Whom it acts as now: signing in changes it. */
  readonly actor: Actor;
  /** Never rejects. */
  call(method: string, input: unknown): Promise<Reply>;
}

export interface Router {
  openSession(caller: Caller): Session;
}

export interface RouterOptions {
  readonly handlers: Handlers;
  readonly timers: Timers;
  /** Unique, unguessable enough to be quoted: it ties what the client sees to the log. */
  readonly newCorrelationId: () => string;
  readonly logBug: (correlationId: string, method: string, error: unknown) => void;
}

/**
 * Answers calls of the contract: looks the method up, checks the actor's capability, parses the input, bounds the
 * calls in flight and the time a caller waits, and turns whatever is thrown into an error of the closed list.
 * A call past its deadline keeps its place in flight until it has ended, so that a stuck engine cannot be piled on.
 * Errors: OVERLOADED, NOT_FOUND (no such procedure), FORBIDDEN, INVALID_INPUT with the path, DEADLINE_EXCEEDED,
 * INTERNAL for a bug (logged; nothing of it travels but the correlation id), and those of the procedure.
 */
export function createRouter(options: RouterOptions): Router {
  return { openSession: (caller) => openSession(options, caller) };
}

function openSession(options: RouterOptions, caller: Caller): Session {
  let inFlight = 0;
  const call = async (method: string, input: unknown): Promise<Reply> => {
    if (inFlight >= MAX_CALLS_IN_FLIGHT) return err(overloaded());
    const name = procedureName(method);
    if (name === undefined) return err(appError('NOT_FOUND', 'there is no such call', method.slice(0, 64)));
    const procedure: Procedure = contract[name];
    const { actor } = caller;
    if (!actor.capabilities.has(procedure.capability)) return err(forbidden(name, procedure));
    const parsed = procedure.input.safeParse(input);
    if (!parsed.success) return err(describeIssue(parsed.error, name));
    inFlight++;
    const work = run(options, name, parsed.data, actor).finally(() => inFlight--);
    return withDeadline(work, procedure, name, options.timers);
  };
  return {
    get actor() {
      return caller.actor;
    },
    call,
  };
}

function procedureName(method: string): ProcedureName | undefined {
  return Object.hasOwn(contract, method) ? (method as ProcedureName) : undefined;
}

async function run(
  { handlers, newCorrelationId, logBug }: RouterOptions,
  name: ProcedureName,
  input: unknown,
  actor: Actor,
): Promise<Reply> {
  // The schema of this very procedure produced `input`; the compiler cannot follow that through the name.
  const handler = handlers[name] as (input: unknown, actor: Actor) => unknown;
  try {
    return ok(await handler(input, actor));
  } catch (error) {
    if (error instanceof AppErrorException) return err(error.error);
    const correlationId = newCorrelationId();
    logBug(correlationId, name, error);
    const todo = `Report it with the code ${correlationId}.`;
    return err({ ...appError('INTERNAL', 'the engine failed on this call', name, todo), correlationId });
  }
}

function withDeadline(
  work: Promise<Reply>,
  { kind, deadlineMs }: Procedure,
  name: string,
  timers: Timers,
): Promise<Reply> {
  return new Promise((resolve) => {
    const todo =
      kind === 'query' ? 'Try again.' : 'It may still be carried out: look before you try it again.';
    const cancel = timers.after(deadlineMs, () => {
      resolve(err(appError('DEADLINE_EXCEEDED', `no answer within ${deadlineMs} ms`, name, todo)));
    });
    void work.then((reply) => {
      cancel();
      resolve(reply);
    });
  });
}

function overloaded(): AppError {
  const what = `${MAX_CALLS_IN_FLIGHT} calls of this client are waiting already`;
  return appError('OVERLOADED', what, '', 'Wait for one of them, then try again.');
}

function forbidden(name: string, { capability }: Procedure): AppError {
  return appError('FORBIDDEN', `this needs the capability ${capability}`, name, 'Ask the desk for it.');
}

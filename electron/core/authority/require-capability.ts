import type { Capability } from '#shared/contract/procedure.ts';
import { contract, type ProcedureName } from '#shared/contract/contract.ts';
import { appError, AppErrorException, type AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '../desk/actor.ts';
import type { Handlers } from '../desk/handlers.ts';

/** FORBIDDEN when the actor lacks the capability, otherwise null. */
export function lackOf(actor: Actor, capability: Capability, where: string): AppError | null {
  if (actor.capabilities.has(capability)) return null;
  const what = `${actor.user} lacks the capability ${capability}`;
  return appError('FORBIDDEN', what, where, 'Sign in as a user who has it.');
}

/** FORBIDDEN when the actor may not trade the account, otherwise null. */
export function lackOfAccount({ user, accounts }: Actor, account: string): AppError | null {
  if (accounts === undefined || accounts === null || accounts.has(account)) return null;
  return appError('FORBIDDEN', `${user} may not trade this account`, account, 'Ask the desk for it.');
}

/** The same handlers, each refusing an actor without its procedure's capability, whichever shell calls it. */
export function guardHandlers(handlers: Handlers): Handlers {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const { capability } = contract[name as ProcedureName];
    const call = handler as (input: unknown, actor: Actor) => unknown;
    return [
      name,
      (input: unknown, actor: Actor) => {
        const refusal = lackOf(actor, capability, name);
        if (refusal !== null) throw new AppErrorException(refusal);
        return call(input, actor);
      },
    ];
  });
  return Object.fromEntries(guarded) as Handlers;
}

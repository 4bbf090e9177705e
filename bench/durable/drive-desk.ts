import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { localAccount } from '#electron/server/local-account.ts';
import { openDesk } from '#electron/server/open-desk.ts';
import { systemClock } from '#electron/server/system-clock.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { ClOrdId } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { hierarchyLimits } from '../hierarchy-limits.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';

const actorOn = (desk: Desk): Actor => desk.openSession({ osAccount: localAccount(), origin: 'cli' }).actor;

/** Opens the file as the shells do, with 25 limits in force if none are named. Throws what a shell would report. */
export async function openSeededDesk(
  storeFile: string,
  limits: readonly Limit[] = hierarchyLimits,
): Promise<Desk> {
  const desk = await openDesk({ storeFile, clock: systemClock });
  if (!desk.ok) throw new AppErrorException(desk.error);
  if (desk.value.lastingLimits().length === 0) {
    const written = await desk.value.importLimits(limits, actorOn(desk.value));
    if (!written.ok) throw new AppErrorException(written.error);
  }
  return desk.value;
}

/**
 * Asks for recorded decisions, `inFlight` at any time, until `isDone` says so at the start of one; `onAck` hears of each
 * when it is on disk. Ticket ids are made unique by `run`. Throws when a decision is refused.
 */
export async function streamDecisions(
  desk: Desk,
  tickets: readonly Ticket[],
  options: { inFlight: number; run: string; isDone: (asked: number) => boolean },
  onAck: (decision: Decision, askedAt: number) => void,
): Promise<void> {
  let asked = 0;
  const actor = actorOn(desk);
  const stream = async (): Promise<void> => {
    while (!options.isDone(asked)) {
      const n = asked++;
      const ticket = tickets[n % tickets.length];
      if (ticket === undefined) throw new RangeError('no ticket to ask about');
      const askedAt = performance.now();
      const clOrdId = `${options.run}-${n}` as ClOrdId;
      const answer = await desk.decide({ ...ticket, clOrdId }, { send: false, acknowledgement: null }, actor);
      if (!answer.ok) throw new AppErrorException(answer.error);
      onAck(answer.value, askedAt);
    }
  };
  await Promise.all(Array.from({ length: options.inFlight }, stream));
}

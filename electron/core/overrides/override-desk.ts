import type { ControlCode } from '#shared/domain/control.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import {
  canonicalTicket,
  NEVER_OVERRIDDEN,
  type Override,
  type OverrideId,
} from '#shared/domain/override.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { lackOfAccount } from '../authority/require-capability.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { OverrideUse } from '../ports/journal.ts';

/** How long a request waits for somebody to decide on it. */
const REQUEST_MS = 15 * 60_000;
const MAX_OPEN = 1_000;

/** A granted override that one send holds: what it lets pass, and what its record says of it. */
export interface ClaimedOverride extends OverrideUse {
  readonly controls: readonly ControlCode[];
}

/**
 * Overrides: requested, granted or refused, and taken up once. The store decides what was taken up; a claim keeps two
 * sends of this process from evaluating with the same one.
 */
export class OverrideDesk {
  readonly #deps: DeskDependencies;
  readonly #claimed = new Set<string>();

  constructor(deps: DeskDependencies) {
    this.#deps = deps;
  }

  list(limit: number): Override[] {
    return this.#deps.reader.overrides(limit);
  }

  /** Asks for one. FORBIDDEN for a foreign account and for controls that nobody may let pass. */
  async request(
    ticket: Ticket,
    controls: readonly ControlCode[],
    reason: string,
    actor: Actor,
  ): Promise<Result<Override>> {
    const refusal = lackOfAccount(actor, ticket.account) ?? refusalOf(ticket, controls);
    if (refusal !== null) return err(refusal);
    const now = this.#deps.clock.now();
    if (this.#deps.reader.openOverrides(now) >= MAX_OPEN)
      return err(appError('OVERLOADED', `${MAX_OPEN} requests for overrides wait already`));
    return this.#write(null, actor, now, {
      overrideId: this.#deps.newId() as OverrideId,
      state: 'REQUESTED',
      ticket,
      ticketHash: this.#hashOf(ticket),
      controls: [...new Set(controls)].toSorted(),
      reason,
      requestedBy: actor.user,
      requestedAt: now,
      decidedBy: null,
      expiresAt: (now + REQUEST_MS) as EpochMs,
      decisionId: null,
    });
  }

  /** Lets it count for so many seconds. FORBIDDEN to the one who asked. */
  async grant(overrideId: string, seconds: number, actor: Actor): Promise<Result<Override>> {
    return this.#decide(overrideId, 'GRANTED', seconds * 1_000, actor);
  }

  /** FORBIDDEN to the one who asked. */
  async refuse(overrideId: string, actor: Actor): Promise<Result<Override>> {
    return this.#decide(overrideId, 'REFUSED', 0, actor);
  }

  /**
   * Takes a granted override for one send, until `release`. CONFLICT for one that was used, is being used, has expired
   * or was granted for another ticket; FORBIDDEN for one of another trader.
   */
  claim(overrideId: string, ticket: Ticket, actor: Actor): Result<ClaimedOverride> {
    const override = this.#deps.reader.override(overrideId);
    if (override === null) return err(noOverride(overrideId));
    const { state, requestedBy, expiresAt, ticketHash, controls } = override;
    const conflict = (what: string) => err(appError('CONFLICT', what, overrideId, 'Ask for a new one.'));
    if (requestedBy !== actor.user)
      return err(appError('FORBIDDEN', 'the override is of another trader', overrideId));
    if (state !== 'GRANTED' || this.#claimed.has(overrideId))
      return conflict(`the override is ${state === 'GRANTED' ? 'being used' : state}`);
    if (this.#deps.clock.now() >= expiresAt) return conflict('the override has expired');
    if (this.#hashOf(ticket) !== ticketHash) return conflict('the override was granted for another ticket');
    this.#claimed.add(overrideId);
    return ok({ overrideId: override.overrideId, ticketHash, controls });
  }

  /** After the send's record is written or certainly not: the store knows from here. */
  release(overrideId: string): void {
    this.#claimed.delete(overrideId);
  }

  async #decide(
    overrideId: string,
    state: 'GRANTED' | 'REFUSED',
    lifeMs: number,
    actor: Actor,
  ): Promise<Result<Override>> {
    const before = this.#deps.reader.override(overrideId);
    if (before === null) return err(noOverride(overrideId));
    const now = this.#deps.clock.now();
    if (before.requestedBy === actor.user)
      return err(appError('FORBIDDEN', 'Who asked for an override cannot decide on it', overrideId));
    if (before.state !== 'REQUESTED' || now >= before.expiresAt) {
      const what =
        before.state === 'REQUESTED' ? 'the request has expired' : `the override is ${before.state}`;
      return err(appError('CONFLICT', what, overrideId, 'Its trader may ask for a new one.'));
    }
    const expiresAt = (now + lifeMs) as EpochMs;
    return this.#write('REQUESTED', actor, now, { ...before, state, decidedBy: actor.user, expiresAt });
  }

  async #write(
    before: Override['state'] | null,
    actor: Actor,
    at: EpochMs,
    after: Override,
  ): Promise<Result<Override>> {
    const receipt = await this.#deps.journal.append({
      kind: 'OVERRIDE',
      at,
      actor: actor.user,
      before,
      after,
    });
    return receipt.ok ? ok(after) : receipt;
  }

  #hashOf(ticket: Ticket): string {
    return this.#deps.hash(canonicalTicket(ticket));
  }
}

function refusalOf({ defects }: Ticket, controls: readonly ControlCode[]): AppError | null {
  const never = controls.find((code) => NEVER_OVERRIDDEN.includes(code));
  if (never !== undefined) return appError('FORBIDDEN', `nobody may let ${never} pass`, 'controls');
  const [defect] = defects;
  if (defect === undefined) return null;
  return appError('INVALID_INPUT', `'${defect.value}': ${defect.problem}`, `ticket.${defect.field}`);
}

const noOverride = (overrideId: string): AppError =>
  appError('NOT_FOUND', `there is no override '${overrideId}'`, 'overrideId');

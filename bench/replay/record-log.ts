import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { localAccount } from '#electron/server/local-account.ts';
import { openDesk } from '#electron/server/open-desk.ts';
import { systemClock } from '#electron/server/system-clock.ts';
import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { ClOrdId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { hierarchyLimits } from '../hierarchy-limits.ts';

const IN_FLIGHT = 256;
const SEED = 20_260_119;
/** Working tickets beyond which the oldest is filled or cancelled before another is sent. */
const MOST_WORKING = 1_000;

/** How much of each kind a log got. */
export interface RecordedLog {
  readonly sent: number;
  readonly cancelled: number;
  readonly filled: number;
}

/**
 * Imports the folder into a new desk file, puts the 25 limits in force and records so many decisions through the real
 * journal, many in flight: two in five are sent where they may go, and those are filled or cancelled later.
 */
export async function recordLog(
  file: string,
  folder: string,
  tickets: readonly Ticket[],
  decisions: number,
): Promise<RecordedLog> {
  const opened = await openDesk({ storeFile: file, clock: systemClock });
  if (!opened.ok) throw new AppErrorException(opened.error);
  const desk = opened.value;
  try {
    const { actor } = desk.openSession({ osAccount: localAccount(), origin: 'cli' });
    await importFolder(desk, actor, folder);
    return await new Trading(desk, actor).run(tickets, decisions);
  } finally {
    await desk.close();
  }
}

async function importFolder(desk: Desk, actor: Actor, folder: string): Promise<void> {
  const staged = await desk.handlers['imports.stage']({ paths: [folder] }, actor);
  if (staged.state !== 'STAGED') throw new Error(`the desk's files: ${JSON.stringify(staged)}`);
  await desk.handlers['imports.accept']({ importId: staged.importId }, actor);
  const written = await desk.importLimits(hierarchyLimits, actor);
  if (!written.ok) throw new AppErrorException(written.error);
}

/** Decides, sends, cancels and fills. */
class Trading {
  readonly #desk: Desk;
  readonly #actor: Actor;
  readonly #random = new SeededRandom(SEED);
  readonly #working: Ticket[] = [];
  #asked = 0;
  #sent = 0;
  #cancelled = 0;
  #filled = 0;

  constructor(desk: Desk, actor: Actor) {
    this.#desk = desk;
    this.#actor = actor;
  }

  async run(tickets: readonly Ticket[], decisions: number): Promise<RecordedLog> {
    const stream = async (): Promise<void> => {
      while (this.#asked < decisions) {
        const n = this.#asked++;
        const ticket = tickets[n % tickets.length];
        if (ticket === undefined) throw new RangeError('no ticket to ask about');
        await this.#decide({ ...ticket, clOrdId: `R-${n}` as ClOrdId });
        if (this.#working.length > MOST_WORKING) await this.#end();
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, stream));
    return { sent: this.#sent, cancelled: this.#cancelled, filled: this.#filled };
  }

  async #decide(ticket: Ticket): Promise<void> {
    const send = this.#random.chance(0.4);
    const answer = await this.#desk.decide(ticket, { send, acknowledgement: 'seen' }, this.#actor);
    if (!answer.ok) throw new AppErrorException(answer.error);
    if (!send || isDenied(answer.value.verdict)) return;
    this.#sent++;
    this.#working.push(ticket);
  }

  /** Fills the oldest working ticket, or cancels it. */
  async #end(): Promise<void> {
    const ticket = this.#working.shift();
    if (ticket === undefined) return;
    const { clOrdId, orderQty, price } = ticket;
    if (price === null || this.#random.chance(0.5)) {
      await this.#desk.handlers['tickets.cancel']({ clOrdId }, this.#actor);
      this.#cancelled++;
      return;
    }
    const lastQty = String(orderQty / QUANTITY_ONE);
    const fill = { execId: `E-${clOrdId}`, clOrdId, lastQty, lastPx: String(price / PRICE_ONE) };
    await this.#desk.handlers['executions.record'](fill, this.#actor);
    this.#filled++;
  }
}

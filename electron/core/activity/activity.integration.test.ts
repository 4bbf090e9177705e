import { afterEach, describe, expect, it } from 'vitest';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { build } from '#shared/testing/builders.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';
import type { Clock } from '../ports/clock.ts';

const SECOND = 1_000_000;
let open: TestDesk | null = null;
afterEach(async () => {
  await open?.close();
  open?.remove();
  open = null;
});

/** A machine whose wall clock a person may set, and whose monotonic clock only follows the time that passes. */
class Machine implements Clock {
  wall = build.NOON as number;
  micros = 5;

  now(): EpochMs {
    return Math.floor(this.wall) as EpochMs;
  }

  monotonicMicros(): number {
    return this.micros;
  }

  /** Lets time pass. */
  pass(micros: number): void {
    this.micros += micros;
    this.wall += micros / 1_000;
  }

  /** The same machine after it was started again: its monotonic clock begins anew. */
  restarted(): Machine {
    const machine = new Machine();
    machine.wall = this.wall;
    return machine;
  }
}

async function deskWith(machine: Machine, ...limits: Limit[]): Promise<TestDesk> {
  open = await openTestDesk(undefined, { clock: machine, asOf: null });
  for (const limit of limits) {
    const { control, unit, hard, params, scope } = limit;
    await open.must('limits.save', {
      limit: {
        limitId: limit.limitId,
        control,
        unit,
        hard,
        params,
        scope,
        ...(unit === 'MONEY' && { currency: 'USD' }),
      },
      expectedVersion: 0,
      reason: 'test',
    });
  }
  return open;
}

async function restart(machine: Machine): Promise<TestDesk> {
  if (open === null) throw new Error('no desk');
  return (open = await open.reopen(undefined, { clock: machine, asOf: null }));
}

let made = 0;
const order = (shares: number, more: Record<string, string> = {}) => {
  const clOrdId = `T${++made}`;
  return {
    ticket: { clOrdId, account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: String(shares), ...more },
    idempotencyKey: `key-of-${clOrdId}`,
    acknowledgement: { reason: 'any' },
  };
};

/** Sends, and gives the ticket's id, or what denied it. */
async function send(desk: TestDesk, shares: number, more: Record<string, string> = {}): Promise<string> {
  const request = order(shares, more);
  const { sent, decision } = await desk.must('tickets.send', request);
  if (sent) return request.ticket.clOrdId;
  return decision.outcomes
    .filter(({ status }) => status === 'BLOCK')
    .map(({ code }) => code)
    .join(' ');
}

let fills = 0;
const fill = (desk: TestDesk, clOrdId: string, shares: number) =>
  desk.must('executions.record', { execId: `E${++fills}`, clOrdId, lastQty: String(shares), lastPx: '100' });

const rate = (hard: string, more: Partial<Limit> = {}) => build.limit('MESSAGE_RATE', 'COUNT', hard, more);

describe('a window', () => {
  it('counts sends and cancels, and frees when its time has passed', async () => {
    const machine = new Machine();
    const desk = await deskWith(machine, rate('2'));
    const first = await send(desk, 10);
    machine.pass(SECOND / 2);
    await desk.must('tickets.cancel', { clOrdId: first });
    expect(await send(desk, 20)).toBe('MESSAGE_RATE');
    machine.pass(SECOND / 2 - 1);
    expect(await send(desk, 20)).toBe('MESSAGE_RATE');
    machine.pass(1);
    expect(await send(desk, 20)).toMatch(/^T/);
  });

  it('is neither freed nor made longer by setting the wall clock', async () => {
    const machine = new Machine();
    const desk = await deskWith(machine, rate('1'));
    await send(desk, 10);
    machine.wall += 3_600_000;
    expect(await send(desk, 20)).toBe('MESSAGE_RATE');
    machine.wall -= 7_200_000;
    machine.micros += SECOND;
    expect(await send(desk, 20)).toMatch(/^T/);
  });

  it('is not freed by a restart, not even on a clock that was set back', async () => {
    const machine = new Machine();
    const desk = await deskWith(machine, rate('1'));
    // The limit has been in force for two days: setting the clock back by one does not undo it.
    machine.pass(2 * 86_400 * SECOND);
    await send(desk, 10);
    const again = machine.restarted();
    again.wall -= 86_400_000;
    const reopened = await restart(again);
    expect(await send(reopened, 20)).toBe('MESSAGE_RATE');
    expect(await send(reopened, 10)).toBe('DUPLICATE_ORDER MESSAGE_RATE');
    again.pass(SECOND);
    expect(await send(reopened, 10)).toBe('DUPLICATE_ORDER');
    again.pass(29 * SECOND);
    expect(await send(reopened, 10)).toMatch(/^T/);
  });

  it('counts nothing that was denied, and records the tick of each decision', async () => {
    const machine = new Machine();
    const desk = await deskWith(machine, rate('1'));
    expect(await send(desk, 100_000)).toContain('MAX');
    const sent = await send(desk, 10);
    expect(sent).toMatch(/^T/);
    expect(desk.inputsOf(sent).tick).toBe(build.NOON * 1_000);
  });
});

describe('a day', () => {
  it('is counted through a restart', async () => {
    const machine = new Machine();
    const desk = await deskWith(
      machine,
      build.limit('DAILY_ORDER_COUNT', 'COUNT', '2'),
      build.limit('DAILY_NOTIONAL', 'MONEY', '3150'),
    );
    await send(desk, 10);
    machine.pass(4_000 * SECOND);
    const reopened = await restart(machine.restarted());
    // 10 at 105 went: of 3,150 there are 20 left.
    expect(await send(reopened, 21)).toBe('DAILY_NOTIONAL');
    expect(await send(reopened, 20)).toMatch(/^T/);
    expect(await send(reopened, 30)).toBe('DAILY_ORDER_COUNT DAILY_NOTIONAL');
  });
});

describe('executions in a row', () => {
  it('throttle a strategy until an officer enables it, through restarts', async () => {
    const machine = new Machine();
    let desk = await deskWith(machine, build.limit('REPEATED_EXECUTION', 'COUNT', '2'));
    const mean = { strategy: 'mean' };
    const tickets = [await send(desk, 10, mean), await send(desk, 20, mean)];
    for (const clOrdId of tickets) await fill(desk, clOrdId, 5);
    machine.pass(4_000 * SECOND);
    expect(await send(desk, 30, mean)).toBe('REPEATED_EXECUTION');
    expect(await send(desk, 30)).toMatch(/^T/);
    desk = await restart(machine.restarted());
    expect(await send(desk, 40, mean)).toBe('REPEATED_EXECUTION');
    const which = { strategy: 'mean', symbol: 'AAA', side: 'BUY' } as const;
    expect(await desk.must('activity.throttled', {})).toEqual([
      { ...which, limitIds: ['repeated-execution'] },
    ]);
    expect(await desk.call('activity.reenable', { ...which, side: 'SELL', reason: 'looked' })).toBe(
      'NOT_FOUND',
    );
    await desk.must('activity.reenable', { ...which, reason: 'looked' });
    expect(await send(desk, 50, mean)).toMatch(/^T/);
    desk = await restart(machine.restarted());
    expect(await desk.must('activity.throttled', {})).toEqual([]);
    expect(await send(desk, 60, mean)).toMatch(/^T/);
    expect(valueOf(await verifyJournal(desk.file))).toMatchObject({ ok: true, problems: [] });
  });

  it('that are on their way together throttle as if they came one by one', async () => {
    const desk = await deskWith(new Machine(), build.limit('REPEATED_EXECUTION', 'COUNT', '3'));
    const clOrdId = await send(desk, 30, { strategy: 'mean' });
    await Promise.all([1, 2, 3].map(() => fill(desk, clOrdId, 10)));
    expect(await desk.must('activity.throttled', {})).toHaveLength(1);
  });
});

const WATCHED: readonly ControlCode[] = [
  'DUPLICATE_ORDER',
  'SELF_MATCH',
  'SHORT_SALE',
  'MESSAGE_RATE',
  'DAILY_ORDER_COUNT',
  'DAILY_NOTIONAL',
  'OPEN_ORDER_COUNT',
  'REPEATED_EXECUTION',
];

/** What the desk says to a dozen tickets. */
async function views(desk: TestDesk): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const side of ['BUY', 'SELL', 'SELL_SHORT'])
    for (const symbol of ['AAA', 'BBB'])
      for (const strategy of ['mean', 'trend']) {
        const ticket = { ...order(20, { side, symbol, strategy, trader: 'ann' }).ticket, clOrdId: 'LOOK' };
        const decision: OutputOf<'tickets.preview'> = await desk.must('tickets.preview', { ticket });
        seen.push(decision.outcomes.filter(({ code }) => WATCHED.includes(code)));
      }
  return seen;
}

describe('any sends, cancels and fills', () => {
  it('leave what a desk that reads the store sees', { timeout: 120_000 }, async () => {
    const random = new SeededRandom(20_261_125);
    let machine = new Machine();
    const scope = { level: 'STRATEGY', key: '*' } as const;
    let desk = await deskWith(
      machine,
      rate('40', { params: { windowMs: 3_600_000 } }),
      build.limit('DAILY_ORDER_COUNT', 'COUNT', '900', { scope }),
      build.limit('DAILY_NOTIONAL', 'MONEY', '900000', { scope }),
      build.limit('OPEN_ORDER_COUNT', 'COUNT', '900', { scope }),
      build.limit('REPEATED_EXECUTION', 'COUNT', '3', { params: { window: 3_600 } }),
    );
    const live = new Map<string, number>();
    for (let round = 0; round < 6; round++) {
      for (let step = 0; step < 25; step++) {
        machine.pass(random.pick([0, 1, SECOND, 40 * SECOND, 400 * SECOND]));
        const clOrdId = live.size === 0 ? '' : random.pick([...live.keys()]);
        if (clOrdId === '' || random.chance(0.5)) {
          const shares = random.pick([10, 20, 21, 30]);
          const side = random.pick(['BUY', 'SELL', 'SELL_SHORT']);
          const more = {
            side,
            symbol: random.pick(['AAA', 'BBB']),
            strategy: random.pick(['mean', 'trend', '']),
          };
          const answer = await send(desk, shares, more);
          if (answer.startsWith('T')) live.set(answer, shares);
        } else if (random.chance(0.4)) {
          await desk.must('tickets.cancel', { clOrdId });
          live.delete(clOrdId);
        } else {
          const left = live.get(clOrdId) ?? 0;
          const shares = random.pick([1, left]);
          await fill(desk, clOrdId, shares);
          if (shares === left) live.delete(clOrdId);
          else live.set(clOrdId, left - shares);
        }
      }
      const before = await views(desk);
      machine = machine.restarted();
      desk = await restart(machine);
      expect(await views(desk)).toEqual(before);
    }
    expect(made).toBeGreaterThan(60);
    expect(valueOf(await verifyJournal(desk.file))).toMatchObject({ ok: true, problems: [] });
  });
});

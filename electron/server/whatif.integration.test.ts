import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract, type InputOf, type OutputOf, type ProcedureName } from '#shared/contract/contract.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { sqlite } from '#electron/store/sqlite.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

const ACTOR: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };
const folder = mkdtempSync(path.join(tmpdir(), 'preflight-whatif-'));
const storeFile = path.join(folder, 'desk.db');
let desk: Desk;

async function call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const parsed = contract[name].input.parse(input) as never;
  return contract[name].output.parse(await desk.handlers[name](parsed, ACTOR)) as OutputOf<N>;
}

/** The code of the error that a call ends with. */
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'OK';
  } catch (error) {
    if (error instanceof AppErrorException) return error.error.code;
    throw error;
  }
};

/** A hash of every row of every table: the log, and all that was made of it. */
function storeHash(): string {
  const Database = sqlite();
  if (!Database.ok) throw new Error(Database.error.what);
  const db = new Database.value(storeFile, { readonly: true });
  const hash = createHash('sha256');
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  for (const table of tables as string[])
    for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate())
      hash.update(
        JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)),
      );
  db.close();
  return hash.digest('hex');
}

const stateHash = async (): Promise<string> => {
  const memory = [
    await call('book.rows', {}),
    await call('book.summaries', {}),
    await call('blotter.list', {}),
    await call('limits.list', {}),
  ];
  return createHash('sha256').update(JSON.stringify(memory)).update(storeHash()).digest('hex');
};

/** One of each kind: by the book, together, by the limits. */
const ASKED = ['VAR_TARGET', 'RISK_PARITY', 'MAX_UNDER_LIMITS'];

const order = (symbol: string, side = 'BUY', account = 'ALPHA') => ({
  account,
  symbol,
  side,
  orderQty: '100',
});
const basket = ['BRLE', 'DOHO', 'WERI', 'ISRI'].map((symbol) => order(symbol));

describe('sizing on a desk', () => {
  beforeAll(async () => {
    const opened = await openDesk({ storeFile, clock: systemClock });
    if (!opened.ok) throw new Error(opened.error.what);
    desk = opened.value;
    await call('desk.loadSample', {});
  }, 60_000);
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('sizing_writes_nothing', { timeout: 60_000 }, async () => {
    const before = await stateHash();
    const methods = await call('whatif.methods', {});
    for (const { name, unit } of methods.filter(({ name }) => ASKED.includes(name))) {
      const target = unit === null ? undefined : unit === 'MONEY' ? 50_000 : 0.02;
      const options = { edgeAnnual: 0.1, stopDistance: 0.05 };
      const asked = { tickets: basket, method: name, options, ...(target !== undefined && { target }) };
      const { tickets } = await call('whatif.size', asked);
      expect(tickets.map(({ index, quantity }) => [name, index, quantity !== null])).toEqual(
        basket.map((_, index) => [name, index, true]),
      );
      for (const { orderQty, decision } of tickets)
        expect([name, decision === null]).toEqual([name, orderQty === 0]);
    }
    const targets = basket.map(
      ({ symbol }) => ({ account: 'ALPHA', symbol, kind: 'WEIGHT', amount: 0.01 }) as const,
    );
    const planned = await call('whatif.rebalance', { targets });
    expect(planned.targets.map(({ outcome }) => outcome)).toEqual(basket.map(() => 'TRADE'));
    expect(planned.tickets.length).toBeGreaterThanOrEqual(basket.length);
    expect(await stateHash()).toBe(before);
  });

  it('check_of_a_size_is_the_one_a_preview_of_it_gets', { timeout: 30_000 }, async () => {
    const asked = { tickets: basket, method: 'FIXED_NOTIONAL', target: 900_000 };
    for (const { symbol, orderQty, decision } of (await call('whatif.size', asked)).tickets) {
      const preview = await call('tickets.preview', {
        ticket: { ...order(symbol), orderQty: String(orderQty) },
      });
      const told = (one: typeof preview): unknown => [one.verdict, one.maxQty, one.binding, one.outcomes];
      expect(told(decision as typeof preview)).toEqual(told(preview));
    }
  });

  it('other_window_than_any_limits_is_read', { timeout: 30_000 }, async () => {
    const asked = { tickets: basket, method: 'EQUAL_VAR', target: 10_000 };
    const short = await call('whatif.size', { ...asked, options: { window: 120 } });
    const long = await call('whatif.size', { ...asked, options: { window: 300 } });
    expect(short.tickets[0]?.quantity).not.toBe(long.tickets[0]?.quantity);
    expect(long.rebalances[0]?.before.var).not.toBeNull();
  });

  it('second_sizing_waits_its_turn_and_a_cancelled_one_says_so', { timeout: 30_000 }, async () => {
    const asked = { tickets: basket, method: 'EQUAL_VAR', target: 10_000 };
    const running = codeOf(call('whatif.size', asked));
    expect(await codeOf(call('whatif.size', asked))).toBe('CONFLICT');
    expect(await call('whatif.cancel', {})).toEqual({ cancelled: true });
    expect(await running).toBe('CANCELLED');
    expect(await call('whatif.cancel', {})).toEqual({ cancelled: false });
    expect(await codeOf(call('whatif.size', asked))).toBe('OK');
  });

  it(
    'question_about_one_ticket_waits_for_a_long_one_which_can_be_looked_up',
    { timeout: 30_000 },
    async () => {
      const ticket = order('BRLE');
      const tickets = Array.from({ length: 60 }, () => ticket);
      const long = call('whatif.size', { tickets, method: 'EQUAL_VAR', target: 10_000 });
      const asked = [{ method: 'EQUAL_VAR', target: 10_000 }, { method: 'MAX_UNDER_LIMITS' }];
      const short = Promise.all([
        call('whatif.compareMethods', { ticket, asked }),
        call('whatif.curve', { ticket, points: 11 }),
      ]);
      expect(await call('whatif.running', {})).toMatchObject({ kind: 'SIZE', rows: 60, user: 'ann' });
      const [methods, curve] = await short;
      const [first] = (await long).tickets;
      expect(await call('whatif.running', {})).toBeNull();
      expect({ ...methods.tickets[0], clOrdId: '', decision: null }).toEqual({
        ...first,
        clOrdId: '',
        decision: null,
      });
      expect(methods.tickets[1]?.orderQty).toBe(curve.largest);
      expect(curve.points.length).toBe(11);
      expect(curve.points[0]?.var).toEqual(first?.before.var);
    },
  );

  it('decisions_of_a_long_list_carry_what_matters', { timeout: 60_000 }, async () => {
    const progress: number[] = [];
    const stop = desk.subscribe((event, data) => {
      if (event === 'whatif.progress' && 'progress' in data) progress.push(data.progress ?? NaN);
    });
    const tickets = Array.from({ length: 60 }, (_, i) => basket[i % basket.length] ?? order('BRLE'));
    const answer = await call('whatif.size', { tickets, method: 'FIXED_NOTIONAL', target: 100_000 });
    stop();
    for (const { decision } of answer.tickets)
      for (const { status, code, limitId } of decision?.outcomes ?? [])
        expect(
          status !== 'PASS' || (code === decision?.binding?.code && limitId === decision.binding.limitId),
        ).toBe(true);
    expect(progress).toEqual([25 / 60, 50 / 60, 1]);
  });

  it('branches_write_nothing_and_read_side_by_side', { timeout: 60_000 }, async () => {
    const before = await stateHash();
    const draft = { ...order('BRLE'), orderQty: '1000' };
    const [held] = (await call('book.rows', {})).rows;
    if (held === undefined) throw new Error('the sample holds nothing');
    const saved = await call('whatif.branches.save', {
      name: 'sell-off',
      changes: [
        { kind: 'SHOCK_BY_BETA', index: 'SPY', factor: -0.05 },
        { kind: 'ADD_TICKET', as: 'FILLED', ticket: draft },
        { kind: 'REMOVE_POSITION', account: held.account, symbol: held.symbol },
      ],
    });
    expect(saved).toEqual({ name: 'sell-off', changes: 3 });
    await call('whatif.branches.save', { name: 'as it is', changes: [] });
    const asked = { names: ['sell-off', 'as it is'] };
    const { columns } = await call('whatif.branches.compare', asked);
    const [base, down, same] = columns;
    expect(columns.map(({ name }) => name)).toEqual([null, 'sell-off', 'as it is']);
    expect(same?.reading).toEqual(base?.reading);
    expect(base?.reading.utilisations.length).toBeGreaterThan(0);
    expect(base?.reading.figures.varParametric).not.toBeNull();
    expect(down?.reading).toMatchObject({ tickets: 1, unmade: 0 });
    expect(down?.difference.nav).not.toBe(0);
    const firm = (await call('book.summaries', {})).find(({ scope }) => scope.level === 'FIRM');
    expect(base?.reading.figures).toMatchObject({ nav: firm?.nav, cash: firm?.cash });
    const { csv } = await call('whatif.branches.export', { ...asked, against: 'as it is' });
    expect(csv.split('\n')[0]).toBe(
      'figure,base,sell-off,as it is,base less as it is,sell-off less as it is',
    );
    expect(await call('whatif.branches.drafts', { name: 'sell-off' })).toEqual({
      tickets: [{ ...draft, ordType: 'MARKET', timeInForce: 'DAY', trader: '', strategy: '' }],
    });
    expect(await call('whatif.branches.list', {})).toEqual([saved, { name: 'as it is', changes: 0 }]);
    expect(await call('whatif.branches.drop', { name: 'sell-off' })).toEqual({ dropped: true });
    expect(await codeOf(call('whatif.branches.compare', asked))).toBe('NOT_FOUND');
    const other = { names: ['as it is'], against: 'sell-off' };
    expect(await codeOf(call('whatif.branches.compare', other))).toBe('NOT_FOUND');
    expect(await stateHash()).toBe(before);
  });

  it('method_that_is_none_and_a_target_that_is_missing_are_refused', async () => {
    expect(await codeOf(call('whatif.size', { tickets: basket, method: 'NONE' }))).toBe('INVALID_INPUT');
    expect(await codeOf(call('whatif.size', { tickets: basket, method: 'MAX_VAR' }))).toBe('INVALID_INPUT');
  });
});

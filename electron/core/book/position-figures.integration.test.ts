import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackFigures } from '#shared/contract/packed-figures.ts';
import type { PositionFigures } from '#shared/contract/schemas/book.ts';
import { ACTOR, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

let test: TestDesk;
beforeEach(async () => {
  test = await openTestDesk();
});
afterEach(async () => {
  await test.close();
  test.remove();
});

let sent = 0;
async function send(side: string, symbol: string, orderQty: string): Promise<string> {
  const idempotencyKey = `key-figures-${++sent}`;
  const ticket = { account: 'MAIN', symbol, side, orderQty };
  const { decision } = await test.must('tickets.send', { ticket, idempotencyKey });
  expect(decision.verdict).toBe('PASS');
  return decision.clOrdId;
}

async function fill(side: string, symbol: string, lastQty: string, lastPx: string): Promise<string> {
  const clOrdId = await send(side, symbol, lastQty);
  const execId = `E-${clOrdId}`;
  await test.must('executions.record', { execId, clOrdId, lastQty, lastPx });
  return execId;
}

type Figures = PositionFigures['rows'][number];
async function figuresOf(symbol: string): Promise<Figures | undefined> {
  const { rows } = unpackFigures(await test.must('book.figures', { account: 'MAIN' }));
  return rows.find((row) => row.symbol === symbol);
}

describe('what positions made today', () => {
  it('is the mark against the previous close for what was held, against the fill for what was traded', async () => {
    await fill('BUY', 'AAA', '100', '98');
    expect(await figuresOf('AAA')).toMatchObject({ dayPnl: 200, realisedPnl: 0 });
    // Sold at 101 what cost 98 on average: 3 each, and 2 each are left on the other 60.
    await fill('SELL', 'AAA', '40', '101');
    expect(await figuresOf('AAA')).toMatchObject({ dayPnl: 240, realisedPnl: 120 });
    const next = await test.reopen(16);
    test = next;
    await test.must('marks.correct', { symbol: 'AAA', price: '103.5', reason: 'late print' });
    expect(await figuresOf('AAA')).toMatchObject({ dayPnl: 60 * 3.5, realisedPnl: 0 });
  });

  it('a fill that turns a position around realises what it closed and no more', async () => {
    await fill('BUY', 'AAA', '10', '100');
    const clOrdId = await send('SELL', 'AAA', '10');
    await test.must('executions.record', { execId: 'E-turn', clOrdId, lastQty: '10', lastPx: '104' });
    await fill('SELL_SHORT', 'AAA', '5', '104');
    expect(await figuresOf('AAA')).toMatchObject({ realisedPnl: 40, dayPnl: 40 + 20 });
  });

  it('a fill that was taken back made nothing', async () => {
    const execId = await fill('BUY', 'AAA', '100', '98');
    await test.must('executions.bust', { execId, reason: 'wrong price' });
    expect((await figuresOf('AAA'))?.dayPnl ?? 0).toBe(0);
  });

  it('says what the data of a position lacks, and gives no risk without returns of the index', async () => {
    await fill('BUY', 'AAA', '100', '100');
    const figures = await figuresOf('AAA');
    expect(figures).toMatchObject({ marginalVar: null, componentVar: null, liquidityDays: null });
    expect(figures?.flags).toEqual(['NO_ADV']);
  });
});

describe('correcting a mark', () => {
  it('is on record with its reason and what it was before', async () => {
    await test.must('marks.correct', { symbol: 'AAA', price: '101', reason: 'late print' });
    const { records } = await test.must('audit.records', { filter: { kinds: ['MARKS'] } });
    expect(records).toMatchObject([{ actor: 'ann', reason: 'late print', count: 1 }]);
    const { changes } = await test.must('audit.record', { seq: records[0]?.seq ?? 0 });
    expect(changes).toEqual([{ of: 'AAA', field: 'price', before: '100', after: '101' }]);
    const { marks } = await test.must('marks.list', { text: 'AAA' });
    const [mark] = marks;
    expect(mark).toMatchObject({ price: 101, from: 'QUOTE', previousClose: 100 });
    expect(mark?.change).toBeCloseTo(0.01, 12);
  });

  it('goes up to 10 % without confirmation, and beyond only with it', async () => {
    const correct = (symbol: string, price: string, confirmed = false) =>
      test.call('marks.correct', { symbol, price, reason: 'late print', confirmed });
    expect(await correct('AAA', '110.01')).toBe('ACKNOWLEDGEMENT_REQUIRED');
    expect(await correct('AAA', '89.99')).toBe('ACKNOWLEDGEMENT_REQUIRED');
    expect(await correct('AAA', '110')).toMatchObject({ price: 110 });
    expect(await correct('BBB', '44.9', true)).toMatchObject({ price: 44.9 });
  });

  it('is refused without the right, for no symbol, for no price, and twice at an instant that stands still', async () => {
    const trader = { ...ACTOR, capabilities: new Set(['VIEW', 'TRADE'] as const) };
    const correction = { symbol: 'AAA', price: '101', reason: 'late print' };
    expect(await test.callAs(trader, 'marks.correct', correction)).toBe('FORBIDDEN');
    expect(await test.call('marks.correct', { ...correction, symbol: 'ZZZ' })).toBe('NOT_FOUND');
    expect(await test.call('marks.correct', { ...correction, price: '0' })).toBe('INVALID_INPUT');
    await test.must('marks.correct', correction);
    expect(await test.call('marks.correct', { ...correction, price: '102' })).toBe('CONFLICT');
  });
});

describe('the working tickets', () => {
  it('are those with quantity left, of one account or of all', async () => {
    const clOrdId = await send('BUY', 'AAA', '100');
    await test.must('executions.record', { execId: 'E-part', clOrdId, lastQty: '30', lastPx: '100' });
    await fill('BUY', 'BBB', '10', '50');
    const rows = await test.must('tickets.working', { account: 'MAIN' });
    expect(rows).toMatchObject([
      { clOrdId, symbol: 'AAA', orderQty: 100, cumQty: 30, leavesQty: 70, sentOn: '2026-01-15' },
    ]);
    expect(await test.must('tickets.working', { account: 'OTHER' })).toEqual([]);
    await test.must('tickets.cancel', { clOrdId });
    expect(await test.must('tickets.working', {})).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { sizingOptions } from '#shared/contract/procedures/whatif.ts';
import { build } from '#shared/testing/builders.ts';
import type { CurvePoint, CurveReport } from './one-ticket-report.ts';
import { sizeByMethods } from './size-by-methods.ts';
import { SESSIONS, sizeOne, sizingDeskOf, smallDesk } from './sized.testing.ts';
import type { SizedTicket } from './sizing-report.ts';
import { traceCurve } from './trace-curve.ts';

const options = { ...sizingOptions.parse({}), window: SESSIONS };
const params = {
  confidence: '0.99',
  horizonDays: '1',
  window: String(SESSIONS),
  index: 'SPY',
  missing: 'proxy',
};
const order = build.ticket('CCC', 500);

it('each_method_gives_what_it_gives_alone_and_says_what_it_is_not_told', () => {
  const desk = sizingDeskOf(smallDesk());
  const rows: SizedTicket[] = [];
  const asked = [
    { method: 'VAR_TARGET', target: 2_000, options: {} },
    { method: 'MAX_VAR', target: null, options: {} },
    { method: 'KELLY', target: 0.5, options: {} },
    { method: 'KELLY', target: 0.5, options: { edgeAnnual: 0.1, cap: 0.2 } },
    { method: 'FIXED_RISK', target: 1_000, options: {} },
    { method: 'NONE', target: 1, options: {} },
  ];
  sizeByMethods(desk, { ticket: order, asked, options }, (row) => rows.push(row));
  const alone = (method: string, target: number, more = {}): SizedTicket =>
    sizeOne(desk, order, { method, target, options: { ...options, ...more } });
  const told = ({ quantity, orderQty, after, incrementalVar }: SizedTicket): unknown[] => [
    ...[quantity, orderQty, after, incrementalVar],
  ];
  expect(told(rows[0] as SizedTicket)).toEqual(told(alone('VAR_TARGET', 2_000)));
  expect(told(rows[3] as SizedTicket)).toEqual(told(alone('KELLY', 0.5, { edgeAnnual: 0.1, cap: 0.2 })));
  expect(rows.map(({ index, lacks }) => [index, lacks[0]?.input ?? null])).toEqual([
    [0, null],
    [1, 'target'],
    [2, 'edgeAnnual'],
    [3, null],
    [4, 'stop'],
    [5, 'method'],
  ]);
});

function curveOf(limits: Parameters<typeof smallDesk>[1], points = 21): CurveReport {
  const traced: CurvePoint[] = [];
  const request = { ticket: order, points, options };
  const rest = traceCurve(sizingDeskOf(smallDesk(1, limits)), request, (point) => traced.push(point));
  return { ...rest, points: traced };
}

it('curve_is_the_risk_of_the_book_with_each_quantity', () => {
  const { points, lot } = curveOf({});
  const desk = sizingDeskOf(smallDesk());
  expect([points.length, lot, points[0]?.orderQty]).toEqual([21, 10, 0]);
  for (const { orderQty, var: valueAtRisk, es } of points.slice(1)) {
    expect(orderQty % lot).toBe(0);
    // The bars' volume is 50,000 a session: this share of it is the quantity.
    const asked = { method: 'MAX_PARTICIPATION', target: orderQty / 50_000, options };
    const { after, before, ...sized } = sizeOne(desk, order, asked);
    expect([sized.orderQty, before.var, after.var, after.es]).toEqual([
      ...[orderQty, points[0]?.var, valueAtRisk, es],
    ]);
  }
});

it('limit_that_measures_the_curve_is_drawn_at_its_money_and_stops_beyond_the_largest', () => {
  const free = curveOf({});
  const [first, last] = [free.points[0]?.var?.parametric ?? 0, free.points.at(-1)?.var?.parametric ?? 0];
  const hard = (first + last) / 2;
  const limit = build.limit('VAR_PARAMETRIC', 'MONEY', hard.toFixed(2), {
    ...{ scope: { level: 'ACCOUNT', key: 'A1' }, params },
  } as never);
  const { largest, binding, limits, points } = curveOf({ limits: [...build.desk({}).limits, limit] });
  expect(binding?.code).toBe('VAR_PARAMETRIC');
  const [row] = limits;
  expect(row).toMatchObject({ code: 'VAR_PARAMETRIC', figure: 'varParametric' });
  expect([row?.most, row?.hardMoney?.toFixed(1)]).toEqual([largest, hard.toFixed(1)]);
  for (const { orderQty, verdict, var: valueAtRisk } of points.slice(1)) {
    expect(verdict === 'BLOCK').toBe(orderQty > (largest ?? 0));
    expect((valueAtRisk?.parametric ?? 0) > hard).toBe(orderQty > (largest ?? 0));
  }
  expect(row?.stopsFrom).toBe(points.find(({ verdict }) => verdict === 'BLOCK')?.orderQty);
  const warned = points.find(({ verdict }) => verdict === 'WARN');
  expect(row?.warnsFrom).toBe(warned?.orderQty ?? null);
});

it('limit_of_another_confidence_is_no_line_of_the_curve', () => {
  const limit = build.limit('VAR_PARAMETRIC', 'MONEY', '1000000', {
    ...{ scope: { level: 'ACCOUNT', key: 'A1' }, params: { ...params, confidence: '0.95' } },
  } as never);
  const { limits } = curveOf({ limits: [...build.desk({}).limits, limit] });
  expect(limits).toMatchObject([{ code: 'VAR_PARAMETRIC', figure: null, hardMoney: null }]);
});

it('symbol_that_is_not_known_has_no_curve_and_says_so', () => {
  const points: CurvePoint[] = [];
  const request = { ticket: build.ticket('ZZZ', 1), points: 5, options };
  const { lacks } = traceCurve(sizingDeskOf(smallDesk()), request, (point) => points.push(point));
  expect([points, lacks]).toEqual([[], [{ field: 'curve', input: 'symbol', detail: 'ZZZ' }]]);
});

import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { Outcome } from '#shared/domain/decision.ts';
import { directionOf } from '#shared/domain/ticket.ts';
import { CURVE_FIGURES, type CurveLimitRow } from '#shared/contract/procedures/whatif-ticket.ts';
import { allowedQuantity, toScaled, withQuantity } from './allowed-quantity.ts';
import { deciderOf, openOrder, scenariosOf, type SizingDesk } from './size-tickets.ts';
import type { CurvePoint, CurveReport, CurveRequest } from './one-ticket-report.ts';
import type { Order } from './order.ts';

/** How far beyond the most that may go the curve reaches. */
const BEYOND = 1.25;
/** Two computations of the same figure agree within this. */
const SAME = 1e-6;

/**
 * The risk of the account's book against the quantity of a ticket, in even steps of whole lots from 0 on, each quantity
 * checked on its own against the desk as it is: the desk is only read. `onPoint` gets each point as it is done.
 */
export function traceCurve(
  state: SizingDesk,
  { ticket, points, options }: CurveRequest,
  onPoint: (point: CurvePoint) => void,
): Omit<CurveReport, 'points'> {
  const order = openOrder(state, ticket, scenariosOf(state, options), new Map(), options);
  if ('lack' in order) {
    const lacks = [{ field: 'curve', ...order.lack }];
    return { lot: 1, limits: [], largest: null, binding: null, lacks };
  }
  const decide = deciderOf(state);
  const { view, book, facts } = order;
  const lot = view.lot / QUANTITY_ONE;
  const largest = allowedQuantity(ticket, view.lot, decide);
  const limits = new LimitTrace();
  const step = stepOf(order, largest, points) * lot;
  for (let i = 0; i < points; i++) {
    const orderQty = i * step;
    const delta = directionOf(ticket.side) * orderQty * facts.price;
    const { var: valueAtRisk, es } = book.figuresWith([{ view, delta }]);
    const decision = i === 0 ? null : decide(withQuantity(ticket, toScaled(orderQty)));
    const point: CurvePoint = { orderQty, var: valueAtRisk, es, verdict: decision?.verdict ?? null };
    onPoint(point);
    for (const outcome of decision?.outcomes ?? []) limits.note(outcome, point);
  }
  const isStopped = Number.isFinite(largest);
  const lack = book.returnsLack(view);
  return {
    lot,
    limits: limits.rows(),
    largest: isStopped ? largest : null,
    binding: isStopped ? decide(withQuantity(ticket, toScaled(Math.max(lot, largest)))).binding : null,
    lacks: lack === null ? [] : [{ field: 'var', ...lack }],
  };
}

/** Shares of the ticket as it is written; of one without a quantity what the account's NAV buys. */
function reachOf({ ticket, facts }: Order): number {
  const written = ticket.orderQty / QUANTITY_ONE;
  if (written > 0) return written;
  const all = facts.nav / facts.price;
  return all > 0 && all < Infinity ? all : 0;
}

/** Lots from one point to the next. */
function stepOf(order: Order, largest: number, points: number): number {
  const lot = order.view.lot / QUANTITY_ONE;
  const reach = BEYOND * Math.max(Number.isFinite(largest) ? largest : 0, reachOf(order));
  const farthest = Math.floor(Number.MAX_SAFE_INTEGER / order.view.lot / points);
  return Math.max(1, Math.min(farthest, Math.ceil(reach / lot / (points - 1))));
}

/** What each limit says along the curve: where it warns and stops first, and which of the curve's figures it measures. */
class LimitTrace {
  readonly #limits = new Map<string, CurveLimitRow>();

  note(outcome: Outcome, point: CurvePoint): void {
    const { code, limitId, scope, group, soft, hard, unit, status } = outcome;
    const key = JSON.stringify([code, limitId, scope, group]);
    const row = this.#limits.get(key) ?? {
      ...{ code, limitId, scope, group, soft, hard, unit },
      ...{ warnsFrom: null, stopsFrom: null, most: null },
      ...meetingOf(outcome, point),
    };
    const isStopped = status === 'BLOCK' || status === 'UNDETERMINED';
    this.#limits.set(key, {
      ...row,
      warnsFrom: row.warnsFrom ?? (status === 'WARN' ? point.orderQty : null),
      stopsFrom: row.stopsFrom ?? (isStopped ? point.orderQty : null),
      most: row.most ?? (isStopped ? outcome.maxQty : null),
      ...(row.figure !== null && !isSame(riskOf(outcome), figureOf(point, row.figure)) ? NO_FIGURE : {}),
    });
  }

  /** Those that matter, the first to stop or warn first. */
  rows(): CurveLimitRow[] {
    const rows = [...this.#limits.values()].filter(
      ({ warnsFrom, stopsFrom, figure }) => warnsFrom !== null || stopsFrom !== null || figure !== null,
    );
    const rank = ({ warnsFrom, stopsFrom }: CurveLimitRow): number[] => [
      stopsFrom ?? Infinity,
      warnsFrom ?? Infinity,
    ];
    return rows.toSorted((a, b) => {
      const [[stopA = 0, warnA = 0], [stopB = 0, warnB = 0]] = [rank(a), rank(b)];
      return stopA === stopB ? (warnA === warnB ? 0 : warnA - warnB) : stopA - stopB;
    });
  }
}

const NO_FIGURE = { figure: null, softMoney: null, hardMoney: null } as const;

type Figure = (typeof CURVE_FIGURES)[number];

/** The figure that the limit measures at this point, and the money at which it meets the limit. */
function meetingOf(
  outcome: Outcome,
  point: CurvePoint,
): Pick<CurveLimitRow, 'figure' | 'softMoney' | 'hardMoney'> {
  const { code, soft, hard, unit, denominator } = outcome;
  const isRisk = code === 'VAR_PARAMETRIC' || code === 'VAR_HISTORICAL' || code === 'EXPECTED_SHORTFALL';
  const risk = riskOf(outcome);
  const figure = CURVE_FIGURES.find((one) => isSame(risk, figureOf(point, one)));
  const unitMoney = unit === 'MONEY' ? 1 : denominator;
  if (!isRisk || figure === undefined || unitMoney === null || hard === null) return NO_FIGURE;
  return { figure, softMoney: soft === null ? null : soft * unitMoney, hardMoney: hard * unitMoney };
}

/** Money that the outcome measured. */
const riskOf = ({ unit, after, numerator }: Outcome): number | null => (unit === 'MONEY' ? after : numerator);

function figureOf({ var: valueAtRisk, es }: CurvePoint, figure: Figure): number | null {
  const of = figure.startsWith('var') ? valueAtRisk : es;
  return (figure.endsWith('Parametric') ? of?.parametric : of?.historical) ?? null;
}

const isSame = (a: number | null, b: number | null): boolean =>
  a !== null && b !== null && Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));

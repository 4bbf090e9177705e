import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { MAX_BASKET } from '#shared/domain/basket.ts';
import { formatDecimal, QUANTITY_PLACES, toPrice, type Quantity } from '#shared/domain/decimal.ts';
import { ORD_TYPES, TIMES_IN_FORCE } from '#shared/domain/ticket.ts';
import { parseQuantity } from './parse-quantity.ts';
import { SIDE_WORDS, TYPE_WORDS } from './parse-ticket-line.ts';

const COLUMNS = [
  'account',
  'symbol',
  'side',
  'qty',
  'type',
  'price',
  'tif',
  'stop',
  'trader',
  'strategy',
] as const;
type Column = (typeof COLUMNS)[number];

/** Other names that sheets give the columns. */
const NAMES: Readonly<Record<string, Column>> = {
  ...(Object.fromEntries(COLUMNS.map((column) => [column, column])) as Record<Column, Column>),
  acct: 'account',
  ticker: 'symbol',
  quantity: 'qty',
  orderqty: 'qty',
  shares: 'qty',
  ordtype: 'type',
  ordertype: 'type',
  limit: 'price',
  limitprice: 'price',
  timeinforce: 'tif',
  stoppx: 'stop',
  stopprice: 'stop',
};

export interface BasketProblem {
  /** Row of the pasted text, the first is 1. */
  readonly row: number;
  readonly sentence: string;
}

export interface PastedBasket {
  readonly tickets: readonly TicketInput[];
  readonly problems: readonly BasketProblem[];
}

/**
 * Reads rows as a sheet copies them: cells separated by tabs, a header or the order account, symbol, side, qty, type,
 * price, tif. A row is taken whole or named with what is wrong in it. Quantities are read as in the ticket, exactly;
 * a price without a type means LIMIT. Rows past the 1,000th are refused.
 */
export function parseBasket(text: string): PastedBasket {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, at) => ({ cells: line.split('\t').map(unquoted), row: at + 1 }));
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const header = headerOf(filled[0]?.cells ?? []);
  const rows = header === null ? filled : filled.slice(1);
  const tickets: TicketInput[] = [];
  const problems: BasketProblem[] = [];
  for (const { cells, row } of rows) {
    const read = tickets.length < MAX_BASKET ? readRow(cells, header ?? COLUMNS) : TOO_MANY;
    if (typeof read === 'string') problems.push({ row, sentence: read });
    else tickets.push(read);
  }
  return { tickets, problems };
}

const TOO_MANY = `A basket has at most ${MAX_BASKET.toLocaleString('en-US')} tickets.`;

const unquoted = (cell: string): string =>
  cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replaceAll('""', '"');

/** The columns of a row that names them; null when it is a row of its own. */
function headerOf(cells: readonly string[]): readonly (Column | null)[] | null {
  const columns = cells.map((cell) => NAMES[cell.toLowerCase().replaceAll(/[^a-z]/g, '')] ?? null);
  return columns.includes('symbol') && columns.includes('qty') ? columns : null;
}

function readRow(cells: readonly string[], columns: readonly (Column | null)[]): TicketInput | string {
  if (cells.length === 1)
    return 'It has one cell: copy the columns from a sheet, which separates them by tabs.';
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  const [account, symbol] = [cell('account'), cell('symbol').toUpperCase()];
  if (account === '') return 'The account is missing.';
  if (symbol === '') return 'The symbol is missing.';
  const side =
    SIDE_WORDS[
      cell('side')
        .toLowerCase()
        .replaceAll(/[_\s]+/g, ' ')
    ];
  if (side === undefined) return `"${cell('side')}" is no side: buy, sell or short.`;
  const quantity = parseQuantity(cell('qty'), { lot: 1 as Quantity, current: null });
  if (quantity.kind === 'error') return quantity.sentence;
  if (quantity.kind !== 'quantity') return `"${cell('qty')}" is no quantity: a basket needs numbers.`;
  const prices = readPrices(cell('price'), cell('stop'));
  if (typeof prices === 'string') return prices;
  const ordType = typeOf(cell('type'), prices.price !== undefined);
  if (ordType === undefined) return `"${cell('type')}" is no type: ${ORD_TYPES.join(', ')}.`;
  const tif = cell('tif') === '' ? 'DAY' : cell('tif').toUpperCase();
  const timeInForce = TIMES_IN_FORCE.find((one) => one === tif);
  if (timeInForce === undefined) return `"${tif}" is no time in force: ${TIMES_IN_FORCE.join(', ')}.`;
  if (/LIMIT/.test(ordType) && prices.price === undefined) return 'A limit order needs its price.';
  if (/STOP/.test(ordType) && prices.stopPx === undefined)
    return 'A stop order needs its stop price, in a column "stop".';
  return {
    account,
    symbol,
    side,
    orderQty: formatDecimal(quantity.quantity, QUANTITY_PLACES),
    ordType,
    ...(/LIMIT/.test(ordType) ? { price: prices.price } : {}),
    ...(/STOP/.test(ordType) ? { stopPx: prices.stopPx } : {}),
    timeInForce,
    trader: cell('trader'),
    strategy: cell('strategy'),
  };
}

function readPrices(price: string, stop: string): { price?: string; stopPx?: string } | string {
  const read: { price?: string; stopPx?: string } = {};
  for (const [field, typed] of [
    ['price', price],
    ['stopPx', stop],
  ] as const) {
    if (typed === '') continue;
    const plain = /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(typed) ? typed.replaceAll(',', '') : typed;
    if (typeof toPrice(plain) !== 'number') return `"${typed}" is no price.`;
    read[field] = plain;
  }
  return read;
}

function typeOf(text: string, hasPrice: boolean): string | undefined {
  if (text === '') return hasPrice ? 'LIMIT' : 'MARKET';
  return TYPE_WORDS[text.toLowerCase().replaceAll(/[\s-]+/g, '_')];
}

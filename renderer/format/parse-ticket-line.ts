import {
  ORD_TYPES,
  TIMES_IN_FORCE,
  type OrdType,
  type Side,
  type TimeInForce,
} from '#shared/domain/ticket.ts';

/** What a one-line ticket said; a field it did not name is absent and leaves the form as it is. */
export interface TicketLine {
  readonly side?: Side;
  readonly quantity?: string;
  readonly symbol?: string;
  readonly price?: string;
  readonly ordType?: OrdType;
  readonly timeInForce?: TimeInForce;
  readonly account?: string;
}

export type ParsedTicketLine =
  | { readonly ok: true; readonly line: TicketLine }
  | { readonly ok: false; readonly line: TicketLine; readonly sentence: string };

/** Words for a side, in lower case. */
export const SIDE_WORDS: Readonly<Record<string, Side>> = {
  b: 'BUY',
  buy: 'BUY',
  s: 'SELL',
  sell: 'SELL',
  ss: 'SELL_SHORT',
  short: 'SELL_SHORT',
  'sell short': 'SELL_SHORT',
};

/** Words for a type of order, in lower case. */
export const TYPE_WORDS: Readonly<Record<string, OrdType>> = {
  ...Object.fromEntries(ORD_TYPES.map((type) => [type.toLowerCase(), type])),
  mkt: 'MARKET',
  lmt: 'LIMIT',
  stp: 'STOP',
  stplmt: 'STOP_LIMIT',
};

/**
 * Reads `side qty symbol [@ price] [type] [tif] [account]`, fields in this order. A price without a type means
 * LIMIT, neither means MARKET. While it is still being typed the fields so far come back with what is missing.
 */
export function parseTicketLine(text: string): ParsedTicketLine {
  const words = text.replace(/@/g, ' @ ').trim().split(/\s+/).filter(Boolean);
  const [sideWord = '', quantity, symbol, ...rest] = words;
  const side = SIDE_WORDS[sideWord.toLowerCase()];
  if (side === undefined) return incomplete({}, `Begin with the side: b, s or ss, not "${sideWord}".`);
  if (quantity === undefined) return incomplete({ side }, 'The quantity comes next: 10k, 1.5m, max, flat.');
  if (symbol === undefined) return incomplete({ side, quantity }, 'The symbol comes next.');
  return readRest({ side, quantity, symbol: symbol.toUpperCase() }, rest);
}

function readRest(start: TicketLine, words: readonly string[]): ParsedTicketLine {
  let rest = [...words];
  let line = start;
  if (rest[0] === '@') {
    if (rest[1] === undefined) return incomplete(line, 'The price comes after "@".');
    line = { ...line, price: rest[1] };
    rest = rest.slice(2);
  }
  const type = TYPE_WORDS[rest[0]?.toLowerCase() ?? ''];
  if (type !== undefined) rest = rest.slice(1);
  line = { ...line, ordType: type ?? (line.price === undefined ? 'MARKET' : 'LIMIT') };
  const tif = TIMES_IN_FORCE.find((one) => one === rest[0]?.toUpperCase());
  if (tif !== undefined) {
    line = { ...line, timeInForce: tif };
    rest = rest.slice(1);
  }
  const [account, extra] = rest;
  if (account !== undefined) line = { ...line, account };
  return extra === undefined ? { ok: true, line } : incomplete(line, `"${extra}" is one word too many.`);
}

const incomplete = (line: TicketLine, sentence: string): ParsedTicketLine => ({ ok: false, line, sentence });

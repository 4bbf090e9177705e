import { addRatios, divideRatios, multiplyRatios, negateRatio, ratio, type Ratio } from './ratio.ts';

const TOKEN = /\s*(?:((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(mm|[kmb])?|([-+*/()]))/iy;
const SCALE = { k: 1_000n, m: 1_000_000n, mm: 1_000_000n, b: 1_000_000_000n } as const;
const MAX_TOKENS = 64;

type Token = Ratio | '+' | '-' | '*' | '/' | '(' | ')';

/**
 * The exact value of a number with shorthand (`10k`, `1.5m`, `2b`, `12,300`) or of arithmetic on such numbers
 * (`250k/4`, `3*(1k+500)`); a sentence when it cannot be read.
 */
export function evaluateShorthand(text: string): Ratio | string {
  const tokens = tokenize(text);
  if (typeof tokens === 'string') return tokens;
  const state = { tokens, at: 0 };
  const value = parseSum(state);
  if (typeof value === 'string') return value;
  return state.at === tokens.length ? value : `"${text}" has something left over after a whole value`;
}

function tokenize(text: string): Token[] | string {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = text.trim();
  while (TOKEN.lastIndex < trimmed.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(trimmed);
    if (match === null) return `"${trimmed.slice(at).trim()}" is not a number (try 10k, 1.5m or 12,300)`;
    if (tokens.length === MAX_TOKENS) return 'the expression is too long';
    const [, digits, suffix, operator] = match;
    tokens.push(digits === undefined ? (operator as Token) : toRatio(digits, suffix));
  }
  return tokens.length === 0 ? 'nothing to read' : tokens;
}

function toRatio(digits: string, suffix: string | undefined): Ratio {
  const [whole = '', fraction = ''] = digits.replaceAll(',', '').split('.');
  const scale = suffix === undefined ? 1n : SCALE[suffix.toLowerCase() as keyof typeof SCALE];
  return ratio(BigInt(whole + fraction || '0') * scale, 10n ** BigInt(fraction.length));
}

interface Parser {
  readonly tokens: readonly Token[];
  at: number;
}

function parseSum(state: Parser): Ratio | string {
  let left = parseProduct(state);
  while (typeof left !== 'string') {
    const operator = state.tokens[state.at];
    if (operator !== '+' && operator !== '-') return left;
    state.at += 1;
    const right = parseProduct(state);
    if (typeof right === 'string') return right;
    left = addRatios(left, operator === '+' ? right : negateRatio(right));
  }
  return left;
}

function parseProduct(state: Parser): Ratio | string {
  let left = parseAtom(state);
  while (typeof left !== 'string') {
    const operator = state.tokens[state.at];
    if (operator !== '*' && operator !== '/') return left;
    state.at += 1;
    const right = parseAtom(state);
    if (typeof right === 'string') return right;
    left = operator === '*' ? multiplyRatios(left, right) : (divideRatios(left, right) ?? 'division by zero');
  }
  return left;
}

function parseAtom(state: Parser): Ratio | string {
  const token = state.tokens[state.at];
  state.at += 1;
  if (typeof token === 'object') return token;
  if (token === '-') {
    const value = parseAtom(state);
    return typeof value === 'string' ? value : negateRatio(value);
  }
  if (token !== '(')
    return token === undefined ? 'the expression stops too early' : `"${token}" is out of place`;
  const value = parseSum(state);
  if (typeof value === 'string') return value;
  if (state.tokens[state.at] !== ')') return 'a bracket is not closed';
  state.at += 1;
  return value;
}

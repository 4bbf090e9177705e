import { existsSync, readFileSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from '#shared/testing/builders.ts';
import type { NaiveBar, NaiveDesk } from '#shared/testing/naive-desk.ts';
import { toQuantity, toPrice, type Price, type Quantity } from '#shared/domain/decimal.ts';
import type { EpochMs, SymbolId } from '#shared/domain/ids.ts';

const data = env['PREFLIGHT_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const open = `${data}/oracle/open`;
export const BOOKS = ['book20', 'book100', 'book20_T250'] as const;
export const isOraclePresent = existsSync(`${open}/book20.json`) && existsSync(`${data}/bars.csv.gz`);
export const oracleFolder = open;

/** A what-if order of the oracle, as DEFINITIONS.md beside it describes. */
export interface OracleOrder {
  readonly symbol: string;
  readonly signed_quantity: number;
  readonly price: number;
  readonly notional_signed: number;
  readonly days_10: number;
  readonly order_impact_bps: number;
  readonly post: Readonly<
    Record<
      | 'gross'
      | 'net'
      | 'weight_gross'
      | 'hhi'
      | 'sigma_usd'
      | 'var95_1d'
      | 'var99_1d'
      | 'hist_var95_linear'
      | 'hist_var95_lower',
      number
    >
  >;
  readonly incremental_var99_exact: number;
  readonly sizing: {
    readonly limits: { readonly var95_1d_sample_usd: number };
    readonly max_qty_real: Readonly<Record<'var95_limit' | 'weight_5pct' | 'adv_20pct', number>>;
    readonly max_qty_floor: number;
    readonly binding: string;
  };
}

export interface OracleBook {
  readonly desk: NaiveDesk;
  readonly window: number;
  readonly orders: readonly OracleOrder[];
}

interface OracleDocument {
  readonly valuation_date: string;
  readonly lookback_returns: number;
  readonly what_if: readonly OracleOrder[];
}

const lines = (text: string): string[] => text.trim().split('\n');
let barLines: string[] | undefined;

/** A book of the oracle as a desk of one account, MAIN, without limits that bind. */
export function readOracleBook(id: (typeof BOOKS)[number]): OracleBook {
  const document = JSON.parse(readFileSync(`${open}/${id}.json`, 'utf8')) as OracleDocument;
  const asOf = Number(document.valuation_date.replaceAll('-', ''));
  const positions = lines(readFileSync(`${open}/${id}_positions.csv`, 'utf8'))
    .slice(1)
    .map((line) => line.trim().split(',') as [string, string]);
  const orders = document.what_if;
  const symbols = new Set(['SPY', ...positions.map(([symbol]) => symbol), ...orders.map((o) => o.symbol)]);
  const bars = readBars(symbols, asOf);
  const clock = Date.parse(`${document.valuation_date}T23:59:59Z`) as EpochMs;
  const last = new Map(bars.map((bar) => [bar.symbol, bar]));
  return {
    window: document.lookback_returns,
    orders,
    desk: build.desk({
      clock: { mode: 'AS_OF', now: clock },
      tick: clock * 1_000,
      instruments: [...symbols].map((symbol) => build.instrument(symbol)),
      accounts: [build.account('MAIN', 0)],
      positions: positions.map(([symbol, quantity]) => build.position('MAIN', symbol, quantity)),
      marks: [...last.values()].map(({ symbol, close }) => ({ symbol, price: close as Price, at: clock })),
      bars,
    }),
  };
}

function readBars(symbols: ReadonlySet<string>, asOf: number): NaiveBar[] {
  barLines ??= lines(gunzipSync(readFileSync(`${data}/bars.csv.gz`)).toString('utf8'));
  return barLines.flatMap((line): NaiveBar[] => {
    const symbol = line.slice(0, line.indexOf(','));
    if (!symbols.has(symbol)) return [];
    const [, date = '', , , , close = '', volume = ''] = line.trim().split(',');
    const day = Number(date.replaceAll('-', ''));
    if (day > asOf) return [];
    return [
      {
        symbol: symbol as SymbolId,
        date: day,
        close: toPrice(close) as Price,
        volume: toQuantity(volume) as Quantity,
      },
    ];
  });
}

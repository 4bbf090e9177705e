import { expect, it } from 'vitest';
import { runHere } from './run-here.testing.ts';

/**
 * What each sample ticket was drawn up to show, one at a time against the untouched book; the figures behind it were
 * checked with an evaluator of its own when the sample was made. A denied ticket names what denies it.
 */
const EXPECTED: Readonly<Record<string, readonly [verdict: string, by?: string]>> = {
  'SMP-0001': ['PASS'],
  'SMP-0002': ['PASS'],
  'SMP-0003': ['WARN', 'SECTOR_GROSS'],
  'SMP-0004': ['PASS'],
  'SMP-0005': ['WARN', 'MAX_ORDER_NOTIONAL'],
  'SMP-0006': ['UNDETERMINED', 'UNKNOWN_REFERENCE'],
  'SMP-0007': ['BLOCK', 'PRICE_COLLAR'],
  'SMP-0008': ['PASS'],
  'SMP-0009': ['WARN', 'MIN_ADV'],
  'SMP-0010': ['BLOCK', 'RESTRICTED'],
  'SMP-0011': ['BLOCK', 'MAX_ORDER_NOTIONAL'],
  'SMP-0012': ['PASS'],
  'SMP-0013': ['BLOCK', 'SECTOR_GROSS'],
  'SMP-0014': ['PASS'],
  'SMP-0015': ['BLOCK', 'RESTRICTED'],
  'SMP-0016': ['WARN', 'PRICE_COLLAR'],
  'SMP-0017': ['BLOCK', 'MIN_ADV'],
  'SMP-0018': ['BLOCK', 'ORDER_INVALID'],
  'SMP-0019': ['BLOCK', 'POSITION_WEIGHT'],
  'SMP-0020': ['PASS'],
  'SMP-0021': ['BLOCK', 'MAX_ORDER_NOTIONAL'],
  'SMP-0022': ['WARN', 'PARTICIPATION'],
  'SMP-0023': ['BLOCK', 'INCREMENTAL_VAR'],
  'SMP-0024': ['PASS'],
};

interface Line {
  readonly clOrdId: string;
  readonly verdict: string;
  readonly outcomes: readonly { readonly code: string; readonly status: string }[];
}

it('sample_tickets_show_the_verdicts_they_were_drawn_up_for', { timeout: 60_000 }, async () => {
  const { out } = await runHere(['validate', '--sample', '--mode', 'independent', '--json']);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect(lines.map(({ clOrdId }) => clOrdId)).toEqual(Object.keys(EXPECTED));
  for (const { clOrdId, verdict, outcomes } of lines) {
    const [wanted, by] = EXPECTED[clOrdId] ?? [];
    const worst = outcomes.filter(({ status }) => status !== 'PASS').map(({ code }) => code);
    expect([clOrdId, verdict]).toEqual([clOrdId, wanted]);
    if (by === undefined) expect(worst).toEqual([]);
    else expect(worst).toContain(by);
  }
});

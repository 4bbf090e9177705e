import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BranchColumn } from '#shared/contract/procedures/whatif-branches.ts';
import type { PlacedTicket } from '#electron/core/whatif/rebalance-report.ts';
import type { SizedTicket } from '#electron/core/whatif/sizing-report.ts';
import { runHere, type Ended } from './run-here.testing.ts';

const preflight = (...args: string[]): Promise<Ended> => runHere(args);
const linesOf = <T>({ out }: Ended): T[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

describe('size', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-size-'));
  const store = path.join(folder, 'desk.db');
  const fileOf = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  beforeAll(async () => {
    expect((await preflight('sample', '--store', store)).code).toBe(0);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'sample_tickets_are_sized_one_line_each_and_the_unknown_symbol_is_a_finding',
    { timeout: 60_000 },
    async () => {
      const ran = await preflight('size', '--sample', '--method', 'equal-var', '--target', '10000', '--json');
      const sized = linesOf<SizedTicket>(ran);
      expect([ran.code, sized.length]).toEqual([1, 24]);
      expect(sized.filter(({ quantity }) => quantity === null).map(({ clOrdId }) => clOrdId)).toEqual([
        'SMP-0006',
      ]);
      for (const { quantity, budgetUsed, decision } of sized)
        if (quantity !== null) {
          expect(budgetUsed).toBeGreaterThan(0.9);
          expect(budgetUsed).toBeLessThanOrEqual(1);
          expect(decision?.outcomes.length).toBeGreaterThan(5);
        }
    },
  );

  it('targets_of_a_file_become_a_basket', { timeout: 60_000 }, async () => {
    const file = fileOf('targets.csv', 'Account,Ticker,Target Weight\nALPHA,BRLE,0.005\nALPHA,DOHO,0\n');
    const ran = await preflight('size', '--targets', file, '--store', store, '--json');
    const placed = linesOf<PlacedTicket>(ran);
    expect(placed.map(({ place, ticket }) => [place, ticket.account, ticket.symbol])).toEqual([
      [0, 'ALPHA', 'BRLE'],
    ]);
    expect(placed[0]?.decision.clOrdId).toBe('R-1');
  });

  it('branches_of_files_are_read_beside_the_base', { timeout: 60_000 }, async () => {
    const down = fileOf(
      'down.json',
      JSON.stringify({ changes: [{ kind: 'SHOCK_BY_BETA', index: 'SPY', factor: -0.05 }] }),
    );
    const lone = fileOf(
      'lone.json',
      JSON.stringify({ name: 'other', changes: [{ kind: 'REMOVE_WORKING', clOrdId: 'NONE' }] }),
    );
    const out = path.join(folder, 'side-by-side.csv');
    const ran = await preflight(
      'size',
      '--branch',
      down,
      '--compare',
      lone,
      '--out',
      out,
      '--store',
      store,
      '--json',
    );
    const columns = linesOf<BranchColumn>(ran);
    expect(columns.map(({ name, reading }) => [name, reading.unmade])).toEqual([
      [null, 0],
      ['down', 0],
      ['other', 1],
    ]);
    expect(ran.code).toBe(1);
    expect(readFileSync(out, 'utf8').split('\n')[0]).toBe(
      'figure,base,down,other,down less base,other less base',
    );
    const alone = await preflight('size', '--branch', down, '--store', store);
    expect([alone.code, alone.err]).toEqual([0, '']);
    expect(alone.out).toMatch(/^varParametric /m);
  });

  it.each([
    ['no JSON', '{', /it is not JSON/],
    ['no object', '[]', /not an object/],
    ['a key twice', '{"changes": [], "changes": []}', /"changes" stands twice/],
    [
      'a wrong factor',
      '{"changes": [{"kind": "SHOCK_SYMBOL", "symbol": "A", "factor": -1}]}',
      /changes\.0\.factor/,
    ],
    ['no change', '{"changes": [{"kind": "SELL"}]}', /changes\.0\.kind/],
  ])('branch_file_with_%s_is_one_clear_line', { timeout: 30_000 }, async (_name, text, said) => {
    const { code, err } = await preflight('size', '--branch', fileOf('wrong.json', text), '--store', store);
    expect([code, err.trim().split('\n').length]).toEqual([2, 1]);
    expect(err).toMatch(said);
    expect(err).toContain('wrong.json');
  });

  it('what_cannot_be_read_is_refused_before_anything_is_sized', { timeout: 60_000 }, async () => {
    const file = fileOf('both.csv', 'symbol,weight,quantity\nBRLE,0.1,\nDOHO,0.1,50\n');
    const both = await preflight('size', '--targets', file, '--store', store);
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('one of weight, quantity and value')]);
    const method = await preflight('size', '--sample', '--method', 'luck');
    expect([method.code, method.err]).toEqual([2, expect.stringContaining('MAX_UNDER_LIMITS')]);
  });
});

import { expect, it } from 'vitest';
import { parseTargets } from './parse-targets.ts';

const read = (text: string, kind: Parameters<typeof parseTargets>[2] = 'WEIGHT'): unknown => {
  const { targets, problems } = parseTargets(text, 'ALPHA', kind);
  return [
    targets.map(({ account, symbol, kind: of, amount }) => [account, symbol, of, amount]),
    problems.map(({ line }) => line),
  ];
};

it.each([
  [
    'brle\t5%\nDOHO\t-0.02',
    [
      ['ALPHA', 'BRLE', 'WEIGHT', 0.05],
      ['ALPHA', 'DOHO', 'WEIGHT', -0.02],
    ],
  ],
  ['BRLE\t(1.5 %)', [['ALPHA', 'BRLE', 'WEIGHT', -0.015]]],
  ['Ticker\tTarget Weight %\nBRLE\t5', [['ALPHA', 'BRLE', 'WEIGHT', 0.05]]],
  ['Account;Symbol;Qty\nBETA;BRLE;-300', [['BETA', 'BRLE', 'QUANTITY', -300]]],
  [
    'symbol,weight,quantity\nBRLE,,40\nDOHO,0.1,',
    [
      ['ALPHA', 'BRLE', 'QUANTITY', 40],
      ['ALPHA', 'DOHO', 'WEIGHT', 0.1],
    ],
  ],
  ['\r\nBRLE  12%\r\n\r\n', [['ALPHA', 'BRLE', 'WEIGHT', 0.12]]],
])('rows_of_a_sheet_are_targets %#', (text, targets) => {
  expect(read(text)).toEqual([targets, []]);
});

it('shares_and_money_have_separators_and_no_percent', () => {
  expect(read('BRLE\t1,250,000\nDOHO\t5%', 'VALUE')).toEqual([[['ALPHA', 'BRLE', 'VALUE', 1_250_000]], [2]]);
});

it('what_cannot_be_read_or_could_be_two_things_is_named_by_its_line', () => {
  const { targets, problems } = parseTargets('BRLE\t5\n\nDOHO\tx\n\t3%\nWERI\t1.200,5', 'ALPHA', 'WEIGHT');
  expect(targets).toEqual([]);
  expect(problems.map(({ line, sentence }) => `${line} ${sentence}`)).toEqual([
    '1 BRLE: 5 would be 500 % of NAV: write 5 % or 500 %.',
    '3 DOHO: "x" is not a number.',
    '4 There is no symbol.',
    '5 WERI: "1.200,5" is not a number.',
  ]);
  expect(parseTargets('symbol,weight,qty\nBRLE,0.1,5', 'ALPHA', 'WEIGHT').problems).toHaveLength(1);
});

it('more_targets_than_a_run_takes_are_refused', () => {
  const rows = Array.from({ length: 5_001 }, (_, index) => `S${index}\t0.01`).join('\n');
  expect(parseTargets(rows, 'ALPHA', 'WEIGHT').problems[0]?.sentence).toContain('5001');
});

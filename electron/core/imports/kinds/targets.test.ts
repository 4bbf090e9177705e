import { expect, it } from 'vitest';
import { parseTargetFile } from './targets.ts';

const options = {
  choices: {},
  knownSymbols: new Set(['BRK.B', 'XOM']),
  readWorkbook: () => Promise.resolve([]),
};
const parse = (text: string): ReturnType<typeof parseTargetFile> =>
  parseTargetFile(new TextEncoder().encode(text), 'targets.csv', options);

it('targets_are_read_as_desks_write_them', async () => {
  const text =
    'Ticker;Fund;Target Weight;Shares;Value\nbrk-b;ALPHA;0,05;;\nXOM;;;-1.200;\nXOM;BETA;;;1.000.000,50\n';
  expect(await parse(text)).toEqual({
    ok: true,
    value: [
      { account: 'ALPHA', symbol: 'BRK.B', kind: 'WEIGHT', amount: 0.05 },
      { account: 'MAIN', symbol: 'XOM', kind: 'QUANTITY', amount: -1200 },
      { account: 'BETA', symbol: 'XOM', kind: 'VALUE', amount: 1_000_000.5 },
    ],
  });
});

it.each([
  ['two targets', 'symbol,weight,quantity\nXOM,0.1,5\n', 'INVALID_INPUT'],
  ['no target', 'symbol,weight\nXOM,\n', 'INVALID_INPUT'],
  ['no number', 'symbol,weight\nXOM,much\n', 'INVALID_INPUT'],
  ['no symbol', 'symbol,weight\n,0.1\n', 'INVALID_INPUT'],
  ['a short row', 'symbol,account,weight\nXOM,0.1\n', 'INVALID_INPUT'],
  ['no column of targets', 'symbol,account\nXOM,ALPHA\n', 'IMPORT_UNREADABLE'],
])('file_with_%s_is_refused', async (_what, text, code) => {
  const parsed = await parse(text);
  expect(parsed.ok ? 'OK' : parsed.error.code).toBe(code);
});

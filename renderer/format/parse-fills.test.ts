import { describe, expect, it } from 'vitest';
import { MAX_FILLS, parseFills } from './parse-fills.ts';

const E1 = { execId: 'E1', clOrdId: 'T1', lastQty: '100', lastPx: '25.5', problem: null };

describe('pasted fills', () => {
  it.each([
    ['tabs, as from a spreadsheet', 'E1\tT1\t100\t25.5'],
    ['commas', 'E1, T1, 100, 25.5'],
    ['semicolons and quotes', '"E1";"T1";"100";"25.5"'],
    ['a header in another order', 'Price,Qty,exec_id,note,Order ID\r\n25.5,100,E1,x,T1\r\n'],
  ])('are read with %s', (_how, text) => {
    expect(parseFills(text).fills).toMatchObject([E1]);
  });

  it('a row that cannot be sent says why, and keeps its line', () => {
    const { fills } = parseFills('E1,T1,100,25.5\n\nE2,,5,1\nE3,T1,1k,2\nE4,T1,5,1,000');
    expect(fills.map(({ line, problem }) => [line, problem === null])).toEqual([
      [1, true],
      [3, false],
      [4, false],
      [5, false],
    ]);
  });

  it('are cut at the cap, and said so', () => {
    const text = Array.from({ length: MAX_FILLS + 3 }, (_, n) => `E${n},T,1,1`).join('\n');
    const { fills, left } = parseFills(text);
    expect([fills.length, left]).toEqual([MAX_FILLS, 3]);
  });
});

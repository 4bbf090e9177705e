import { describe, expect, it } from 'vitest';
import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import { recentTickets } from './pick-recent.ts';

const row = (seq: number, rest: Partial<BlotterRow> = {}): BlotterRow =>
  ({ seq, actor: 'tess', account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: seq, ...rest }) as BlotterRow;
const seqs = (rows: readonly BlotterRow[]) => rows.map(({ seq }) => seq);

describe('recent tickets', () => {
  it('are of the person who asks', () => {
    expect(seqs(recentTickets([row(3), row(2, { actor: 'omar' }), row(1)], 'tess'))).toEqual([3, 1]);
  });

  it('are of everybody for whom sent none', () => {
    expect(seqs(recentTickets([row(3), row(2, { actor: 'omar' })], 'ann'))).toEqual([3, 2]);
  });

  it('stand once for what is alike, by the newest', () => {
    const alike = { orderQty: 5 };
    expect(
      seqs(recentTickets([row(3, alike), row(2, alike), row(1, { ...alike, side: 'SELL' })], 'tess')),
    ).toEqual([3, 1]);
  });

  it('are ten at most', () => {
    const many = Array.from({ length: 30 }, (_, at) => row(30 - at));
    expect(seqs(recentTickets(many, 'tess'))).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21]);
  });
});

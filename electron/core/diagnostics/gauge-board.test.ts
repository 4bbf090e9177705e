import { describe, expect, it } from 'vitest';
import { GaugeBoard } from './gauge-board.ts';

describe('the board', () => {
  it('adds up what two shells show, and forgets one that closed', () => {
    const board = new GaugeBoard();
    const clients = (value: number) => board.add(() => [{ code: 'CLIENTS', value, bound: null }]);
    clients(2);
    const remove = clients(3);
    expect(board.read()).toEqual([{ code: 'CLIENTS', value: 5, bound: null }]);
    remove();
    expect(board.read()).toEqual([{ code: 'CLIENTS', value: 2, bound: null }]);
  });
});

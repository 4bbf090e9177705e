import { expect, it } from 'vitest';
import { exportHeader } from './export-header.ts';

const facts = { title: 'Book', rows: 1_200, at: 0, zone: 'UTC' };

it('says what was left out, and that nothing was', () => {
  const rowsOf = (filters: Record<string, string>) => exportHeader({ ...facts, filters }).slice(2);
  expect(rowsOf({ text: 'brle', verdict: '', account: 'ALPHA' })).toEqual([
    ['Zone', 'UTC'],
    ['Filter', 'text: brle; account: ALPHA'],
    ['Rows', '1,200'],
  ]);
  expect(rowsOf({ text: '' })[1]).toEqual(['Filter', 'none']);
});

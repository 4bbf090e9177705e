import { expect, it } from 'vitest';
import readXlsxFile from 'read-excel-file/universal';
import { workbookOf } from './grid-workbook.ts';

it('holds what the screen shows: numbers as numbers, everything else as text', async () => {
  const blob = await workbookOf(
    'Pre-trade checks',
    [['Pre-trade checks'], ['Zone', 'UTC']],
    [
      ['Order id', 'Qty', 'Price', 'Note'],
      ['007', '1,200', '-0.5', '=1+1'],
      ['12345678901234567', '0', '–', '+CMD'],
    ],
  );
  const [sheet] = await readXlsxFile(await blob.arrayBuffer());
  expect(sheet?.sheet).toBe('Pre-trade checks');
  expect(sheet?.data).toEqual([
    ['Pre-trade checks', null, null, null],
    ['Zone', 'UTC', null, null],
    [null, null, null, null],
    ['Order id', 'Qty', 'Price', 'Note'],
    ['007', 1200, -0.5, '=1+1'],
    ['12345678901234567', 0, '–', '+CMD'],
  ]);
});

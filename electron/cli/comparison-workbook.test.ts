import readXlsxFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { comparisonWorkbook } from './comparison-workbook.ts';

it('a workbook holds what the table does, a text that looks like a formula as that text', async () => {
  const table = {
    header: ['figure', 'base', '=1+1'],
    rows: [
      ['nav', 100, -90.125],
      ['beta', null, 1e-9],
      ['worstScenario', '+cmd', 'a, "b"'],
    ],
  };
  const written = await comparisonWorkbook(table);
  const sheets = await readXlsxFile(Buffer.from(written));
  expect(sheets).toEqual([{ sheet: 'What-if', data: [table.header, ...table.rows] }]);
});

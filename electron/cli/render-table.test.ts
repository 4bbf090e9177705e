import { describe, expect, it } from 'vitest';
import { renderTable } from './render-table.ts';

describe('renderTable', () => {
  it('aligns columns under their titles and leaves no blanks at the end', () => {
    const columns = [{ title: 'name' }, { title: 'qty', align: 'right' as const }, { title: 'why' }];
    const rows = [
      ['a', '1,000', 'because'],
      ['long one', '7', ''],
    ];
    expect(renderTable(columns, rows)).toBe(
      [
        'name        qty  why',
        '────────  ─────  ───────',
        'a         1,000  because',
        'long one      7',
        '',
      ].join('\n'),
    );
  });

  it('has no head when no column has a title', () => {
    expect(renderTable([{ title: '' }, { title: '' }], [['--json', 'JSON']])).toBe('--json  JSON\n');
  });

  it('shows control characters of the data as question marks', () => {
    expect(renderTable([{ title: '' }], [['a\u001b[31mb\nc\u202ed']])).toBe('a?[31mb?c?d\n');
  });

  it('measures characters, not code units, and paints after padding', () => {
    const columns = [{ title: 'x', paint: (cell: string) => `<${cell}>` }, { title: 'y' }];
    expect(
      renderTable(columns, [
        ['😀', '1'],
        ['abc', '2'],
      ])
        .split('\n')
        .slice(2),
    ).toEqual(['<😀  >  1', '<abc>  2', '']);
  });
});

import { describe, expect, it } from 'vitest';
import { neutralise, toCsv, toTsv } from './delimited-text.ts';

describe('neutralise', () => {
  it.each(['=1+1', '+cmd', '-cmd', '@SUM(A1)', '=cmd|calc', '\tx', '-1+2', '=HYPERLINK("x")'])(
    'writes %s as text',
    (cell) => expect(neutralise(cell)).toBe(`'${cell}`),
  );
  it.each(['-500', '+1.5', '-12,300.25', 'AAPL', '', '5 %', '-5%', '-1e5'])('leaves %s alone', (cell) =>
    expect(neutralise(cell)).toBe(cell),
  );
});

describe('toCsv', () => {
  it('quotes separators, quotes and line breaks', () => {
    expect(toCsv([['a,b', 'say "x"', 'two\nlines', 'plain']])).toBe(
      '"a,b","say ""x""","two\nlines",plain\r\n',
    );
  });
});

describe('toTsv', () => {
  it('keeps the shape of the table whatever a cell holds', () => {
    expect(
      toTsv([
        ['a\tb', 'c\r\nd'],
        ['=x', '1'],
      ]),
    ).toBe("a b\tc d\n'=x\t1");
  });
});

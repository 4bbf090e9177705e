import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { decideDateOrder, noDateEvidence, noteDate, readDate, type DateOrder } from './date-style.ts';
import { readInstant } from './read-instant.ts';

describe('readDate', () => {
  it.each<[text: string, order: DateOrder, value: number | string]>([
    ['2017-09-25', 'MDY', 20170925],
    ['2017/9/5', 'YMD', 20170905],
    ['20170925', 'YMD', 20170925],
    ['2017-09-25T00:00:00.000Z', 'YMD', 20170925],
    ['2017-09-25T23:59:59-11:00', 'YMD', 20170925],
    ['2017-09-25 00:00:00', 'YMD', 20170925],
    ['25.09.2017', 'DMY', 20170925],
    ['10/5/2017', 'MDY', 20171005],
    ['10/5/2017', 'DMY', 20170510],
    ['9/25/17', 'MDY', 20170925],
    ['17/09/25', 'YMD', 20170925],
    ['1/2/70', 'DMY', 19700201],
    ['25-Sep-2017', 'YMD', 20170925],
    ['September 25, 2017', 'YMD', 20170925],
    ['43003', 'SERIAL', 20170925],
    ['43003.75', 'SERIAL', 20170925],
    ['2016-02-29', 'YMD', 20160229],
    ['2000-02-29', 'YMD', 20000229],
    ['2017-02-30', 'YMD', 'IMPOSSIBLE_DATE'],
    ['2017-02-29', 'YMD', 'IMPOSSIBLE_DATE'],
    ['1900-02-29', 'YMD', 'IMPOSSIBLE_DATE'],
    ['2017-13-01', 'YMD', 'IMPOSSIBLE_DATE'],
    ['2017-00-01', 'YMD', 'IMPOSSIBLE_DATE'],
    ['9/25/2017', 'DMY', 'IMPOSSIBLE_DATE'],
    ['10/5/2017', 'YMD', 'IMPOSSIBLE_DATE'],
    ['10/5/2017', 'SERIAL', 'IMPOSSIBLE_DATE'],
    ['43003', 'YMD', 'IMPOSSIBLE_DATE'],
    ['201709', 'YMD', 'IMPOSSIBLE_DATE'],
    ['yesterday', 'YMD', 'IMPOSSIBLE_DATE'],
    ['', 'YMD', 'MISSING'],
    ['NA', 'DMY', 'MISSING'],
  ])('reads %j as %s: %s', (text, order, value) => {
    expect(readDate(text, order)).toBe(value);
  });

  it('agrees with the calendar of the language on every day, in every style', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 40_000 }), (days) => {
        const at = new Date(days * 86_400_000);
        const [y, m, d] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
        const expected = y * 10_000 + m * 100 + d;
        expect(readDate(at.toISOString(), 'YMD')).toBe(expected);
        expect(readDate(`${d}.${m}.${y}`, 'DMY')).toBe(expected);
        expect(readDate(`${m}/${d}/${y}`, 'MDY')).toBe(expected);
        if (days + 25_569 >= 10_000) expect(readDate(String(days + 25_569), 'SERIAL')).toBe(expected);
      }),
    );
  });
});

describe('decideDateOrder', () => {
  it.each<[values: string[], order: DateOrder | null]>([
    [['2017-09-25'], 'YMD'],
    [['10/5/2017', '9/25/2017'], 'MDY'],
    [['10/5/2017', '25/9/2017'], 'DMY'],
    [['10/5/2017', '11/5/2017'], null],
    [['5/5/2017'], 'YMD'],
    [['25/9/2017', '9/25/2017'], null],
    [['1.2.2017', '3.4.2017'], 'DMY'],
    [['09.25.2017', '1.2.2017'], 'MDY'],
    [['25/9/17'], null],
    [['25/9/67'], 'DMY'],
    [['43003', '43004'], 'SERIAL'],
    [['43003', '2017-09-25'], 'YMD'],
    [['', 'NA'], 'YMD'],
  ])('%j is %s', (values, order) => {
    const evidence = noDateEvidence();
    for (const value of values) noteDate(evidence, 'date', value);
    expect(decideDateOrder(evidence)).toBe(order);
  });
});

describe('readInstant', () => {
  it.each<[text: string, order: DateOrder, iso: string | null]>([
    ['2026-10-30T13:32:08Z', 'YMD', '2026-10-30T13:32:08.000Z'],
    ['2026-10-30T13:32:08.123456Z', 'YMD', '2026-10-30T13:32:08.123Z'],
    ['2026-10-30T09:32:08-04:00', 'YMD', '2026-10-30T13:32:08.000Z'],
    ['2026-10-30 13:32', 'YMD', '2026-10-30T13:32:00.000Z'],
    ['30/10/2026 13:32:08', 'DMY', '2026-10-30T13:32:08.000Z'],
    ['2026-10-30', 'YMD', '2026-10-30T00:00:00.000Z'],
    ['1793367128000', 'YMD', '2026-10-30T13:32:08.000Z'],
    ['2026-10-30T25:00:00Z', 'YMD', null],
    ['soon', 'YMD', null],
  ])('reads %j in %s as %s', (text, order, iso) => {
    expect(readInstant(text, order)).toBe(iso === null ? null : Date.parse(iso));
  });
});

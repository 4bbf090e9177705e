import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { formatDecimal, PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import { toIsoDate } from '../marketdata/calendar-date.ts';
import { bytesSource, type ByteSource } from './byte-source.ts';
import { importFiles } from './import-files.ts';
import { barsOf, NO_WORKBOOKS, runImport, TODAY } from './imported.testing.ts';

const NAMES = [
  'bars.csv',
  'positions.csv',
  'instruments.csv',
  'bars.jsonl',
  'tickets.csv',
  'limits.json',
  'data.csv',
];
const HEADERS = [
  'symbol,date,open,high,low,close,volume\n',
  'symbol;quantity;side\n',
  '{"symbol":"A","date":"2017-11-10","close":1}\n',
  '{"schemaVersion":1,"limits":[',
  '',
];
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      'A',
      '"',
      ',',
      ';',
      '\t',
      '\n',
      '\r',
      '2017-11-10',
      '9/25/17',
      '1.5',
      '1,5',
      '-',
      'NA',
      '{',
      '}',
      '[',
      ']',
      ':',
      '__proto__',
      '\u0000',
      'é',
    ),
    fc.string({ maxLength: 8 }),
  ),
  { maxLength: 60 },
);

/** Findings that compare a close with its neighbours. */
const OF_CLOSES = /(PRICE_JUMP|LARGE_RETURN|DECIMAL_SHIFT)$/;

describe('importFiles', () => {
  it('answers any bytes with rows or one refusal, and accounts for every row', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .tuple(fc.constantFrom(...HEADERS), pieces)
        .map(([header, rest]) => new TextEncoder().encode(header + rest.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), bytes, async (name, content) => {
        const result = await runImport({ [name]: content });
        if ('code' in result) {
          expect(['IMPORT_UNREADABLE', 'IMPORT_AMBIGUOUS', 'LIMIT_INVALID']).toContain(result.code);
          return;
        }
        const [file] = result.files;
        const { rowsRead = 0, rowsStaged = 0, rowsRejected = 0, duplicates = 0, kind } = file ?? {};
        if (kind !== 'tickets' && kind !== 'symbol_changes') {
          expect(rowsStaged + rowsRejected + duplicates).toBe(rowsRead);
        }
        expect(barsOf(result).length).toBe(kind === 'bars' ? rowsStaged : 0);
      }),
      { numRuns: 1_500 },
    );
  });

  it('says the same however the bytes arrive', async () => {
    const bytes = fc
      .tuple(fc.constantFrom(...HEADERS), pieces)
      .map(([header, rest]) => new TextEncoder().encode(header + rest.join('')));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NAMES),
        bytes,
        fc.integer({ min: 1, max: 9 }),
        async (name, content, size) => {
          const cut: ByteSource = {
            name,
            *open() {
              for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
            },
          };
          const options = { choices: {}, baseCurrency: 'USD', today: TODAY, readWorkbook: NO_WORKBOOKS };
          const report = ({ ok, ...rest }: Awaited<ReturnType<typeof importFiles>>) => [
            ok,
            JSON.stringify(rest),
          ];
          expect(report(await importFiles([cut], options))).toEqual(
            report(await importFiles([bytesSource(name, content)], options)),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads bars back equal, in whatever style a desk writes them', async () => {
    await fc.assert(
      fc.asyncProperty(someBars, someStyle, async (bars, style) => {
        const result = await runImport(
          { 'bars.csv': render(bars, style) },
          { choices: { '*': style.choices } },
        );
        if ('code' in result) throw new Error(`${result.code}: ${result.what}`);
        expect(result.files[0]?.rejects.filter(({ code }) => !OF_CLOSES.test(code))).toEqual([]);
        expect(barsOf(result)).toEqual(bars);
      }),
      { numRuns: 300 },
    );
  });
});

type Bar = [
  symbol: string,
  date: number,
  open: null,
  high: null,
  low: null,
  close: number | null,
  volume: number | null,
];

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => {
  const at = new Date(days * 86_400_000);
  return at.getUTCFullYear() * 10_000 + (at.getUTCMonth() + 1) * 100 + at.getUTCDate();
});
/** Within a factor of 20 of each other, so that no bar is a price jump. */
const close = fc.integer({ min: 1_000_000_000, max: 15_000_000_000 });
const volume = fc.integer({ min: 0, max: 5_000_000_000 }).map((shares) => shares * 1_000_000);
const someBars = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('A', 'NAN', 'TRUE', 'BRK.B', 'MAR', 'X1'),
      day,
      fc.constant(null),
      fc.constant(null),
      fc.constant(null),
      fc.option(close),
      fc.option(volume),
    ),
    { selector: ([symbol, date]) => `${symbol} ${date}`, minLength: 1, maxLength: 20 },
  )
  .map((bars) => bars.toSorted(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x - y)) as Bar[]);

interface Style {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly decimal: string;
  readonly thousands: string;
  readonly date: 'ISO' | 'DMY' | 'MDY' | 'DATETIME' | 'COMPACT';
  readonly missing: string;
  readonly padding: string;
  readonly currency: string;
  readonly mark: string;
  readonly choices: Readonly<Record<string, string>>;
}

/** Ambiguity is asked about, so what a style leaves open is given as a choice. */
const someStyle: fc.Arbitrary<Style> = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    isComma: fc.boolean(),
    isGrouped: fc.boolean(),
    date: fc.constantFrom(
      'ISO' as const,
      'DMY' as const,
      'MDY' as const,
      'DATETIME' as const,
      'COMPACT' as const,
    ),
    missing: fc.constantFrom('', 'NA', 'N/A', 'null', '-', '#N/A', 'NaN', 'n.a.'),
    padding: fc.constantFrom('', ' '),
    currency: fc.constantFrom('', '$', '€'),
    mark: fc.constantFrom('', '\ufeff'),
  })
  .map(({ isComma, isGrouped, ...style }) => {
    const decimal = isComma ? ',' : '.';
    const thousands = isGrouped ? (isComma ? '.' : ',') : '';
    const order = style.date === 'DMY' || style.date === 'MDY' ? { dateOrder: style.date } : {};
    return { ...style, decimal, thousands, choices: { decimal, ...order } };
  });

function render(bars: readonly Bar[], style: Style): string {
  const number = (value: number | null, places: number, sign: string): string => {
    if (value === null) return style.missing;
    const [whole = '', fraction] = formatDecimal(value, places).split('.');
    const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, style.thousands);
    return (
      style.padding +
      sign +
      grouped +
      (fraction === undefined ? '' : style.decimal + fraction) +
      style.padding
    );
  };
  const cell = (text: string) => (text.includes(style.delimiter) ? `"${text}"` : text);
  const rows = bars.map(([symbol, date, , , , closing, shares]) =>
    [
      symbol,
      dateText(date, style.date),
      number(closing, PRICE_PLACES, style.currency),
      number(shares, QUANTITY_PLACES, ''),
    ]
      .map(cell)
      .join(style.delimiter),
  );
  const header = ['Ticker', 'Trade Date', 'Px Last', 'Vol.'].join(style.delimiter);
  return style.mark + [header, ...rows, ''].join(style.lineEnd);
}

function dateText(date: number, style: Style['date']): string {
  const iso = toIsoDate(date);
  const [year, month, ofMonth] = iso.split('-').map(Number);
  if (style === 'DMY') return `${ofMonth}/${month}/${year}`;
  if (style === 'MDY') return `${month}/${ofMonth}/${year}`;
  if (style === 'COMPACT') return String(date);
  return style === 'ISO' ? iso : `${iso}T00:00:00Z`;
}

import writeXlsxFile from 'write-excel-file/node';

/** Markup that must reach the screen as the text it is. */
export const HOSTILE_NAME = '<img src=x onerror="document.title=\'hit\'">';

export interface BundleFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const fileOf = (name: string, lines: readonly string[]): BundleFile => ({
  name,
  mimeType: name.endsWith('.json') ? 'application/json' : 'text/csv',
  buffer: Buffer.from(lines.join('\n') + '\n'),
});

/** A small desk: two instruments, thirty sessions, one account, two positions, the limits every desk must have. */
export function smallBundle(): BundleFile[] {
  const sessions = weekdays('2026-09-21', 30);
  const bars = sessions.flatMap((date, index) => [
    `ACME,${date},${(50 + Math.sin(index)).toFixed(2)},1000000`,
    `EVIL,${date},${(20 + Math.cos(index)).toFixed(2)},500000`,
  ]);
  const limit = (limitId: string, control: string, hard: string) => ({
    limitId,
    control,
    scope: { level: 'FIRM', key: '*' },
    unit: 'MONEY',
    currency: 'USD',
    hard,
  });
  const limits = {
    schemaVersion: 1,
    limits: [
      limit('order', 'MAX_ORDER_NOTIONAL', '250000.00'),
      limit('position', 'MAX_POSITION_NOTIONAL', '500000.00'),
      limit('gross', 'GROSS_EXPOSURE', '2000000.00'),
    ],
  };
  return [
    fileOf('instruments.csv', [
      'symbol,name,sector,currency,lot_size,tick_size,shoe_size',
      'ACME,Acme Anvils,Industrials,USD,1,0.01,44',
      `EVIL,"${HOSTILE_NAME.replaceAll('"', '""')}",Industrials,USD,1,0.01,45`,
    ]),
    fileOf('bars.csv', ['symbol,date,close,volume', ...bars]),
    fileOf('accounts.csv', ['account,base_currency,cash', 'MAIN,USD,1000000']),
    fileOf('positions.csv', [
      'symbol,quantity,account',
      'ACME,1000,MAIN',
      'EVIL,500,MAIN',
      'ACME,"1O0<b>x</b>",MAIN',
    ]),
    fileOf('limits.json', [JSON.stringify(limits)]),
    fileOf('notes.txt', ['not a file of a desk']),
  ];
}

/** A workbook with a sheet of two positions and one of notes. */
export async function workbookOfPositions(): Promise<BundleFile> {
  const row = (...values: (string | number)[]) => values.map((value) => ({ value }));
  const book = [row('Ticker', 'Qty'), row('TRUE', 0.1), row('ACME', 250)];
  const sheets = [
    { sheet: 'Book', data: book },
    { sheet: 'Notes', data: [row('as of close')] },
  ];
  return {
    name: 'positions.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await writeXlsxFile(sheets).toBuffer(),
  };
}

/** Dates that can be read day first and month first, and nothing that decides. */
export const ambiguousBars = (name = 'bars.csv'): BundleFile =>
  fileOf(name, [
    'symbol,date,close,volume',
    ...['01/02/2026', '02/02/2026', '03/02/2026', '04/02/2026'].map((date) => `ACME,${date},50.00,1000`),
  ]);

export function weekdays(from: string, count: number): string[] {
  const days: string[] = [];
  for (
    let day = new Date(`${from}T00:00:00Z`);
    days.length < count;
    day = new Date(day.getTime() + 86_400_000)
  ) {
    if (day.getUTCDay() % 6 !== 0) days.push(day.toISOString().slice(0, 10));
  }
  return days;
}

/** Two symbols: one whose close of 3 March lost a decimal place, one that doubles and stays. */
export const shiftedBars = (): BundleFile =>
  fileOf('bars.csv', [
    'symbol,date,close,volume',
    ...['50.00', '50.10', '5.02', '50.30'].map((close, day) => `SHIFT,2016-03-0${day + 1},${close},1000`),
    ...['20.00', '20.10', '40.20', '40.30'].map((close, day) => `JUMP,2016-03-0${day + 1},${close},1000`),
  ]);

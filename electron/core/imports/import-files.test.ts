import { describe, expect, it } from 'vitest';
import { MONEY_ONE, PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { ImportChoices } from '#shared/domain/import-choices.ts';
import { MAX_REJECTS } from './caps.ts';
import { barsOf, imported, refusal, runImport } from './imported.testing.ts';

const BARS = 'symbol,date,close';
const price = (value: number) => value * PRICE_ONE;
const table = (...lines: string[]) => lines.join('\n');
const listed = async (...input: Parameters<typeof imported>) =>
  (await imported(...input)).files[0]?.rejects.map(({ row, column, code }) => [row, column, code]);

describe('what a file leaves open', () => {
  it('asks for the order of dates, naming both readings and the option', async () => {
    const text = table(BARS, 'A,10/5/2017,1.25', 'A,11/5/2017,1.25');
    expect(await refusal({ 'bars.csv': text })).toEqual({
      code: 'IMPORT_AMBIGUOUS',
      what: '"10/5/2017" is 2017-05-10 (DMY) or 2017-10-05 (MDY), and the other rows do not decide',
      where: 'bars.csv, column date',
      todo: 'Pass --date-order DMY or --date-order MDY for this file.',
    });
    const dates = async (dateOrder: string) =>
      barsOf(await imported({ 'bars.csv': text }, { choices: { 'bars.csv': { dateOrder } } })).map(
        ([, date]) => date,
      );
    expect(await dates('MDY')).toEqual([20171005, 20171105]);
    expect(await dates('dmy')).toEqual([20170510, 20170511]);
  });

  it('decides the order of dates from a row far behind the head', async () => {
    const early = Array.from({ length: 6_000 }, (_, i) => `S${i},10/5/2017,1.25`);
    const result = await imported({ 'bars.csv': table(BARS, ...early, 'Z,9/25/2017,1.25') });
    expect(barsOf(result)[0]).toEqual(['S0', 20171005, null, null, null, price(1.25), null]);
  });

  it('asks for the decimal mark where semicolons leave it open', async () => {
    const text = table('symbol;quantity', 'A;1.500', 'B;2.250');
    expect(await refusal({ 'positions.csv': text })).toEqual({
      code: 'IMPORT_AMBIGUOUS',
      what: '"1.500" is 1.500 with a decimal point and 1500 with a decimal comma, and the other numbers do not decide',
      where: 'positions.csv, column quantity',
      todo: 'Pass --decimal . or --decimal , for this file.',
    });
    const quantities = async (decimal: string) =>
      (await imported({ 'positions.csv': text }, { choices: { '*': { decimal } } })).content.positions.map(
        ([, , quantity]) => Number(quantity) / QUANTITY_ONE,
      );
    expect(await quantities('.')).toEqual([1.5, 2.25]);
    expect(await quantities(',')).toEqual([1_500, 2_250]);
  });

  it('asks for the delimiter where two give the needed columns', async () => {
    const text = table('symbol;quantity;x,symbol,quantity', 'A;1;x,B,2');
    expect(await refusal({ 'positions.csv': text })).toMatchObject({ code: 'IMPORT_AMBIGUOUS' });
    const chosen = await runImport(
      { 'positions.csv': text },
      { choices: { '*': { delimiter: 'semicolon' } } },
    );
    expect(chosen).toMatchObject({ files: [{ detected: { delimiter: 'semicolon' } }] });
  });

  it('asks for the kind where the columns fit two', async () => {
    const text = table('symbol,side,quantity', 'A,S,5');
    expect(await refusal({ 'book.csv': text })).toMatchObject({
      code: 'IMPORT_AMBIGUOUS',
      todo: 'Pass --kind positions or --kind tickets.',
    });
    const { content } = await imported(
      { 'book.csv': text },
      { choices: { 'book.csv': { kind: 'positions' } } },
    );
    expect(content.positions).toEqual([['MAIN', 'A', -5 * QUANTITY_ONE, null]]);
  });

  it.each<[string, string, string, string]>([
    ['fits two kinds', 'book.csv', 'symbol,side,quantity', 'positions'],
    ['fits another kind better', 'book.csv', 'symbol,side,quantity,price', 'positions'],
    ['is of another kind alone', 'book.csv', 'symbol,date,close', 'bars'],
    ['is that of the kind its name is', 'tickets.csv', 'symbol,side,quantity', 'tickets'],
    ['is that of the kind its name has as a word', 'old_tickets.csv', 'symbol,side,quantity', 'positions'],
  ])('with a kind for all files reads one whose header %s as %j', async (_why, file, header, kind) => {
    const { files } = await imported({ [file]: header }, { choices: { '*': { kind: 'positions' } } });
    expect(files[0]?.kind).toBe(kind);
  });

  it('takes the choices of a file before those of a pattern, and those before the ones for all', async () => {
    const text = table('symbol;quantity', 'A;1.500');
    const quantityWith = async (choices: ImportChoices) =>
      (await imported({ 'positions_7.csv': text }, { choices })).content.positions[0]?.[2];
    const point = { decimal: '.' };
    const comma = { decimal: ',' };
    const all = { '*': comma, 'positions_*.csv': comma, 'positions_7.csv': point };
    expect(await quantityWith(all)).toBe(1.5 * QUANTITY_ONE);
    expect(await quantityWith({ 'positions_*.csv': point, '*': comma })).toBe(1.5 * QUANTITY_ONE);
    expect(await quantityWith({ '*': comma, 'bars_*.csv': point })).toBe(1_500 * QUANTITY_ONE);
  });

  it('with a kind for all files says what a file of no kind lacks', async () => {
    const error = await refusal({ 'data.csv': 'a,b' }, { choices: { '*': { kind: 'fx' } } });
    expect(error).toMatchObject({ code: 'IMPORT_UNREADABLE' });
    expect(error.what).toContain('A file of fx needs the column currency, date, rate');
  });

  it('asks for the encoding where a file holds two', async () => {
    const mixed = Uint8Array.from([...new TextEncoder().encode('symbol,name\nA,é\nB,'), 0xe9, 0x0a]);
    expect(await refusal({ 'instruments.csv': mixed })).toMatchObject({
      code: 'IMPORT_AMBIGUOUS',
      todo: 'Pass --encoding windows-1252, or save the file as UTF-8.',
    });
    const { content } = await imported(
      { 'instruments.csv': mixed },
      { choices: { '*': { encoding: 'cp1252' } } },
    );
    expect(content.instruments.map(([, name]) => name)).toEqual(['Ã©', 'é']);
  });

  it.each([
    [{ dateOrder: 'YDM' }, 'dateOrder'],
    [{ colour: 'red' }, 'colour'],
    [{ kind: 'orders' }, 'orders'],
    [{ toString: 'x' }, 'toString'],
  ])('refuses the choice %j by name', async (choice, name) => {
    const error = await refusal({ 'bars.csv': BARS }, { choices: { '*': choice } });
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.what).toContain(name);
  });
});

describe('structure: all or nothing', () => {
  it.each([
    ['a required column is missing', 'bars.csv', table('symbol,close', 'A,1'), 'date'],
    ['it is another file', 'positions.csv', table('name,amount', 'A,1'), 'symbol, quantity'],
    ['a column stands twice', 'bars.csv', table('symbol,date,close,close', 'A,2017-11-10,1,2'), 'close'],
    ['it is empty', 'bars.csv', ' \n', 'empty'],
    ['it is a workbook', 'positions.csv', 'PK\u0003\u0004....', 'workbook'],
    ['it is not text', 'positions.csv', 'symbol,\u0000quantity\n', 'not a text file'],
    ['no kind has its columns', 'data.csv', table('a,b', '1,2'), 'a, b'],
    ['limits are no JSON', 'limits.json', '{"schemaVersion": 1, "limits": [', 'JSON'],
  ])('refuses the whole import when %s', async (_why, file, text, named) => {
    const good = table('symbol,name', 'A,Agilent');
    const error = await refusal({ 'instruments.csv': good, [file]: text });
    expect(error.code).toBe('IMPORT_UNREADABLE');
    expect(`${error.what} ${error.where}`).toContain(named);
  });

  it('names the kind of a file by its name before its columns', async () => {
    const text = table('Ticker,Position', 'A,5');
    const { files } = await imported({ 'book20_positions.csv': text, 'holdings.csv': text });
    expect(files.map(({ kind }) => kind)).toEqual(['positions', 'positions']);
  });
});

describe('content: row by row', () => {
  it('lists each reason with its line and column', async () => {
    const text = table(
      'symbol,date,open,high,low,close,volume',
      'A,2017-11-01,1,2,1,2,5',
      ',2017-11-02,1,2,1,2,5',
      'A,,1,2,1,2,5',
      'A,2017-11-03,1,2,1,0,5',
      'A,2017-11-06,1,2,1,0.123456789,5',
      'A,2017-11-07,1,2,1,99999999999,5',
      'A,2017-11-08,1,2,1,44,528,320',
      '"A,2017-11-09,1,2,1,2,5',
      'A,2017-11-10,0,2,1,2.5,5',
    );
    expect(await listed({ 'bars.csv': text })).toEqual([
      [3, 'symbol', 'EMPTY_SYMBOL'],
      [4, 'date', 'MISSING'],
      [5, 'close', 'NOT_POSITIVE'],
      [6, 'close', 'TOO_PRECISE'],
      [7, 'close', 'TOO_LARGE'],
      [8, 'symbol', 'LONG_ROW'],
      [9, 'symbol', 'MALFORMED_QUOTES'],
      [10, 'open', 'FLAGGED_NOT_POSITIVE'],
      [10, 'close', 'FLAGGED_OUT_OF_RANGE'],
    ]);
  });

  it('takes today and rejects tomorrow', async () => {
    const text = table(BARS, 'A,2026-11-23,1', 'B,2026-11-24,1');
    expect(await listed({ 'bars.csv': text })).toEqual([[3, 'date', 'FUTURE_DATE']]);
  });

  it('caps the list of rejects and goes on counting', async () => {
    const rows = Array.from({ length: MAX_REJECTS + 5 }, () => 'A,2017-11-10,x');
    const [file] = (await imported({ 'bars.csv': table(BARS, ...rows) })).files;
    expect(file).toMatchObject({ rowsRejected: MAX_REJECTS + 5, rowsStaged: 0 });
    expect(file?.rejects).toHaveLength(MAX_REJECTS);
  });

  it('names unknown columns and prefers a close to an adjusted one', async () => {
    const text = table('symbol,date,adj close,note,close', 'A,2017-11-10,1,x,2');
    const result = await imported({ 'bars.csv': text });
    expect(result.files[0]?.ignoredColumns).toEqual(['adj close', 'note']);
    expect(barsOf(result)[0]?.[5]).toBe(price(2));
    const only = await imported({ 'bars.csv': table('symbol,date,adj close', 'A,2017-11-10,1') });
    expect(barsOf(only)[0]?.[5]).toBe(price(1));
  });
});

describe('bars against each other', () => {
  const closes = (...values: (number | string)[]) =>
    table(BARS, ...values.map((value, i) => `A,2017-11-${String(i + 1).padStart(2, '0')},${value}`));

  it('counts an exact duplicate and rejects a different bar of the same day, keeping the first', async () => {
    const text = table(BARS, 'A,2017-11-10,1', 'A,2017-11-10,1.00', 'A,2017-11-10,2', 'a,2017-11-10,1');
    const result = await imported({ 'bars.csv': text });
    expect(barsOf(result)).toHaveLength(1);
    expect(result.files[0]).toMatchObject({ rowsRead: 4, rowsStaged: 1, duplicates: 2, rowsRejected: 1 });
    expect(result.files[0]?.rejects[0]).toMatchObject({ row: 4, code: 'DUPLICATE_CONFLICT' });
    expect(result.files[0]?.rejects[0]?.sentence).toContain('line 2 of bars.csv');
  });

  it.each<[why: string, values: (number | string)[], findings: unknown[], staged: number]>([
    ['rejects a close 20 times both neighbours', [5, 100, 5], [[3, 'close', 'PRICE_JUMP']], 2],
    ['keeps one just below, flagged', [5, 99.99, 5], [[3, 'close', 'FLAGGED_LARGE_RETURN']], 3],
    ['keeps a shifted decimal, flagged', [5, 50, 5], [[3, 'close', 'FLAGGED_DECIMAL_SHIFT']], 3],
    ['lets a move of 40 % pass', [5, 7, 4.2], [], 3],
    ['keeps one of a twentieth of both, flagged', [100, 5, 100], [[3, 'close', 'FLAGGED_PRICE_JUMP']], 3],
    ['keeps one just above, flagged', [100, 5.01, 100], [[3, 'close', 'FLAGGED_LARGE_RETURN']], 3],
    ['keeps a jump that lasts, flagged once', [5, 100, 100, 100], [[3, 'close', 'FLAGGED_PRICE_JUMP']], 4],
    ['looks across missing closes', [5, '', 500, 'NA', 5], [[4, 'close', 'PRICE_JUMP']], 4],
    ['cannot tell at the last bar, and flags', [5, 500], [[3, 'close', 'FLAGGED_PRICE_JUMP']], 2],
  ])('%s', async (_why, values, findings, staged) => {
    const result = await imported({ 'bars.csv': closes(...values) });
    expect(result.files[0]?.rejects.map(({ row, column, code }) => [row, column, code])).toEqual(findings);
    expect(barsOf(result)).toHaveLength(staged);
  });

  it('lists what is suspicious by symbol and date, with both values, kept or not', async () => {
    const text = table(
      'symbol,date,high,low,close',
      'B,2017-11-01,9,10,9.5',
      'B,2017-11-02,,,0',
      'a,2017-11-01,,,10',
      'a,2017-11-02,,,1.01',
      'a,2017-11-03,,,10.1',
      'a,2017-11-06,,,2020',
      'a,2017-11-07,,,10',
      'a,2017-11-08,,,15',
    );
    const { files } = await imported({ 'instruments.csv': table('symbol', 'A', 'B'), 'bars.csv': text });
    expect(files[1]?.suspicious).toEqual([
      { symbol: 'A', date: '2017-11-02', rule: 'DECIMAL_SHIFT', value: 1.01, against: 10, kept: true },
      { symbol: 'A', date: '2017-11-06', rule: 'LARGE_RETURN', value: 2020, against: 10.1, kept: false },
      { symbol: 'A', date: '2017-11-08', rule: 'LARGE_RETURN', value: 15, against: 10, kept: true },
      { symbol: 'B', date: '2017-11-01', rule: 'HIGH_BELOW_LOW', value: 9, against: 10, kept: true },
      { symbol: 'B', date: '2017-11-02', rule: 'NOT_POSITIVE', value: 0, against: null, kept: false },
    ]);
    expect(files[0]?.suspicious).toEqual([]);
  });

  it('does not compare two symbols with each other', async () => {
    const text = table(BARS, 'A,2017-11-09,1', 'B,2017-11-10,500', 'C,2017-11-10,1');
    expect(await listed({ 'bars.csv': text })).toEqual([]);
  });
});

describe('positions and accounts', () => {
  it('adds default accounts only for those no file declares', async () => {
    const { content } = await imported({
      'accounts.csv': table('account,desk,cash', 'ALPHA,EQ,"1,000.50"'),
      'positions.csv': table('account,symbol,quantity', 'ALPHA,A,1', ',B,2', 'BETA,B,3'),
    });
    expect(content.accounts).toEqual([['ALPHA', 'EQ', 'USD', 1_000.5 * MONEY_ONE, 1, 1.5]]);
    expect(content.default_accounts).toEqual([
      ['BETA', 'MAIN', 'USD', 0, 1, 1.5],
      ['MAIN', 'MAIN', 'USD', 0, 1, 1.5],
    ]);
  });

  it('weights the average price of lots on one side and drops it otherwise', async () => {
    const text = table(
      'symbol,quantity,avg_price',
      'A,100,10',
      'A,300,20',
      'B,100,10',
      'B,-40,20',
      'C,100,10',
      'C,100,',
      'D,-1,10',
      'D,-2,11',
    );
    const { content } = await imported({ 'positions.csv': text });
    expect(
      content.positions.map(([, symbol, quantity, avg]) => [symbol, Number(quantity) / QUANTITY_ONE, avg]),
    ).toEqual([
      ['A', 400, price(17.5)],
      ['B', 60, null],
      ['C', 200, null],
      ['D', -3, 1_066_666_667],
    ]);
  });

  it.each([
    ['L', '-5', 'CONTRADICTION'],
    ['X', '5', 'UNKNOWN_VALUE'],
  ])('rejects side %s with quantity %s', async (side, quantity, code) => {
    const text = table('symbol,side,quantity', `A,${side},${quantity}`);
    expect((await listed({ 'positions.csv': text }))?.map(([, , found]) => found)).toEqual([code]);
  });

  it('rejects the lot that would make a sum inexact', async () => {
    const text = table('symbol,quantity', 'A,9000000000', 'A,9000000000');
    expect(await listed({ 'positions.csv': text })).toEqual([[3, 'quantity', 'TOO_LARGE']]);
  });

  it('maps share classes of positions to the instruments of the same import', async () => {
    const { content } = await imported({
      'positions.csv': table('symbol,quantity', 'BRK-B,1', 'BRK/B,2'),
      'instruments.csv': table('symbol,name', 'BRK.B,Berkshire'),
    });
    expect(content.positions).toEqual([['MAIN', 'BRK.B', 3 * QUANTITY_ONE, null]]);
  });
});

describe('the other kinds', () => {
  it('fills an instrument with its defaults and keeps an empty sector empty', async () => {
    const { content } = await imported({
      'instruments.csv': table('Ticker,asset_type,shares_outstanding_est', 'a,ETF,12'),
    });
    expect(content.instruments).toEqual([
      ['A', '', '', '', '', '', 'USD', 'ETF', '', QUANTITY_ONE, null, 1_000_000, 12],
    ]);
  });

  it('refuses pence as a currency', async () => {
    const text = table('symbol,currency', 'VOD,GBp', 'BP,GBX', 'X,gbp', 'Y,dollars');
    expect(await listed({ 'instruments.csv': text })).toEqual([
      [2, 'currency', 'MINOR_CURRENCY'],
      [3, 'currency', 'MINOR_CURRENCY'],
      [5, 'currency', 'NOT_A_CURRENCY'],
    ]);
  });

  it('reads fx rates and rejects one that is not above zero', async () => {
    const text = table('ccy,date,rate', 'EUR,2017-11-10,1.1665', 'GBP,2017-11-10,0');
    const { content, files } = await imported({ 'fx.csv': text });
    expect(content.fx).toEqual([['EUR', 20171110, 116_650_000]]);
    expect(files[0]?.rejects[0]?.code).toBe('NOT_POSITIVE');
  });

  it('reads locates, and rejects what cannot be one', async () => {
    const text = table(
      'Account,Ticker,Shares,Expiry Date',
      'MAIN,brk.b,1200,2026-12-31',
      'MAIN,A,-5,2026-12-31',
      'MAIN,A,5,',
      ',A,5,2026-12-31',
      'MAIN,C,7,2026-12-31',
      'MAIN,C,8,2026-12-31',
    );
    const result = await imported({ 'locates.csv': text });
    expect(result.content.locates).toEqual([
      ['MAIN', 'BRK.B', 20261231, 1200 * QUANTITY_ONE],
      ['MAIN', 'C', 20261231, 7 * QUANTITY_ONE],
    ]);
    expect(result.files[0]?.rejects.map(({ row, column }) => [row, column])).toEqual([
      [3, 'quantity'],
      [4, 'expires'],
      [5, 'account'],
      [7, 'quantity'],
    ]);
  });

  it('reads the restricted list, dates to come included', async () => {
    const text = table(
      'symbol,issuer,mode,from,to,reason',
      'A,,no trade,2027-01-01,,Mandate',
      ',Acme,WARN,2017-01-01,2017-02-01,',
      'A,Acme,WARN,2017-01-01,,',
      'B,,SOMETIMES,2017-01-01,,',
      'B,,WARN,2017-01-02,2017-01-01,',
    );
    const result = await imported({ 'restricted.csv': text });
    expect(result.content.restricted).toEqual([
      [null, 'Acme', 'WARN', 20170101, 20170201, ''],
      ['A', null, 'NO_TRADE', 20270101, null, 'Mandate'],
    ]);
    expect(result.files[0]?.rejects.map(({ code }) => code)).toEqual([
      'SYMBOL_OR_ISSUER',
      'UNKNOWN_VALUE',
      'ENDS_BEFORE_START',
    ]);
  });

  it('reads JSON Lines with the digits they were written with', async () => {
    const text = [
      '{"date":"2017-11-10","symbol":"A","close":12.50,"volume":null}',
      '',
      'oops',
      '{"symbol":"B"}',
    ].join('\n');
    const result = await imported({ 'bars.jsonl': text });
    expect(barsOf(result)).toEqual([['A', 20171110, null, null, null, price(12.5), null]]);
    expect(result.files[0]?.rejects.map(({ row, code }) => [row, code])).toEqual([
      [3, 'NOT_JSON'],
      [4, 'MISSING'],
    ]);
  });

  it('reads UTF-16 with tabs, as spreadsheets write it', async () => {
    const text = '\ufeffsymbol\tdate\tclose\r\nA\t2017-11-10\t1,25\r\n';
    const bytes = new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer);
    expect(barsOf(await imported({ 'bars.csv': bytes }))[0]?.[5]).toBe(price(1.25));
  });

  it('previews tickets and stores none of them', async () => {
    const text = table('symbol,side,quantity', 'A,BUY,100');
    const { files } = await imported({ 'tickets.csv': text });
    expect(files[0]).toMatchObject({ kind: 'tickets', rowsRead: 1, rowsStaged: 0 });
    expect(files[0]?.sample).toEqual([{ symbol: 'A', side: 'BUY', quantity: '100' }]);
  });

  it.each([
    ['\u202eevil 12', 'evil 12'],
    ['ev\u200bil 12', 'ev il 12'],
    ['\u2066evil\u2069 12', 'evil  12'],
    ['evil 12\u2028', 'evil 12'],
    ['ev\u0085il 12', 'ev il 12'],
  ])('takes from a name what is not seen or turns the line around: %j', async (name, kept) => {
    const { files } = await imported({ 'instruments.csv': table('symbol,name', `A,${name}`) });
    expect(files[0]?.sample[0]?.['name']).toBe(kept);
  });
});

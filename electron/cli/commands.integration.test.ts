import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { signIn } from '#electron/server/sign-in.testing.ts';
import { writtenWorkbook } from '#electron/workers/workbook/workbook.testing.ts';
import { runHere, type Ended } from './run-here.testing.ts';
import { smallBundle } from './small-bundle.testing.ts';

const MAIN = path.resolve(import.meta.dirname, 'main.ts');

let home: string;
let store: string;
let bundle: string;
/** A store with the small bundle in it, copied for each test that changes it. */
let prepared: string;
let count = 0;

const environment = () => ({
  ...process.env,
  XDG_DATA_HOME: path.join(home, 'data'),
  TMPDIR: path.join(home, 'tmp'),
  HOME: home,
});

const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], { env: environment(), cwd: home });

/** As a user starts it. */
async function runProcess(...args: string[]): Promise<Ended> {
  const child = start(...args);
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

async function run(...args: string[]): Promise<Ended> {
  const { code, out, err } = await runHere(args, { env: environment() });
  return { code, out, err };
}

const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

/** One line that says what, where and what to do. */
const oneLine = (code: string): unknown => expect.stringMatching(new RegExp(`^${code}: [^\\n]+\\n$`));

function file(name: string, content: string | Uint8Array): string {
  const full = path.join(home, name);
  writeFileSync(full, content);
  return full;
}

function copyOfPrepared(): string {
  const folder = path.join(home, `store-${++count}`);
  cpSync(path.dirname(prepared), folder, { recursive: true });
  return path.join(folder, 'desk.db');
}

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'preflight-cli-'));
  mkdirSync(path.join(home, 'tmp'));
  bundle = path.join(home, 'bundle');
  smallBundle(bundle);
  prepared = path.join(home, 'prepared', 'desk.db');
  vi.stubEnv('TMPDIR', path.join(home, 'tmp'));
  const imported = await runProcess('import', bundle, '--accept', '--store', prepared);
  if (imported.code !== 0) throw new Error(imported.err + imported.out);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

beforeEach(() => {
  store = path.join(home, `new-${++count}`, 'desk.db');
});

describe('import', () => {
  it('without --accept reports and leaves the desk as it was', async () => {
    const looked = await run('import', bundle, '--store', store);
    expect(looked).toMatchObject({ code: 0 });
    expect(looked.out).toContain('Not taken: add --accept');
    expect(lines((await run('limits', 'list', '--json', '--store', store)).out)).toEqual([[]]);
  });

  it('--json is the report as one document', async () => {
    const { code, out } = await run('import', bundle, '--accept', '--json', '--store', store);
    expect(code).toBe(0);
    const report = JSON.parse(out) as { state: string; files: { kind: string; rowsRejected: number }[] };
    expect(report.state).toBe('ACCEPTED');
    expect(report.files.map(({ kind }) => kind).toSorted()).toEqual(
      expect.arrayContaining(['accounts', 'bars', 'instruments', 'limits', 'positions']),
    );
    expect(report.files.every(({ rowsRejected }) => rowsRejected === 0)).toBe(true);
  });

  it('of the same content a second time changes nothing', async () => {
    const copy = copyOfPrepared();
    const before = (await run('limits', 'list', '--json', '--store', copy)).out;
    const { code } = await run('import', bundle, '--accept', '--store', copy);
    expect(code).toBe(0);
    expect((await run('limits', 'list', '--json', '--store', copy)).out).toBe(before);
  });

  it('lists what it rejects with row, column and reason, and takes the rest', async () => {
    const positions = file('positions.csv', 'account,symbol,quantity\nMAIN,AAA,100\nMAIN,BBB,ten\n');
    const { code, out } = await run('import', positions, '--accept', '--store', copyOfPrepared());
    expect(code).toBe(0);
    expect(out).toMatch(/positions\.csv:3: [A-Z_]+: .+ten/);
    expect(out).toContain('Accepted: 1 rows.');
  });

  it('takes a workbook of positions, and says which kinds a workbook may hold', async () => {
    const rows = [['Ticker', 'Qty'].map((value) => ({ value })), [{ value: 'AAA' }, { value: 12.5 }]];
    const workbook = await writtenWorkbook({ Book: rows });
    const { code, out } = await run('import', file('book.xlsx', workbook), '--accept', '--store', store);
    expect(code).toBe(0);
    expect(out).toContain('format workbook, sheet Book');
    expect(out).toContain('Accepted: 1 rows.');
    const refused = await run('import', file('bars.xlsx', workbook), '--accept', '--store', store);
    expect(refused).toEqual({ code: 2, out: '', err: oneLine('IMPORT_UNREADABLE') });
    expect(refused.err).toContain('positions or tickets');
  });

  it('of a file that cannot be read is exit 2 and one line', async () => {
    const bars = file('bars.csv', 'symbol,close\nAAA,10\n');
    expect(await runProcess('import', bars, '--accept', '--store', store)).toEqual({
      code: 2,
      out: '',
      err: oneLine('[A-Z_]+'),
    });
  });

  it('asks for the date order it cannot know, and takes the answer', async () => {
    const bars = file(
      'bars_us.csv',
      'symbol,date,close\nAAA,10/5/2017,10\nAAA,10/6/2017,10.1\nAAA,10/9/2017,10.2\n',
    );
    const asked = await run('import', bars, '--store', store);
    expect(asked).toEqual({ code: 2, out: '', err: oneLine('IMPORT_AMBIGUOUS') });
    expect(asked.err).toContain('--date-order');
    expect(await run('import', bars, '--date-order', 'mdy', '--store', store)).toMatchObject({
      code: 0,
      err: '',
    });
  });
});

describe('import of what a file leaves open', () => {
  it('asks for the kind, and takes it from --kind, whatever its case', async () => {
    const book = file('book.csv', 'symbol,side,quantity\nAAA,S,5\n');
    const asked = await run('import', book, '--store', store);
    expect(asked).toEqual({ code: 2, out: '', err: oneLine('IMPORT_AMBIGUOUS') });
    expect(asked.err).toContain('--kind positions');
    const { code, out } = await run('import', book, '--kind', 'Positions', '--json', '--store', store);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      files: [{ kind: 'positions', sample: [{ symbol: 'AAA', quantity: '5', side: 'S' }] }],
    });
  });

  it('keeps the choices of an import under a name, and reads by them again', async () => {
    const first = file('open_20261124.csv', 'symbol;side;quantity\nAAA;L;1.500\n');
    const next = file('open_20261125.csv', 'symbol;side;quantity\nAAA;L;2.750\n');
    const choices = ['--decimal', ',', '--kind', 'positions'];
    const save = await run('import', first, ...choices, '--save-profile', 'Broker', '--store', store);
    expect(save).toMatchObject({ code: 0, err: 'Kept the choices as the import profile "Broker".\n' });
    expect(await run('import', next, '--store', store)).toMatchObject({
      code: 2,
      err: oneLine('IMPORT_AMBIGUOUS'),
    });
    const again = await run('import', next, '--profile', 'Broker', '--json', '--accept', '--store', store);
    expect(JSON.parse(again.out)).toMatchObject({
      state: 'ACCEPTED',
      files: [{ kind: 'positions', sample: [{ quantity: '2750' }] }],
    });
    const point = ['--profile', 'Broker', '--decimal', '.', '--save-profile', 'Point'];
    const overruled = await run('import', next, ...point, '--json', '--store', store);
    expect(JSON.parse(overruled.out)).toMatchObject({ files: [{ sample: [{ quantity: '2.75' }] }] });
    const missing = await run('import', next, '--profile', 'Brokers', '--accept', '--store', store);
    expect(missing).toEqual({ code: 2, out: '', err: oneLine('NOT_FOUND') });
    expect(missing.err).toContain('Use one of: Broker, Point.');
    expect((await run('audit', 'verify', '--store', store)).code).toBe(0);
  });

  it('keeps nothing of an import that cannot be read', async () => {
    const bad = file('bad.csv', 'a,b\n1,2\n');
    const save = ['--kind', 'positions', '--save-profile', 'Bad'];
    expect((await run('import', bad, ...save, '--accept', '--store', store)).code).toBe(2);
    const used = await run('import', bad, '--profile', 'Bad', '--store', store);
    expect(used.err).toContain('The desk has none yet.');
  });

  it('reads day numbers of a spreadsheet as dates, alone or when told to', async () => {
    const dates = async (text: string, ...args: string[]) => {
      const ended = await run('import', file('bars.csv', text), '--json', '--store', store, ...args);
      const report = JSON.parse(ended.out) as { files: { sample: { date: string }[] }[] };
      return report.files[0]?.sample.map(({ date }) => date);
    };
    const serial = 'symbol,date,close\nAAA,43003,10\nAAA,43004,10.1\n';
    expect(await dates(serial)).toEqual(['2017-09-25', '2017-09-26']);
    const mixed = `${serial}AAA,2017-09-27,10.2\n`;
    expect(await dates(mixed)).toEqual(['2017-09-27']);
    expect(await dates(mixed, '--date-order', 'serial')).toEqual(['2017-09-25', '2017-09-26', '2017-09-27']);
    expect((await run('import', '--help')).out).toMatch(/--date-order ORDER +.*SERIAL/);
  });
});

describe('sample', () => {
  it('loads the sample into an empty desk, and into no other', async () => {
    expect(await run('sample', '--store', store)).toMatchObject({ code: 0, err: '' });
    const again = await run('sample', '--store', store);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toEqual(oneLine('CONFLICT'));
  });
});

const TICKETS = [
  'cl_ord_id,symbol,side,quantity,ord_type,price',
  'T-1,AAA,BUY,5000,LIMIT,100',
  'T-2,AAA,BUY,5000,LIMIT,100',
  'T-3,AAA,BUY,9,LIMIT,100',
  'T-4,AAA,HOLD,9,LIMIT,100',
  'T-5,NOPE,BUY,9,LIMIT,100',
  '',
].join('\n');

interface Line {
  readonly clOrdId: string;
  readonly verdict: string;
  readonly maxQty: number | null;
  readonly binding: { readonly code: string; readonly limitId: string | null } | null;
  readonly outcomes: Record<string, unknown>[];
}

describe('validate', () => {
  let sequential: Awaited<ReturnType<typeof validate>>;
  beforeAll(async () => {
    sequential = await validate('--fail-on-deny');
  });

  async function validate(...args: string[]) {
    const tickets = file('tickets.csv', TICKETS);
    const { code, out, err } = await run('validate', tickets, '--json', '--store', copyOfPrepared(), ...args);
    return { code, err, decisions: lines(out) as Line[] };
  }

  const validateRaw = (...args: string[]) =>
    run('validate', file('tickets.csv', TICKETS), '--store', copyOfPrepared(), ...args);

  it('sequential: what passes reserves, so that the next has less room', () => {
    const { decisions } = sequential;
    expect(decisions.map(({ clOrdId, verdict }) => `${clOrdId} ${verdict}`)).toEqual([
      'T-1 PASS',
      'T-2 BLOCK',
      'T-3 PASS',
      'T-4 UNDETERMINED',
      'T-5 UNDETERMINED',
    ]);
    expect(decisions[1]).toMatchObject({ binding: { code: 'MAX_POSITION_NOTIONAL', limitId: 'position' } });
  });

  it('independent: each against the same book, nothing sent', async () => {
    const { code, decisions } = await validate('--mode', 'independent');
    expect(code).toBe(0);
    expect(decisions.map(({ verdict }) => verdict)).toEqual([
      'PASS',
      'PASS',
      'PASS',
      'UNDETERMINED',
      'UNDETERMINED',
    ]);
  });

  it('--basket: as a whole, what reduces first, and says what the end would be', async () => {
    const { code, decisions, err } = await validate('--basket');
    expect(code).toBe(0);
    expect(
      decisions
        .filter(({ verdict }) => verdict === 'PASS')
        .map(({ clOrdId }) => clOrdId)
        .sort(),
    ).toEqual(['T-1', 'T-3']);
    expect(err).toMatch(/Basket: 2 of 5 sent, UNDETERMINED with all of it\./);
    const none = await validate('--basket', '--all-or-none', '--fail-on-deny');
    expect(none.code).toBe(1);
    expect(none.err).toMatch(/Basket: 0 of 5 sent/);
  });

  it('--basket again with the same tickets sends nothing twice', async () => {
    const copy = copyOfPrepared();
    const ask = () => run('validate', file('tickets.csv', TICKETS), '--basket', '--json', '--store', copy);
    const first = await ask();
    expect((await ask()).out).toBe(first.out);
  });

  it.each([['--all-or-none'], ['--mode', 'net']])('%s %s without --basket is refused', async (...args) => {
    const { code, err } = await validateRaw(...args);
    expect([code, err]).toEqual([2, oneLine('INVALID_INPUT')]);
  });

  it('keeps a row that cannot be read, as ORDER_INVALID', () => {
    const { decisions } = sequential;
    expect(decisions[3]?.outcomes).toContainEqual(
      expect.objectContaining({ code: 'ORDER_INVALID', status: 'BLOCK' }),
    );
  });

  it('gives a line its fields and an outcome its fields, in the order of the format', () => {
    const { decisions } = sequential;
    const fields = [
      'clOrdId',
      'verdict',
      'maxQty',
      'binding',
      'outcomes',
      'notional',
      'evalMicros',
      'decisionId',
    ];
    const inner = [
      'code',
      'status',
      'scope',
      'limitId',
      'before',
      'after',
      'soft',
      'hard',
      'unit',
      'utilisation',
    ];
    for (const decision of decisions) {
      expect(Object.keys(decision)).toEqual(fields);
      for (const outcome of decision.outcomes)
        expect(Object.keys(outcome)).toEqual([...inner, 'maxQty', 'exempt']);
    }
  });

  it('decides the tickets of a workbook as those of the same text', async () => {
    const cells = TICKETS.trim()
      .split('\n')
      .map((line) => line.split(',').map((text) => ({ value: /^\d+$/.test(text) ? Number(text) : text })));
    const workbook = file('tickets.xlsx', await writtenWorkbook({ Orders: cells }));
    const { code, out } = await run('validate', workbook, '--json', '--store', copyOfPrepared());
    expect(code).toBe(0);
    const verdicts = (decisions: readonly Line[]) =>
      decisions.map(({ clOrdId, verdict, maxQty }) => [clOrdId, verdict, maxQty]);
    expect(verdicts(lines(out) as Line[])).toEqual(verdicts(sequential.decisions));
    const broken = await run('validate', file('broken.xlsx', 'PK'), '--json', '--store', copyOfPrepared());
    expect(broken).toEqual({ code: 2, out: '', err: oneLine('IMPORT_UNREADABLE') });
  });

  it('--fail-on-deny is exit 1 when a ticket is denied, and only then', async () => {
    expect(sequential.code).toBe(1);
    const good = file('good.csv', 'cl_ord_id,symbol,side,quantity,ord_type,price\nT-1,AAA,BUY,1,LIMIT,100\n');
    expect(await run('validate', good, '--fail-on-deny', '--store', copyOfPrepared())).toMatchObject({
      code: 0,
    });
  });

  it('--accept-warnings sends what warns', async () => {
    const text =
      'cl_ord_id,symbol,side,quantity,ord_type,price\nW-1,AAA,BUY,7500,LIMIT,100\nW-2,AAA,BUY,7500,LIMIT,100\n';
    const tickets = file('warn.csv', text);
    const verdicts = async (...args: string[]): Promise<string[]> => {
      const { out } = await run('validate', tickets, '--json', '--store', copyOfPrepared(), ...args);
      return (lines(out) as Line[]).map(({ verdict }) => verdict);
    };
    expect(await verdicts()).toEqual(['WARN', 'WARN']);
    expect(await verdicts('--accept-warnings')).toEqual(['WARN', 'BLOCK']);
  });

  it('decides a ClOrdID that is used for another ticket as invalid, and goes on', async () => {
    const text =
      'cl_ord_id,symbol,side,quantity,ord_type,price\nX,AAA,BUY,1,LIMIT,100\nX,AAA,BUY,2,LIMIT,100\nY,AAA,BUY,3,LIMIT,100\n';
    const { out } = await run('validate', file('twice.csv', text), '--json', '--store', copyOfPrepared());
    expect((lines(out) as Line[]).map(({ verdict }) => verdict)).toEqual(['PASS', 'UNDETERMINED', 'PASS']);
  });

  it('--out writes the JSON lines to a file, beside the table', async () => {
    const out = path.join(home, 'decisions.jsonl');
    const tickets = file('tickets.csv', TICKETS);
    const ended = await run('validate', tickets, '--store', copyOfPrepared(), '--out', out);
    expect(ended.out).toContain('5 tickets, sequential: 2 PASS, 1 BLOCK, 2 UNDETERMINED');
    expect(lines(readFileSync(out, 'utf8'))).toHaveLength(5);
  });

  it('--sample without a store decides on a desk of its own and leaves nothing behind', async () => {
    const { code, out, err } = await runProcess('validate', '--sample');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^SMP-0001 +BUY 3,830 BRLE +(PASS|WARN|BLOCK|UNDETERMINED) /m);
    expect(out).toContain('24 tickets, sequential: ');
    expect(out).not.toContain('\u001b');
    expect(existsSync(path.join(home, 'data'))).toBe(false);
    expect(readdirSync(path.join(home, 'tmp'))).toEqual([]);
  });

  it('survives a reader that leaves early', async () => {
    const rows = Array.from({ length: 2_000 }, (_, i) => `E-${i},AAA,BUY,1,LIMIT,100`);
    const tickets = file('early.csv', `cl_ord_id,symbol,side,quantity,ord_type,price\n${rows.join('\n')}\n`);
    const child = start('validate', tickets, '--json', '--store', copyOfPrepared());
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(err).toBe('');
  });
});

describe('risk', () => {
  it('--json is one document with the fields of the format', async () => {
    const { code, out, err } = await run(
      'risk',
      '--window',
      '60',
      '--index',
      'AAA',
      '--json',
      '--store',
      prepared,
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out) as { window: number; bySymbol: { symbol: string }[] };
    expect(report).toMatchObject({
      window: 60,
      confidence: 0.99,
      horizonDays: 1,
      method: 'sample',
      positions: 2,
    });
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(['asOf', 'nav', 'gross', 'sigma', 'var', 'es', 'beta', 'sectors', 'topGross']),
    );
    expect(report.bySymbol.map(({ symbol }) => symbol).toSorted()).toEqual(['AAA', 'BBB']);
  });

  it('prints tables for people', async () => {
    const { out } = await run('risk', '--window', '60', '--index', 'AAA', '--store', prepared);
    expect(out).toMatch(/^VaR historical, 99 %, 1 day +[\d,]+/m);
    expect(out).toMatch(/^AAA +1,000 /m);
  });

  it('names the symbol that has too little history, exit 2', async () => {
    const { code, out, err } = await run('risk', '--index', 'AAA', '--store', prepared);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: oneLine('MISSING_HISTORY') });
  });

  it('--matrix writes symbols as header', async () => {
    const out = path.join(home, 'corr.csv');
    const args = ['--window', '60', '--index', 'AAA', '--matrix', 'corr', '--out', out, '--store', prepared];
    expect(await run('risk', ...args)).toMatchObject({ code: 0, err: '' });
    const rows = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    expect(rows[0]).toEqual(['symbol', 'AAA', 'BBB']);
    expect(rows[1]?.slice(0, 2)).toEqual(['AAA', '1']);
    expect(rows[1]?.[2]).toBe(rows[2]?.[1]);
  });
});

describe('limits', () => {
  it('exported and imported into a new desk are the same, bit for bit', async () => {
    const out = path.join(home, 'limits-out.json');
    expect(await run('limits', 'export', '--out', out, '--store', prepared)).toMatchObject({
      code: 0,
      err: '',
    });
    expect(await run('limits', 'import', out, '--store', store)).toMatchObject({ code: 0, err: '' });
    const again = await run('limits', 'export', '--store', store);
    expect(again.out).toBe(readFileSync(out, 'utf8'));
  });

  it('are listed with scope, values and version', async () => {
    const { out } = await run('limits', 'list', '--store', prepared);
    expect(out).toMatch(/^order +MAX_ORDER_NOTIONAL +FIRM \* +1000000\.00 +.*MONEY USD +BLOCK +ACTIVE +1 /m);
  });

  it('imported a second time change nothing', async () => {
    const own = path.join(bundle, 'limits.json');
    expect(await run('limits', 'import', own, '--store', copyOfPrepared())).toEqual({
      code: 0,
      out: 'The desk has these limits already: nothing was changed.\n',
      err: '',
    });
  });

  it('that cannot be used are named, and none is taken', async () => {
    const limits = file(
      'bad-limits.json',
      '{"schemaVersion":1,"limits":[{"limitId":"x","control":"MAGIC"}]}',
    );
    expect(await run('limits', 'import', limits, '--store', store)).toEqual({
      code: 2,
      out: '',
      err: oneLine('LIMIT_INVALID'),
    });
    expect(existsSync(store)).toBe(false);
  });
});

describe('limit governance', () => {
  const write = (name: string, hard: string) =>
    file(
      name,
      JSON.stringify({
        schemaVersion: 1,
        limits: [
          {
            limitId: 'order',
            control: 'MAX_ORDER_NOTIONAL',
            scope: { level: 'FIRM', key: '*' },
            unit: 'MONEY',
            currency: 'USD',
            hard,
          },
        ],
      }),
    );

  it('a proposal waits, a tightening is in force and waits for review, and the same person decides about neither', async () => {
    const copy = copyOfPrepared();
    const reason = ['--reason', 'drill', '--store', copy];
    expect((await run('limits', 'propose', write('more.json', '2000000.00'), ...reason)).out).toBe(
      'order version 2: proposed, waits for a second officer\n',
    );
    expect(await run('limits', 'approve', 'order', ...reason)).toEqual({
      code: 2,
      out: '',
      err: oneLine('FORBIDDEN'),
    });
    expect((await run('limits', 'tighten', write('less.json', '1.00'), ...reason)).out).toBe(
      'order version 3: in force, awaiting review by a second officer\n',
    );
    expect((await run('limits', 'tighten', write('wide.json', '9000000.00'), ...reason)).err).toMatch(
      /^LIMIT_INVALID: this does not only tighten, hard: it is looser against version 1/,
    );
    const waiting = lines((await run('limits', 'list', '--waiting', '--json', '--store', copy)).out);
    expect(waiting).toMatchObject([
      [
        { version: 2, status: 'PROPOSED' },
        { version: 3, awaitingReview: true },
      ],
    ]);
    expect((await run('limits', 'reject', 'order', '--version', '2', ...reason)).out).toBe(
      'order version 2: ended\n',
    );
    const all = (await run('limits', 'list', '--all', '--store', copy)).out;
    expect(all).toMatch(/order .* RETIRED +2 .*drill/);
    expect((await run('limits', 'approve', 'order', '--store', copy)).err).toMatch(
      /^INVALID_INPUT: a reason/,
    );
  }, 60_000);

  it('an import shows what it changes, and --dry-run changes nothing', async () => {
    const copy = copyOfPrepared();
    const trial = await run('limits', 'import', write('trial.json', '7.00'), '--dry-run', '--store', copy);
    expect(trial.out).toMatch(/changed +1: order\nmissing +\d+: .*\nNothing was changed\.\n$/);
    expect((await run('limits', 'list', '--waiting', '--store', copy)).out).toMatch(/0 versions\n$/);
  }, 60_000);
});

describe('audit verify', () => {
  it('finds an untouched log intact', async () => {
    const { code, out } = await run('audit', 'verify', '--json', '--store', prepared);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, problems: [] });
  });

  it('is exit 1 when a record was changed', async () => {
    const copy = copyOfPrepared();
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(copy);
    db.exec("UPDATE audit SET actor = 'somebody' WHERE seq = (SELECT min(seq) FROM audit)");
    db.close();
    const { code, out } = await run('audit', 'verify', '--store', copy);
    expect(code).toBe(1);
    expect(out).toMatch(/^Broken, \d+ records:\n {2}/);
  });
});

describe('serve', () => {
  async function serve(...args: string[]) {
    const child = start('serve', ...args);
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    if (child.stdout === null) throw new Error('no standard output');
    const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const line = (await output.next()) as IteratorResult<string, undefined>;
    return { child, line: line.value ?? '', errors: () => err };
  }

  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
    'prints its link, serves the desk, and %s ends it with 0',
    async (signal) => {
      const { child, line, errors } = await serve('--store', copyOfPrepared());
      expect(line).toMatch(/^Preflight is at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
      const { origin, cookie } = await signIn(line.slice('Preflight is at '.length));
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { origin, cookie } });
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'call', id: 1, method: 'accounts.list', input: {} }));
      const [data] = (await once(socket, 'message')) as [Buffer];
      expect(JSON.parse(data.toString())).toMatchObject({ id: 1, value: [{ account: 'MAIN' }] });
      child.kill(signal);
      expect(await once(child, 'close')).toEqual([0, null]);
      expect(errors()).toBe('');
    },
  );

  it('holds the desk: a second process is refused in one line, exit 3', async () => {
    const copy = copyOfPrepared();
    const { child } = await serve('--store', copy);
    const second = await runProcess('limits', 'list', '--store', copy);
    expect(second).toEqual({ code: 3, out: '', err: oneLine('STORE_UNAVAILABLE') });
    child.kill('SIGINT');
    await once(child, 'close');
    expect(await run('limits', 'list', '--store', copy)).toMatchObject({ code: 0 });
  });

  it('--json gives the link as a document; --sample has a desk of its own', async () => {
    const { child, line } = await serve('--sample', '--json');
    expect(JSON.parse(line)).toMatchObject({ url: expect.stringContaining('/?token=') });
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(readdirSync(path.join(home, 'tmp'))).toEqual([]);
  });

  it('on a port that is taken is one line', async () => {
    const { child, line } = await serve('--store', copyOfPrepared());
    const { port } = new URL(line.slice('Preflight is at '.length));
    const second = await run('serve', '--port', port, '--store', store);
    expect(second).toMatchObject({ code: 2, err: oneLine('CONFLICT') });
    child.kill('SIGINT');
    await once(child, 'close');
  });
});

describe('Ctrl-C', () => {
  it('in the middle of the work is 130, and the desk stays whole', async () => {
    const copy = copyOfPrepared();
    const rows = Array.from({ length: 50_000 }, (_, i) => `C-${i},AAA,BUY,1,LIMIT,100`);
    const tickets = file('many.csv', `cl_ord_id,symbol,side,quantity,ord_type,price\n${rows.join('\n')}\n`);
    const child = start('validate', tickets, '--json', '--store', copy);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout?.resume();
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(err).toEqual(oneLine('CANCELLED'));
    expect(await run('audit', 'verify', '--store', copy)).toMatchObject({ code: 0 });
  });
});

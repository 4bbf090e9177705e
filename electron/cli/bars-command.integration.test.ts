import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Io } from './io.ts';
import { runCommandLine } from './run-command-line.ts';

const home = mkdtempSync(path.join(tmpdir(), 'preflight-bars-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function run(...args: string[]) {
  let out = '';
  const notes: string[] = [];
  const io: Io = {
    write: (text) => {
      out += text;
      return Promise.resolve();
    },
    note: (line) => void notes.push(line),
    status: () => undefined,
    readSecret: () => Promise.resolve(undefined),
    colour: false,
    interactive: false,
    env: { XDG_DATA_HOME: '/nowhere' },
    signal: new AbortController().signal,
  };
  const code = await runCommandLine([...args, '--store', path.join(home, 'desk.db')], io);
  return { code, out, notes: notes.join('\n') };
}

it('bars lists what is suspicious, and takes a ruling with its reason', { timeout: 60_000 }, async () => {
  const folder = path.join(home, 'bundle');
  mkdirSync(folder);
  const bars = ['symbol,date,close', 'A,2017-11-01,10', 'A,2017-11-02,1.01', 'A,2017-11-03,10.1', ''];
  writeFileSync(path.join(folder, 'bars.csv'), bars.join('\n'));
  const imported = await run('import', folder, '--accept');
  expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('"bars list": 1 DECIMAL_SHIFT') });

  const listed = await run('bars', 'list');
  expect(listed.out).toMatch(/A +2017-11-02 +DECIMAL_SHIFT +1\.01 +10 +OPEN/);
  for (const [args, problem] of [
    [[], 'missing what to do'],
    [['exclude', 'A', '2017-11-02'], '--reason TEXT'],
    [['exclude', 'A', '2017-11-31', '--reason', 'x'], 'Give SYMBOL and DATE'],
    [
      ['exclude', 'A', '2017-11-01', '--reason', 'x'],
      'nothing is suspicious about the bar of A on 2017-11-01',
    ],
    [['list', 'A'], 'one argument too many'],
  ] as const) {
    const refused = await run('bars', ...args);
    expect(refused.code).toBe(2);
    expect(refused.notes).toContain(problem);
  }

  const ruling = ['A', '2017-11-02', '--reason', 'a slip'];
  const excluded = 'The bar of A on 2017-11-02 is EXCLUDED';
  expect(await run('bars', 'exclude', ...ruling)).toMatchObject({ code: 0, out: `${excluded}.\n` });
  expect(await run('bars', 'exclude', ...ruling)).toMatchObject({ code: 0, out: `${excluded} already.\n` });
  expect((await run('bars', 'list')).out).toMatch(/EXCLUDED +\S.* +a slip\n$/);
  expect((await run('bars', 'list', '--open')).out).toBe('No suspicious bar is open.\n');
  const accepted = await run('bars', 'accept', ...ruling, '--json');
  expect(JSON.parse(accepted.out)).toEqual({
    symbol: 'A',
    date: '2017-11-02',
    state: 'ACCEPTED',
    changed: 1,
  });
  const document = JSON.parse((await run('bars', 'list', '--json')).out) as unknown;
  expect(document).toMatchObject({ bars: [{ symbol: 'A', state: 'ACCEPTED', reason: 'a slip' }], total: 1 });
  expect(await run('audit', 'verify')).toMatchObject({ code: 0 });
});

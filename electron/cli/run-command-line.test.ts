import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands/command-table.ts';
import type { Io } from './io.ts';
import { runCommandLine } from './run-command-line.ts';

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
  return { code: await runCommandLine(args, io), out, notes };
}

describe('help', () => {
  it.each([['--help'], ['-h'], ['help']])('%s lists every command with what it does', async (flag) => {
    const { code, out, notes } = await run(flag);
    expect(code).toBe(0);
    expect(notes).toEqual([]);
    for (const [name, load] of Object.entries(COMMANDS)) {
      expect(out).toMatch(new RegExp(`^  ${name} +`, 'm'));
      expect(out).toContain((await load()).summary);
    }
  });

  it.each(Object.keys(COMMANDS))('%s --help names every option, as help does', async (name) => {
    const { code, out } = await run(name, '--help');
    expect(code).toBe(0);
    const command = await COMMANDS[name]?.();
    for (const option of ['store', 'json', 'help', ...Object.keys(command?.options ?? {})]) {
      expect(out).toMatch(new RegExp(`^  --${option}( |$)`, 'm'));
    }
    expect((await run('help', name)).out).toBe(out);
  });
});

describe('bad usage', () => {
  it.each<[string[], RegExp]>([
    [[], /there is no command\. See/],
    [['explode'], /no command "explode"/],
    [['__proto__'], /no command "__proto__"/],
    [['--store', 'x.db'], /no command "--store"/],
    [['sample', '--loud'], /unknown option '--loud'/],
    [['sample', '-x'], /unknown option '-x'/],
    [['sample', 'desk'], /"desk" is one argument too many/],
    [['sample', '--store'], /'--store <value>' argument missing/],
    [['sample', '--json=yes'], /'--json' does not take an argument/],
    [['sample', '--json', '--json'], /'--json' is given twice/],
    [['import'], /nothing to import was named/],
    [['import', '/no/such/folder'], /no such file or folder \(\/no\/such\/folder\)/],
    [['import', '.', '--kind', 'quotas'], /"quotas" cannot be used \(--kind\)\. Give one of .*positions/],
    [['import', '.', '--kind'], /'--kind <value>' argument missing/],
    [['import', '.', '--profile', ''], /"" cannot be used \(--profile\)/],
    [['import', '.', '--save-profile', 'x'.repeat(65)], /cannot be used \(--save-profile\)\. Give a name/],
    [['import', '.', '--save-profile', 'P'], /"P" cannot be used \(--save-profile\)\. Give the choices/],
    [['validate', 'tickets.csv', '--kind', 'tickets'], /unknown option '--kind'/],
    [['import', '.', '--date-order', 'YDM'], /cannot be "YDM" \(--date-order\)/],
    [['import', '.', '--delimiter', '||'], /cannot be "\|\|" \(--delimiter\)/],
    [['import', '.', '--base-currency', 'usd'], /"usd" cannot be used \(--base-currency\)/],
    [['validate'], /no tickets were named/],
    [['validate', '--sample', 'tickets.csv'], /one argument too many/],
    [['validate', 'x.csv', 'y.csv'], /"y\.csv" is one argument too many/],
    [['validate', '/no/such.csv'], /no such file \(\/no\/such\.csv\)/],
    [['validate', '--sample', '--mode', 'parallel'], /"parallel" cannot be used \(--mode\)/],
    [['validate', '--sample', '--as-of', '2017-02-30'], /"2017-02-30" cannot be used \(--as-of\)/],
    [['validate', '--sample', '--as-of', '10/5/2017'], /cannot be used \(--as-of\)/],
    [['risk', '--window', '1'], /"1" cannot be used \(--window\)/],
    [['risk', '--window', '252.5'], /"252\.5" cannot be used/],
    [['risk', '--window', '0x100'], /"0x100" cannot be used/],
    [['risk', '--confidence', '99'], /"99" cannot be used \(--confidence\)/],
    [['risk', '--confidence', '1'], /"1" cannot be used/],
    [['risk', '--confidence', 'NaN'], /"NaN" cannot be used/],
    [['risk', '--confidence', ''], /"" cannot be used/],
    [['risk', '--horizon', '0'], /"0" cannot be used/],
    [['risk', '--method', 'magic'], /"magic" cannot be used/],
    [['risk', '--participation', '0'], /"0" cannot be used/],
    [['risk', '--missing', 'guess'], /"guess" cannot be used/],
    [['risk', '--nav', '-5'], /'--nav' argument is ambiguous|'--nav/],
    [['risk', '--nav=-5'], /"-5" cannot be used \(--nav\)/],
    [['risk', '--matrix', 'cov'], /the matrix needs a file \(--matrix\)/],
    [['audit'], /missing what to do/],
    [['audit', 'trust'], /no "audit trust"/],
    [['limits'], /missing what to do/],
    [['limits', 'raise'], /no "limits raise"/],
    [['limits', 'import'], /no file was named/],
    [['limits', 'import', '/no/limits.json'], /no such file/],
    [['serve', '--port', '70000'], /"70000" cannot be used \(--port\)/],
    [['serve', '--port', '80a'], /"80a" cannot be used/],
  ])('%j is one line, and exit 2', async (args, message) => {
    const { code, out, notes } = await run(...args);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(message);
    expect(notes[0]).toMatch(/^INVALID_INPUT: [^\n]+$/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

describe('a desk that is not there', () => {
  it.each([
    [['validate', '--sample', '--store', '/no/desk.db']],
    [['risk', '--store', '/no/desk.db']],
    [['limits', 'list', '--store', '/no/desk.db']],
    [['limits', 'export', '--store', '/no/desk.db']],
    [['audit', 'verify', '--store', '/no/desk.db']],
    [['audit', 'verify']],
  ])('%j is exit 3, and none is made', async (args) => {
    const { code, out, notes } = await run(...args);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(notes).toEqual([
      expect.stringMatching(/^STORE_UNAVAILABLE: there is no desk here \(.+desk\.db\)\. /),
    ]);
  });
});

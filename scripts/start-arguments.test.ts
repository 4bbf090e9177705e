import { describe, expect, it } from 'vitest';
import { parseStartArguments } from './start-arguments.ts';

const nothing = { browser: false, sample: false, keychain: false, store: undefined, port: undefined };

describe('parseStartArguments', () => {
  it.each([
    [[], nothing],
    [['--browser'], { ...nothing, browser: true }],
    [['--sample', '--store', 'desk.db'], { ...nothing, sample: true, store: 'desk.db' }],
    [['--store=a b.db', '--port', '0'], { ...nothing, store: 'a b.db', port: 0 }],
    [['--keychain'], { ...nothing, keychain: true }],
    [['--port=65535'], { ...nothing, port: 65_535 }],
  ])('reads %j', (args, expected) => {
    expect(parseStartArguments(args)).toEqual(expected);
  });

  it.each([
    [['--brwoser'], '--brwoser'],
    [['desk.db'], 'desk'],
    [['--store'], '--store'],
    [['--port', '65536'], '65536'],
    [['--port', '-1'], '--port'],
    [['--port', '80.5'], '80.5'],
    [['--port='], '--port'],
  ])('refuses %j in one line naming it', (args, named) => {
    const reason = parseStartArguments(args);
    expect(reason).toBeTypeOf('string');
    expect(reason).toContain(named);
    expect(reason).not.toContain('\n');
  });
});

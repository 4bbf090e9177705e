import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseStressLadder } from './stress-ladder.ts';

const parse = (text: string) => parseStressLadder(text, 'hash', 'ladder.json');
const ladder = (scenario: object, more: object = {}) =>
  JSON.stringify({
    schemaVersion: 1,
    name: 'L',
    scenarios: [{ id: 'a', title: '', source: '', ...scenario }],
    ...more,
  });

describe('the stress ladder file', () => {
  it('that comes with the product is read, every scenario with its source', () => {
    const read = parse(readFileSync('resources/stress-ladder.json', 'utf8'));
    if (!read.ok) throw new Error(read.error.what);
    expect(read.value.scenarios.map(({ id }) => id)).toEqual([
      'market-5',
      'market-10',
      'market-20',
      'sector-15',
      'volatility-x2',
      'volume-half',
      'spread-x3',
      '2008',
      '2020',
    ]);
    for (const { source } of read.value.scenarios) expect(source).not.toBe('');
  });

  it('fills in what a scenario does not say', () => {
    expect(parse(ladder({ market: -0.1 }))).toMatchObject({
      ok: true,
      value: {
        hash: 'hash',
        rate: 0.2,
        assumedSpread: null,
        scenarios: [{ price: { market: -0.1, sectors: {} }, eachSector: null, volatility: 1, volume: 1 }],
      },
    });
  });

  it.each([
    ['no JSON', '{', 'no JSON'],
    ['another version', ladder({}, { schemaVersion: 2 }), 'schemaVersion'],
    ['a price below nothing', ladder({ market: -1.01 }), 'scenarios.0.market'],
    ['a number that is none', ladder({}).replace('"id"', '"market":1e999,"id"'), 'scenarios.0.market'],
    ['a volume of none', ladder({ volume: 0 }), 'scenarios.0.volume'],
    ['spreads that narrow', ladder({ spread: 0.5 }), 'scenarios.0.spread'],
    ['a field nobody reads', ladder({ vol: 2 }), 'scenarios.0'],
    ['no scenario', ladder({}, { scenarios: [] }), 'scenarios'],
    [
      'two of one id',
      ladder({}, { scenarios: [1, 2].map(() => ({ id: 'a', title: '', source: '' })) }),
      'called a',
    ],
  ])('refuses %s', (_name, text, what) => {
    const read = parse(text);
    if (read.ok) throw new Error('it was taken');
    expect(read.error).toMatchObject({ code: 'INVALID_INPUT', where: 'ladder.json' });
    expect(read.error.what).toContain(what);
  });
});

import { expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { Rebalance, TargetRow } from '#shared/contract/procedures/whatif.ts';
import { MAX_MESSAGE_BYTES } from '#shared/contract/wire.ts';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { AnswerPages, PAGE_CHARACTERS } from './answer-pages.ts';

type Page = OutputOf<'whatif.more'>;
type Ticket = Page['tickets'][number];

/** Rows of such lengths; only what a row is named by matters here. */
const rowsOf = <T>(list: string, lengths: readonly number[]): T[] =>
  lengths.map((length, i) => ({ symbol: `${list} ${i}`, detail: '\u20ac'.repeat(length) }) as T);

const pages = (): AnswerPages => {
  let made = 0;
  return new AnswerPages(() => `A-${++made}`);
};

/** Every page of an answer, each asked for twice. */
function allPages(kept: AnswerPages, first: Page): Page[] {
  const all = [first];
  for (let { more } = first; more !== null;) {
    const page = kept.more('ann', more);
    expect(kept.more('ann', more)).toEqual(page);
    if (!page.ok) throw new Error(page.error.what);
    all.push(page.value);
    more = page.value.more;
  }
  return all;
}

it('pages_give_every_row_once_in_order_and_each_fits_a_message', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 12 });
  fc.assert(
    fc.property(lengths, lengths, lengths, (a, b, c) => {
      const lists = {
        rebalances: rowsOf<Rebalance>('rebalance', a),
        targets: rowsOf<TargetRow>('target', b),
        tickets: rowsOf<Ticket>('ticket', c),
      };
      const kept = pages();
      const all = allPages(kept, kept.first('ann', lists));
      for (const page of all)
        expect(new TextEncoder().encode(JSON.stringify(page)).byteLength).toBeLessThan(MAX_MESSAGE_BYTES);
      expect({
        rebalances: all.flatMap((page) => page.rebalances),
        targets: all.flatMap((page) => page.targets),
        tickets: all.flatMap((page) => page.tickets),
      }).toEqual(lists);
    }),
    { numRuns: 40 },
  );
});

it('row_that_is_longer_than_a_page_goes_alone', () => {
  const kept = pages();
  const tickets = rowsOf<Ticket>('ticket', [1, PAGE_CHARACTERS, 1]);
  const all = allPages(kept, kept.first('ann', { rebalances: [], targets: [], tickets }));
  expect(all.map((page) => page.tickets.length)).toEqual([1, 1, 1]);
});

it('answer_is_kept_until_another_question_and_four_are_at_most', () => {
  const kept = pages();
  const tickets = rowsOf<Ticket>('ticket', [PAGE_CHARACTERS, 1]);
  const ask = (user: string) => kept.first(user, { rebalances: [], targets: [], tickets }).more;
  const codeOf = (user: string, more: Page['more']): string => {
    const page = kept.more(user, more ?? { answerId: '', from: 0 });
    return page.ok ? 'OK' : page.error.code;
  };
  const old = ask('ann');
  const now = ask('ann');
  expect([codeOf('ann', old), codeOf('ann', now), codeOf('bob', now)]).toEqual([
    'NOT_FOUND',
    'OK',
    'NOT_FOUND',
  ]);
  for (const user of ['b', 'c', 'd']) ask(user);
  expect(codeOf('ann', now)).toBe('OK');
  ask('e');
  expect(codeOf('ann', now)).toBe('NOT_FOUND');
  expect(kept.more('e', { answerId: 'A-6', from: 7 })).toMatchObject({
    ok: true,
    value: { tickets: [], more: null },
  });
});

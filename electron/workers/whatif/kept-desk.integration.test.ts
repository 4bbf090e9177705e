import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTOR, openTestDesk, type TestDesk } from '#electron/core/desk/test-desk.testing.ts';
import type { DeskState } from '#electron/core/desk/desk-state.ts';
import type { WhatifInputs } from '#electron/core/ports/whatif.ts';
import type { Money } from '#shared/domain/decimal.ts';
import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import { EMPTY_LADDER } from '#shared/domain/stress-ladder.ts';
import { build } from '#shared/testing/builders.ts';
import { KeptDesk, type Moment } from './kept-desk.ts';

const inputs: WhatifInputs = { calendars: [], ladder: EMPTY_LADDER, baseCurrency: 'USD' as Currency };
const MOMENT: Moment = {
  ...{ now: build.NOON as EpochMs, asOf: Date.UTC(2026, 0, 15, 23, 59, 59) as EpochMs },
  ...{ window: 20, index: 'AAA' },
};

describe('desk_that_is_kept', () => {
  let writer: TestDesk;
  let kept: KeptDesk;
  beforeAll(async () => {
    writer = await openTestDesk();
    kept = new KeptDesk({ file: writer.file, inputs });
  });
  afterAll(async () => {
    kept.close();
    await writer.close();
    writer.remove();
  });

  /** The desk that a question is answered on. */
  const use = (more: Partial<Moment> = {}, ask: (state: DeskState) => void = () => undefined): DeskState => {
    const used: DeskState[] = [];
    const result = kept.use({ ...MOMENT, ...more }, (state) => {
      used.push(state);
      ask(state);
    });
    if (!result.ok || used[0] === undefined) throw new Error('no desk was read');
    return used[0];
  };

  it('is_not_read_again_while_the_file_is_as_it_was', () => {
    const first = use();
    expect(use()).toBe(first);
    expect(use({ now: (MOMENT.now + 1_000) as EpochMs })).toBe(first);
    expect(use({ window: 21 })).not.toBe(first);
  });

  it('is_read_again_once_a_record_is_written', async () => {
    const before = use();
    expect(before.book.firm.nav).toBe(100_000_000);
    const set = await writer.desk.setNav(123_456_700 as Money, ACTOR);
    expect(set.ok).toBe(true);
    const after = use();
    expect(after).not.toBe(before);
    expect(after.book.firm.nav).toBe(123_456_700);
    expect(use()).toBe(after);
  });

  it('has_one_snapshot_for_a_question_and_the_next_one_sees_what_came_meanwhile', async () => {
    await writer.must('tickets.send', {
      ticket: { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '10', clOrdId: 'W-1' },
      idempotencyKey: 'kept-desk-1',
    });
    expect(use().ledger.get('W-1')?.leaves).toBe(10_000_000);
    await writer.must('tickets.cancel', { clOrdId: 'W-1' });
    expect(use().ledger.get('W-1')).toBeUndefined();
  });

  it('is_not_used_again_once_a_question_has_left_it_changed', () => {
    const changed = use({}, ({ book }) => book.addPosition('MAIN', 'AAA', 1_000_000));
    const after = use();
    expect(after).not.toBe(changed);
    expect(after.book.firm.symbol(after.book.instrument('AAA')?.id ?? NaN).quantity).toBe(0);
  });

  it('says_so_where_there_is_no_file', () => {
    const none = new KeptDesk({ file: `${writer.file}.none`, inputs });
    expect(none.use(MOMENT, () => undefined)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { guideStore, nextStep, skipStep, type GuideFacts } from './guide.ts';

const EMPTY: GuideFacts = {
  store: 'a.db',
  counts: { instruments: 0, accounts: 0, limits: 0 },
  decisions: 0,
};
const WITH_DATA: GuideFacts = { ...EMPTY, counts: { instruments: 2, accounts: 1, limits: 0 } };
const WITH_LIMITS: GuideFacts = { ...EMPTY, counts: { instruments: 2, accounts: 1, limits: 3 } };
const next = (facts: GuideFacts) => nextStep(facts, guideStore.getState());

beforeEach(() => guideStore.setState({ store: '', skipped: [] }));

describe('nextStep', () => {
  it.each([
    ['an empty desk', EMPTY, 'data'],
    [
      'instruments without an account',
      { ...WITH_DATA, counts: { ...WITH_DATA.counts, accounts: 0 } },
      'data',
    ],
    ['data without limits', WITH_DATA, 'limits'],
    ['limits without a decision', WITH_LIMITS, 'ticket'],
    ['a first decision', { ...WITH_LIMITS, decisions: 1 }, null],
    ['checks that are still being read', { ...WITH_LIMITS, decisions: null }, null],
  ])('of %s', (_, facts, step) => expect(next(facts)).toBe(step));

  it('leaves out what was skipped, at that desk alone', () => {
    skipStep('a.db', 'limits');
    expect(next(WITH_DATA)).toBe('ticket');
    skipStep('a.db', 'ticket');
    expect(next(WITH_DATA)).toBeNull();
    expect(next({ ...WITH_DATA, store: 'b.db' })).toBe('limits');
    skipStep('b.db', 'limits');
    expect(next(WITH_DATA)).toBe('limits');
  });

  it('asks for nothing more once the data was skipped', () => {
    skipStep('a.db', 'data');
    expect(next(EMPTY)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { bookOf, readRiskView } from './risk-view.ts';

describe('risk_view', () => {
  it('what_was_kept_and_cannot_be_used_is_as_at_first', () => {
    expect(
      readRiskView({ part: 'stress', account: 'BETA', window: 126, confidence: 2, asTable: 'yes' }),
    ).toEqual({
      ...{ part: 'stress', account: 'BETA', window: 126 },
      ...{ confidence: 0.99, asTable: false },
    });
    expect(readRiskView('nonsense')).toEqual(readRiskView({}));
  });

  it('no_account_is_the_firm', () => {
    expect(bookOf(readRiskView({}))).toEqual({ window: 252 });
    expect(bookOf(readRiskView({ account: 'BETA' }))).toEqual({ account: 'BETA', window: 252 });
  });
});

import { describe, expect, it } from 'vitest';
import { binsOf } from './bins-of.ts';

const distribution = { from: -30, width: 10, counts: [1, 0, 2, 1], cumulative: [0.25, 0.25, 0.75, 1] };

describe('bins_of', () => {
  it('marks_the_bins_that_the_losses_lie_in', () => {
    const bins = binsOf({ ...distribution, valueAtRisk: 15, expectedShortfall: 30 });
    expect(bins.map(({ marks }) => marks)).toEqual([['ES'], ['VaR'], [], []]);
    expect(bins[1]).toMatchObject({ from: -20, to: -10, count: 0, cumulative: 0.25 });
  });

  it.each([
    ['gain_beyond_the_last_bin', -99, 3],
    ['loss_beyond_the_first', 99, 0],
  ])('%s_is_in_it', (_name, valueAtRisk, place) => {
    const bins = binsOf({ ...distribution, valueAtRisk, expectedShortfall: null });
    expect(bins.findIndex(({ marks }) => marks.includes('VaR'))).toBe(place);
    expect(bins.some(({ marks }) => marks.includes('ES'))).toBe(false);
  });

  it('bin_without_width_has_both', () => {
    const bins = binsOf({
      from: 5,
      width: 0,
      counts: [3],
      cumulative: [1],
      valueAtRisk: -5,
      expectedShortfall: -5,
    });
    expect(bins).toEqual([{ from: 5, to: 5, count: 3, cumulative: 1, marks: ['VaR', 'ES'] }]);
  });
});

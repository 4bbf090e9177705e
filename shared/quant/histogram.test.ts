import { describe, expect, it } from 'vitest';
import { computeHistogram } from './histogram.ts';

const of = (values: readonly number[], bins: number) => computeHistogram(Float64Array.from(values), bins);

describe('histogram', () => {
  it('value_on_an_edge_counts_above_it_and_the_largest_in_the_last_bin', () => {
    // numpy.histogram([0, 1, 1, 2, 3.5, 4], bins=4): [1, 2, 1, 2], edges 0 1 2 3 4.
    const found = of([0, 1, 1, 2, 3.5, 4], 4);
    expect(found).toMatchObject({ from: 0, width: 1 });
    expect([...(found?.counts ?? [])]).toEqual([1, 2, 1, 2]);
    expect([...(found?.cumulative ?? [])]).toEqual([1 / 6, 3 / 6, 4 / 6, 1]);
  });

  it.each([
    ['one_value', [5], 3, [1]],
    ['values_all_the_same', [2, 2, 2], 8, [3]],
  ])('%s_is_one_bin_without_width', (_name, values, bins, counts) => {
    const found = of(values, bins);
    expect(found?.width).toBe(0);
    expect([...(found?.counts ?? [])]).toEqual(counts);
  });

  it.each([
    ['no_value', []],
    ['a_NaN', [1, NaN]],
    ['an_infinity', [1, Infinity]],
  ])('%s_has_none', (_name, values) => {
    expect(of(values, 4)).toBeNull();
  });
});

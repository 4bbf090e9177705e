import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { clusterByAverage, type ClusterMerge } from './cluster-order.ts';

const matrixOf = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat());

/** Every step joins the two clusters whose leaves are nearest on average, found by looking at all pairs. */
function naiveMerges(distance: Float64Array, n: number): ClusterMerge[] {
  const clusters = new Map(Array.from({ length: n }, (_, leaf): [number, number[]] => [leaf, [leaf]]));
  const mean = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, i) => b.reduce((all, j) => all + (distance[i * n + j] as number), sum), 0) /
    (a.length * b.length);
  return Array.from({ length: Math.max(0, n - 1) }, (_, step) => {
    const pairs = [...clusters].flatMap(([left, a]) =>
      [...clusters].flatMap(([right, b]) => (left < right ? [{ left, right, height: mean(a, b) }] : [])),
    );
    const best = pairs.reduce((least, one) => (one.height < least.height ? one : least));
    clusters.set(n + step, [
      ...(clusters.get(best.left) as number[]),
      ...(clusters.get(best.right) as number[]),
    ]);
    clusters.delete(best.left);
    clusters.delete(best.right);
    return best;
  });
}

const leavesUnder = (cluster: number, merges: readonly ClusterMerge[], n: number): number[] => {
  const merge = merges[cluster - n];
  if (merge === undefined) return [cluster];
  return [...leavesUnder(merge.left, merges, n), ...leavesUnder(merge.right, merges, n)];
};

/** Distances of distinct sizes, so that no two merges are as near. */
const distances = fc.integer({ min: 2, max: 24 }).chain((n) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), {
      minLength: (n * (n - 1)) / 2,
      maxLength: (n * (n - 1)) / 2,
    })
    .map((values) => {
      const out = new Float64Array(n * n);
      let at = 0;
      for (let i = 0; i < n; i++)
        for (let j = i + 1; j < n; j++) out[i * n + j] = out[j * n + i] = Math.sqrt(values[at++] as number);
      return { out, n };
    }),
);

describe('average_linkage', () => {
  it('five_bacteria_by_5S_RNA_join_as_published', () => {
    // Wikipedia, UPGMA, working example: Jukes-Cantor distances of Erdmann and Wolters (1986).
    const { merges, order } = clusterByAverage(
      matrixOf([
        [0, 17, 21, 31, 23],
        [17, 0, 30, 34, 21],
        [21, 30, 0, 28, 39],
        [31, 34, 28, 0, 43],
        [23, 21, 39, 43, 0],
      ]),
      5,
    );
    expect(merges).toEqual([
      { left: 0, right: 1, height: 17 },
      { left: 4, right: 5, height: 22 },
      { left: 2, right: 3, height: 28 },
      { left: 6, right: 7, height: 33 },
    ]);
    expect([...order]).toEqual([4, 0, 1, 2, 3]);
  });

  it('joins_what_looking_at_every_pair_joins', () => {
    fc.assert(
      fc.property(distances, ({ out, n }) => {
        const { merges } = clusterByAverage(out, n);
        const naive = naiveMerges(out, n);
        expect(merges.map(({ left, right }) => [left, right])).toEqual(
          naive.map(({ left, right }) => [left, right]),
        );
        for (const [place, { height }] of naive.entries())
          expect(merges[place]?.height).toBeCloseTo(height, 9);
      }),
      { numRuns: 200 },
    );
  });

  it('every_cluster_is_one_run_of_the_order', () => {
    fc.assert(
      fc.property(distances, ({ out, n }) => {
        const { merges, order } = clusterByAverage(out, n);
        expect([...order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, leaf) => leaf));
        for (const place of merges.keys()) {
          const places = leavesUnder(n + place, merges, n).map((leaf) => order.indexOf(leaf));
          expect(Math.max(...places) - Math.min(...places) + 1).toBe(places.length);
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [0, []],
    [1, [0]],
  ])('%i_leaves_are_in_order_as_they_are', (n, order) => {
    expect([...clusterByAverage(new Float64Array(n * n), n).order]).toEqual(order);
  });

  it('distance_that_is_not_known_is_the_largest_and_equal_ones_end', () => {
    const { order } = clusterByAverage(
      matrixOf([
        [0, NaN, 0.1],
        [NaN, 0, NaN],
        [0.1, NaN, 0],
      ]),
      3,
    );
    expect(order.indexOf(1)).not.toBe(1);
    const alike = clusterByAverage(new Float64Array(40 * 40).fill(1), 40);
    expect(new Set(alike.order).size).toBe(40);
  });
});

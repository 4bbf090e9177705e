/** Two clusters that become one. A leaf is its own number, merge k the cluster n + k. */
export interface ClusterMerge {
  readonly left: number;
  readonly right: number;
  /** Average distance of the leaves of one from those of the other. */
  readonly height: number;
}

export interface ClusterTree {
  /** n - 1 of them, by height; the first of equals as they were found. */
  readonly merges: readonly ClusterMerge[];
  /** The n leaves so that every cluster is one run of them. */
  readonly order: Int32Array;
}

/**
 * Average-linkage (UPGMA) clustering of n leaves by a symmetric distance (row-major, n*n, not changed), in O(n^2) by the
 * nearest-neighbour chain. A NaN counts as the largest distance there is. No leaf gives nothing, one leaf itself.
 * @source F. Murtagh, A Survey of Recent Advances in Hierarchical Clustering Algorithms, Computer J. 26 (1983);
 * D. Müllner, Modern Hierarchical, Agglomerative Clustering Algorithms, arXiv:1109.2378, figure 3.
 */
export function clusterByAverage(distance: Float64Array, n: number): ClusterTree {
  const found = mergeNearest(distanceOf(distance), n);
  const byHeight = found.toSorted((a, b) => a.height - b.height);
  const merges = numberClusters(byHeight, n);
  return { merges, order: leavesInOrder(merges, n) };
}

function distanceOf(distance: Float64Array): Float64Array {
  const most = distance.reduce((largest, one) => (one > largest ? one : largest), 0);
  return distance.map((one) => (Number.isNaN(one) ? most : one));
}

/** Merges as pairs of leaves that stand for their clusters: the right one lives on as both. */
function mergeNearest(d: Float64Array, n: number): ClusterMerge[] {
  const size = new Float64Array(n).fill(1);
  const merges: ClusterMerge[] = [];
  const chain: number[] = [];
  while (merges.length < n - 1) {
    if (chain.length === 0) chain.push(size.findIndex((count) => count > 0));
    const top = chain.at(-1) as number;
    const before = chain.at(-2) ?? -1;
    const nearest = nearestOf(d, n, size, top, before);
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [left, right] = [Math.min(top, nearest), Math.max(top, nearest)];
    merges.push({ left, right, height: d[left * n + right] as number });
    join(d, n, size, left, right);
  }
  return merges;
}

/** The nearest cluster, the one before in the chain where it is as near: so the chain ends. */
function nearestOf(d: Float64Array, n: number, size: Float64Array, of: number, before: number): number {
  let nearest = before;
  let least = before < 0 ? Infinity : (d[of * n + before] as number);
  for (let other = 0; other < n; other++) {
    if (other === of || size[other] === 0) continue;
    const one = d[of * n + other] as number;
    if (one < least || nearest < 0) {
      least = one;
      nearest = other;
    }
  }
  return nearest;
}

/** Lance and Williams: the distance from the joint cluster is the mean of both, each by its leaves. */
function join(d: Float64Array, n: number, size: Float64Array, left: number, right: number): void {
  const [a, b] = [size[left] as number, size[right] as number];
  size[left] = 0;
  size[right] = a + b;
  for (let other = 0; other < n; other++) {
    if (size[other] === 0 || other === right) continue;
    const mean = (a * (d[left * n + other] as number) + b * (d[right * n + other] as number)) / (a + b);
    d[right * n + other] = mean;
    d[other * n + right] = mean;
  }
}

/** From leaves that stand for clusters to the numbers of the clusters themselves. */
function numberClusters(merges: readonly ClusterMerge[], n: number): ClusterMerge[] {
  const parent = Int32Array.from({ length: 2 * n }, (_, at) => at);
  const rootOf = (leaf: number): number => {
    let root = leaf;
    while (parent[root] !== root) root = parent[root] as number;
    for (let at = leaf; parent[at] !== root;) {
      const next = parent[at] as number;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  return merges.map(({ left, right, height }, place) => {
    const [a, b] = [rootOf(left), rootOf(right)];
    parent[a] = n + place;
    parent[b] = n + place;
    return { left: Math.min(a, b), right: Math.max(a, b), height };
  });
}

function leavesInOrder(merges: readonly ClusterMerge[], n: number): Int32Array {
  const order = new Int32Array(n);
  const open = n === 0 ? [] : [merges.length === 0 ? 0 : 2 * n - 2];
  let filled = 0;
  while (open.length > 0) {
    const cluster = open.pop() as number;
    const merge = merges[cluster - n];
    if (merge === undefined) order[filled++] = cluster;
    else open.push(merge.right, merge.left);
  }
  return order;
}

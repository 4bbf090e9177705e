/** Scenario numbers as a binary heap ordered by a key of each; both arrays hold at least T entries. */
export interface BreakpointHeap {
  readonly keys: Float64Array;
  readonly order: Int32Array;
  size: number;
}

/** An empty heap for up to T scenarios, to be made once and used for every search. */
export function createBreakpointHeap(T: number): BreakpointHeap {
  return { keys: new Float64Array(T), order: new Int32Array(T), size: 0 };
}

/** Orders the first `size` entries so that the least key is on top. */
export function heapify(heap: BreakpointHeap): void {
  for (let i = (heap.size >> 1) - 1; i >= 0; i--) siftDown(heap, i);
}

/** Takes the scenario with the least key off the heap; -1 when it is empty. */
export function popLeast(heap: BreakpointHeap): number {
  if (heap.size === 0) return -1;
  const top = heap.order[0] as number;
  heap.size--;
  heap.order[0] = heap.order[heap.size] as number;
  siftDown(heap, 0);
  return top;
}

function siftDown({ keys, order, size }: BreakpointHeap, start: number): void {
  const moved = order[start] as number;
  const key = keys[moved] as number;
  let at = start;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    const right = child + 1;
    if (right < size && (keys[order[right] as number] as number) < (keys[order[child] as number] as number)) {
      child = right;
    }
    if ((keys[order[child] as number] as number) >= key) break;
    order[at] = order[child] as number;
    at = child;
  }
  order[at] = moved;
}

/**
 * Whether a message needs more than `limit` bytes, counted as it would be written: a character 1, any other
 * value 8, a buffer its length, keys included. Stops at the limit, so that a cyclic or endless value is only
 * looked at that far.
 */
export function exceedsBytes(message: unknown, limit: number): boolean {
  const rest: unknown[] = [message];
  let bytes = 0;
  while (rest.length > 0) {
    const value = rest.pop();
    bytes += ownBytes(value);
    if (bytes > limit) return true;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    for (const part of partsOf(value)) {
      rest.push(part);
      // A long array must not be copied before it is refused.
      if (bytes + rest.length > limit) return true;
    }
  }
  return false;
}

function ownBytes(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  return 8;
}

function* partsOf(value: object): Iterable<unknown> {
  if (Array.isArray(value) || value instanceof Set) yield* value as Iterable<unknown>;
  else if (value instanceof Map) for (const pair of value) yield* pair as [unknown, unknown];
  else for (const entry of Object.entries(value)) yield* entry;
}

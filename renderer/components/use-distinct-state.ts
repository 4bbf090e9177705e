import { useCallback, useRef, useState } from 'react';

/**
 * A state that is told many times a second what it already is. React keeps every such update, with all that its closure
 * holds, until the component is drawn again: where there is nothing to draw they would pile up by the hour. Set it outside
 * of drawing only.
 */
export function useDistinctState<Value>(initial: Value): [Value, (next: Value) => void] {
  const [value, setValue] = useState(initial);
  const newest = useRef(initial);
  const set = useCallback((next: Value) => {
    if (Object.is(next, newest.current)) return;
    newest.current = next;
    setValue(() => next);
  }, []);
  return [value, set];
}

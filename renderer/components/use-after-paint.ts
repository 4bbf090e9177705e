import { startTransition, useEffect, useState } from 'react';

/** Where frames do not come, as in a window that is hidden while one of its own is not. */
const WITHOUT_FRAME_MS = 100;

/**
 * A value as it was in the last frame that the browser has painted. What is drawn from it comes a frame later, and so never
 * holds up what is drawn from the value itself; it gives way to the next key.
 */
export function useAfterPaint<Value>(value: Value): Value {
  const [painted, setPainted] = useState(value);
  useEffect(() => {
    let timer = setTimeout(show, WITHOUT_FRAME_MS);
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      // The frame is painted after its callbacks, and before the next task.
      timer = setTimeout(show, 0);
    });
    function show(): void {
      startTransition(() => setPainted(() => value));
    }
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return painted;
}

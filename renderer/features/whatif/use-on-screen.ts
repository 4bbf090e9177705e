import { useEffect, useState, type RefObject } from 'react';

/** Whether an element can be seen: a pane behind another tab is in no document, and asks nothing meanwhile. */
export function useOnScreen(ref: RefObject<Element | null>): boolean {
  const [shown, setShown] = useState(true);
  useEffect(() => {
    if (ref.current === null) return;
    const observer = new IntersectionObserver(([entry]) => setShown(entry?.isIntersecting ?? true));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref]);
  return shown;
}

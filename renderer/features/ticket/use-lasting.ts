import { useEffect, useState } from 'react';

/** True once `state` has been true for `ms` without a break: what passes sooner would only flicker. */
export function useLasting(state: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!state) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [state, ms]);
  return state && lasting;
}

import { useEffect, useState } from 'react';

/** A send key that nobody came near for so long is off again. */
const IDLE_MS = 2 * 60_000;

export interface Arming {
  readonly armed: boolean;
  readonly toggle: () => void;
  /** Why it went off by itself; null when a person did it. */
  readonly wentOff: string | null;
}

/** The send key, off until it is armed, and off again when the window is left or nothing is touched for two minutes. */
export function useArming(): Arming {
  const [armed, setArmed] = useState(false);
  const [wentOff, setWentOff] = useState<string | null>(null);
  useEffect(() => {
    if (!armed) return;
    const off = (why: string) => (): void => {
      setArmed(false);
      setWentOff(why);
    };
    const onIdle = off('The send key is off again: nothing was touched for two minutes.');
    const onLeave = off('The send key is off again: this window was left.');
    let timer = setTimeout(onIdle, IDLE_MS);
    const onTouch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(onIdle, IDLE_MS);
    };
    window.addEventListener('blur', onLeave);
    window.addEventListener('keydown', onTouch, true);
    window.addEventListener('pointerdown', onTouch, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', onLeave);
      window.removeEventListener('keydown', onTouch, true);
      window.removeEventListener('pointerdown', onTouch, true);
    };
  }, [armed]);
  const toggle = (): void => {
    setArmed((on) => !on);
    setWentOff(null);
  };
  return { armed, toggle, wentOff };
}

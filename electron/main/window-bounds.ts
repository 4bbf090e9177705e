import { readFileSync, writeFileSync } from 'node:fs';

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was, in screen pixels, and whether it filled its monitor. */
export interface WindowBounds extends Area {
  readonly maximized: boolean;
}

/** The least size that the desk can be used at, and more than any wall of monitors has, pixels. */
const LEAST = { width: 960, height: 640 };
const MOST = 20_000;
/** Enough of its title bar to take hold of, pixels. */
const GRIP = 80;

/** What was kept; null when nothing usable was, or when the monitor it was on is no longer there. */
export function readBounds(file: string, monitors: readonly Area[]): WindowBounds | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isBounds(kept) && monitors.some((area) => isWithin(kept, area)) ? kept : null;
  } catch {
    return null;
  }
}

/** A place that cannot be kept is no reason not to close. */
export function saveBounds(file: string, kept: WindowBounds): void {
  try {
    writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  } catch (error) {
    console.error('the place of the window was not kept:', error);
  }
}

const isWithin = ({ x, y, width }: Area, area: Area): boolean =>
  x + width >= area.x + GRIP &&
  x <= area.x + area.width - GRIP &&
  y >= area.y &&
  y <= area.y + area.height - GRIP;

function isBounds(kept: unknown): kept is WindowBounds {
  const { x, y, width, height, maximized } = { ...(kept as Partial<WindowBounds> | null) };
  const sizes = [x, y, width, height];
  return (
    sizes.every((size) => Number.isInteger(size) && Math.abs(size as number) <= MOST) &&
    (width as number) >= LEAST.width &&
    (height as number) >= LEAST.height &&
    typeof maximized === 'boolean'
  );
}

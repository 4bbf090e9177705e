export type Rgb = readonly [red: number, green: number, blue: number];

/** The ends of the scale, what 0 is, and what is not known. */
export interface Scale {
  readonly low: Rgb;
  readonly ground: Rgb;
  readonly high: Rgb;
  readonly unknown: Rgb;
}

/** The colour of a correlation in [-1, 1], in proportion between the ground and an end; NaN is not known. */
export function divergingColour(rho: number, { low, ground, high, unknown }: Scale): Rgb {
  if (Number.isNaN(rho)) return unknown;
  const end = rho < 0 ? low : high;
  const share = Math.min(1, Math.abs(rho));
  const mix = (i: 0 | 1 | 2): number => Math.round(ground[i] + share * (end[i] - ground[i]));
  return [mix(0), mix(1), mix(2)];
}

/** `#rgb` or `#rrggbb`; black for what is neither. */
export function parseHex(text: string): Rgb {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1] ?? '000000';
  const full = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  const part = (at: number): number => Number.parseInt(full.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

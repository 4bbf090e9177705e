import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/*
 * A browser's check of a page cannot tell what lies below a text in most of a grid; the colours themselves can be
 * measured. WCAG 2.2: 1.4.3 (4.5:1), 1.4.6 (7:1), 1.4.11 (3:1 of the edge of a field).
 */
const CSS = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');
const TEXTS = [
  ...['text', 'muted', 'faint', 'accent'],
  ...['pass-text', 'warn-text', 'block-text', 'unknown-text', 'green-text', 'red-text'],
] as const;
const SURFACES = ['panel', 'raised', 'field-bg', 'hover', 'selected'] as const;
const FILLS = [
  ['on-pass', 'pass'],
  ['on-warn', 'warn'],
  ['on-block', 'block'],
  ['on-accent', 'accent-fill'],
] as const;

/** The colours of a theme: those of every theme, then its own. */
function tokensOf(theme: string): ReadonlyMap<string, string> {
  const blocks = [':root {', `:root[data-theme='${theme}'] {`].map((selector) => {
    const from = CSS.indexOf(selector);
    return CSS.slice(from, CSS.indexOf('}', from));
  });
  return new Map(
    [...blocks.join('\n').matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replaceAll(/[0-9a-f]/g, '$&$&') : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The pairs of a theme that fall short, with what they have. */
function shortOf(theme: string, pairs: readonly (readonly [string, string])[], least: number): string[] {
  const tokens = tokensOf(theme);
  return pairs.flatMap(([front, back]) => {
    const ratio = contrast(tokens.get(front) ?? '#000', tokens.get(back) ?? '#000');
    return ratio >= least ? [] : [`${front} on ${back}: ${ratio.toFixed(2)}`];
  });
}

it('measures as the standard does', () => {
  expect(contrast('#000', '#fff')).toBeCloseTo(21, 10);
  // The example of WCAG's own techniques: this grey is the lightest that passes on white.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(shortOf('dark', [['panel', 'raised']], 3)).toHaveLength(1);
});

describe.each([
  ['dark', 4.5],
  ['light', 4.5],
  ['contrast', 7],
])('the %s colours', (theme, least) => {
  it('are readable on every surface and every fill', () => {
    const onSurfaces = TEXTS.flatMap((text) => SURFACES.map((surface) => [text, surface] as const));
    expect(shortOf(theme, [...onSurfaces, ...FILLS], least)).toEqual([]);
  });

  it('show where a field ends', () => {
    expect(shortOf(theme, [['line-strong', 'panel']], 3)).toEqual([]);
  });
});

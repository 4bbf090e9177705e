import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { reviewCsv, reviewPage } from './review-page.ts';

const HOSTILE = [
  `<script>alert("1")</script>`,
  `"><img src=x onerror='y'>`,
  '&amp;',
  '=1+1',
  '-2.5',
  '@x',
  'a,"b"\nc',
];
const section = { title: '<b>', file: 'f', columns: ['<i>', 'b'], rows: HOSTILE.map((text) => [text, text]) };

describe('reviewPage', () => {
  const page = reviewPage('<title>&', `'about'`, [section, { ...section, rows: [] }]);
  it('holds no markup but its own', () => {
    expect(page).not.toMatch(/<(script|img|b|i)\b/);
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(page).toContain('&amp;amp;');
    expect(page).toContain('<title>&lt;title&gt;&amp;</title>');
    expect(new Set([...page.matchAll(/<\/?([a-z0-9!]+)/g)].map(([, tag]) => tag))).toEqual(
      new Set([
        '!doctype',
        'html',
        'head',
        'meta',
        'title',
        'style',
        'body',
        'h1',
        'p',
        'h2',
        'table',
        'thead',
        'tr',
        'th',
        'tbody',
        'td',
      ]),
    );
  });
  it('loads nothing', () => {
    expect(page).toContain(`default-src 'none'`);
    expect(page).not.toMatch(/\b(src|href)=(?!x)/);
  });
});

describe('reviewCsv', () => {
  it('is read back cell by cell, and no cell is a formula', () => {
    const rows = parse(reviewCsv(section)) as string[][];
    expect(rows.slice(1).map(([first]) => first)).toEqual(
      HOSTILE.map((text) => (/^[=@]/.test(text) ? `'${text}` : text)),
    );
  });
});

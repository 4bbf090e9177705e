import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceFingerprint } from './build-if-stale.ts';

let root: string;
const fingerprint = (): string => sourceFingerprint(root, ['package-lock.json', '{shared,renderer}/**/*']);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'preflight-build-'));
  mkdirSync(path.join(root, 'shared', 'domain'), { recursive: true });
  writeFileSync(path.join(root, 'package-lock.json'), '{}');
  writeFileSync(path.join(root, 'shared', 'domain', 'money.ts'), 'export {};');
});

afterEach(() => rmSync(root, { recursive: true }));

it('sourceFingerprint_nothingTouched_staysTheSame', () => {
  expect(fingerprint()).toBe(fingerprint());
});

it.each([
  ['a new file', () => writeFileSync(path.join(root, 'shared', 'new.css'), '')],
  ['a removed file', () => rmSync(path.join(root, 'shared', 'domain', 'money.ts'))],
  ['a touched file', () => utimesSync(path.join(root, 'package-lock.json'), 1, 1)],
])('sourceFingerprint_%s_changes', (_what, change) => {
  const before = fingerprint();
  change();
  expect(fingerprint()).not.toBe(before);
});

it.each(['shared/domain/money.test.ts', 'shared/money.bench.ts', 'elsewhere.ts'])(
  'sourceFingerprint_new_%s_staysTheSame',
  (file) => {
    const before = fingerprint();
    writeFileSync(path.join(root, file), '');
    expect(fingerprint()).toBe(before);
  },
);

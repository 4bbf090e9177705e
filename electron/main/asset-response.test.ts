import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetResponse } from './asset-response.ts';

let home: string;
let folder: string;

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'preflight-assets-'));
  folder = path.join(home, 'renderer');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  mkdirSync(path.join(home, 'renderer-secrets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(folder, 'assets', 'main.js'), 'export {};');
  writeFileSync(path.join(folder, 'assets', 'desk.db'), 'not ours to serve');
  writeFileSync(path.join(home, 'secret.json'), '{}');
  writeFileSync(path.join(home, 'renderer-secrets', 'key.json'), '{}');
});

afterAll(() => rmSync(home, { recursive: true }));

describe('assetResponse', () => {
  it.each([
    ['app://preflight/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://preflight/index.html?x=1#y', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://preflight/assets/main.js', 'text/javascript; charset=utf-8', 'export {};'],
  ])('serves %s', async (url, type, body) => {
    const response = await assetResponse(folder, url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(body);
  });

  it.each([
    'app://preflight/assets',
    'app://preflight/assets/missing.js',
    'app://preflight/assets/desk.db',
    'app://preflight/%2e%2e/secret.json',
    'app://preflight/..%2fsecret.json',
    'app://preflight/assets/..%2f..%2fsecret.json',
    'app://preflight/..%2frenderer-secrets%2fkey.json',
    'app://preflight/%E0%A4%A.js',
    'app://preflight/index.html%00.js',
  ])('refuses %s', async (url) => {
    const response = await assetResponse(folder, url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found');
  });

  it.each(['app://preflight/', 'app://preflight/missing.js'])('isolates and restricts %s', async (url) => {
    const { headers } = await assetResponse(folder, url);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
  });
});

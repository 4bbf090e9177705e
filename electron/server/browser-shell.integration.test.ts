import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Clock } from '#electron/core/ports/clock.ts';
import { fakeDesk } from '#electron/rpc/fake-desk.testing.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { startBrowserShell, type BrowserShell } from './browser-shell.ts';
import { SESSION_MS } from './sessions.ts';
import { signIn } from './sign-in.testing.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: string;
let shell: BrowserShell;
let now: number;
/** Sessions of the desk opened so far. */
let opened: number;
const clock: Clock = { now: () => now as EpochMs, monotonicMicros: () => now * 1_000 };
const actor = { user: 'okafor', origin: 'browser', capabilities: new Set(['VIEW'] as const) } as const;

async function start(host = '127.0.0.1', port = 0) {
  const openSession = () => {
    opened += 1;
    return { actor };
  };
  return startBrowserShell({
    desk: fakeDesk(),
    openSession,
    clock,
    host,
    port,
    folder,
    log: () => undefined,
  });
}

beforeEach(async () => {
  now = 1_000_000;
  opened = 0;
  folder = mkdtempSync(path.join(tmpdir(), 'preflight-shell-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Preflight</title>');
  writeFileSync(path.join(folder, 'assets', 'main-C0ffee12.js'), 'export {};');
  writeFileSync(path.join(folder, '.secret'), 'not ours to serve');
  const started = await start();
  if (!started.ok) throw new AppErrorException(started.error);
  shell = started.value;
});

afterEach(async () => {
  await shell.close();
  rmSync(folder, { recursive: true });
});

/** A request as written: `fetch` would not let the test choose the host, or would tidy the path. */
function get(target: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: shell.port,
      path: target,
      method,
      headers,
      agent: false,
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.end();
  });
}

/** The status a WebSocket is refused with, or 101. */
function upgrade(headers: Record<string, string>, target = '/rpc'): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}${target}`, { headers });
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
  });
}

describe('the one-time link', () => {
  it('opens a session in a cookie that scripts cannot read, and leads to a URL without it', async () => {
    const { pathname, search } = new URL(shell.issueLink());
    const first = await get(pathname + search);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(
      new RegExp(`^preflight-${shell.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=`),
    );
    const page = await get('/', { cookie: cookie.split(';')[0] });
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>Preflight</title>' });
  });

  it('carries 256 random bits, different each time', () => {
    const tokens = [shell.issueLink(), shell.issueLink()].map(
      (link) => new URL(link).searchParams.get('token') ?? '',
    );
    expect(tokens.map((token) => Buffer.from(token, 'base64url').length)).toEqual([32, 32]);
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  it('works once: a second browser is told what to do, the first may reload either address', async () => {
    const link = shell.issueLink();
    const { cookie } = await signIn(link);
    const { pathname, search } = new URL(link);
    const second = await get(pathname + search);
    expect(second.status).toBe(401);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect(second.body).toContain('What to do');
    expect(await get('/', { cookie })).toMatchObject({ status: 200 });
    expect(await get(pathname + search, { cookie })).toMatchObject({ status: 303 });
  });

  it.each([
    ['a wrong token', '/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'GET'],
    ['an empty token', '/?token=', 'GET'],
    ['no token', '/', 'GET'],
  ])('%s opens nothing', async (_, target, method) => {
    const answer = await get(target, {}, method);
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is not spent by looking at its head', async () => {
    const link = shell.issueLink();
    const { pathname, search } = new URL(link);
    expect((await get(pathname + search, {}, 'HEAD')).status).toBe(401);
    await signIn(link);
  });

  it('gives a session that ends twelve hours after its last use', async () => {
    const { cookie } = await signIn(shell.issueLink());
    now += SESSION_MS - 1;
    expect((await get('/', { cookie })).status).toBe(200);
    now += SESSION_MS - 1;
    expect((await get('/', { cookie })).status).toBe(200);
    now += SESSION_MS;
    expect((await get('/', { cookie })).status).toBe(401);
  });

  it('keeps 64 sessions at most: the one unused longest makes room', async () => {
    const cookies: string[] = [];
    for (let i = 0; i < 65; i++) cookies.push((await signIn(shell.issueLink())).cookie);
    expect((await get('/', { cookie: cookies[0] })).status).toBe(401);
    expect((await get('/', { cookie: cookies[1] })).status).toBe(200);
  });
});

describe('a request', () => {
  it.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.evil.example:PORT',
    '10.0.0.1:PORT',
    'a@127.0.0.1:PORT',
  ])('for the host %j is refused, session or not', async (host) => {
    const { cookie } = await signIn(shell.issueLink());
    const answer = await get('/', { cookie, host: host.replace('PORT', String(shell.port)) });
    expect([400, 403]).toContain(answer.status);
    expect(answer.body).not.toContain('<title>');
  });

  it.each(['localhost:PORT', '[::1]:PORT', 'LOCALHOST:PORT'])('for the host %s is ours', async (host) => {
    const { cookie } = await signIn(shell.issueLink());
    const answer = await get('/', { cookie, host: host.replace('PORT', String(shell.port)) });
    expect(answer.status).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1:PORT'])(
    'from the origin %s is refused',
    async (origin) => {
      const { cookie } = await signIn(shell.issueLink());
      const headers = { cookie, origin: origin.replace('PORT', String(shell.port)) };
      expect((await get('/', headers)).status).toBe(403);
      expect(await upgrade(headers)).toBe(403);
    },
  );

  it.each(['/', '/assets/main-C0ffee12.js', '/nowhere', '/healthz', '/%'])(
    'to %s is isolated and restricted',
    async (target) => {
      const { cookie } = await signIn(shell.issueLink());
      for (const headers of [{}, { cookie }]) {
        const answer = await get(target, headers);
        expect(answer.headers).toMatchObject({
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-resource-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
        });
        const policy = String(answer.headers['content-security-policy']);
        expect(policy).toContain("default-src 'none'");
        expect(policy).toContain("script-src 'self';");
      }
    },
  );

  it('for a hashed asset may be cached for good, for a page not at all', async () => {
    const { cookie } = await signIn(shell.issueLink());
    const asset = await get('/assets/main-C0ffee12.js', { cookie });
    expect(asset.headers['content-type']).toMatch(/^(text|application)\/javascript/);
    expect(asset.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    expect((await get('/', { cookie })).headers['cache-control']).toBe('no-store');
  });

  it.each([
    '/../browser-shell.ts',
    '/%2e%2e/x',
    '/..%2fx',
    '/.secret',
    '/assets',
    '/assets/',
    '/nowhere.js',
    '/index.html%00',
  ])('for %s gives nothing', async (target) => {
    const { cookie } = await signIn(shell.issueLink());
    const answer = await get(target, { cookie });
    expect([400, 403, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('secret');
  });

  it.each(['POST', 'PUT', 'DELETE'])('by %s gives nothing', async (method) => {
    const { cookie } = await signIn(shell.issueLink());
    expect((await get('/', { cookie }, method)).status).toBe(404);
  });

  it('to /healthz needs no session and tells nothing but that we live', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  });

  it('finds a page saying so when the screens were never built', async () => {
    rmSync(path.join(folder, 'index.html'));
    const { cookie } = await signIn(shell.issueLink());
    const answer = await get('/', { cookie });
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('npm run build');
  });
});

describe('a WebSocket', () => {
  it('of the same browser goes on in its session, of another has its own', async () => {
    const [one, other] = [await signIn(shell.issueLink()), await signIn(shell.issueLink())];
    for (const { cookie, origin } of [one, one, other, one]) {
      expect(await upgrade({ cookie, origin })).toBe(101);
    }
    expect(opened).toBe(2);
  });

  it('needs our origin, the path and the cookie', async () => {
    const { cookie, origin } = await signIn(shell.issueLink());
    expect(await upgrade({ cookie, origin })).toBe(101);
    expect(await upgrade({ cookie })).toBe(403);
    expect(await upgrade({ origin })).toBe(401);
    expect(await upgrade({ cookie: `${cookie}x`, origin })).toBe(401);
    expect(await upgrade({ cookie: cookie.replace(String(shell.port), '1'), origin })).toBe(401);
    expect(await upgrade({ cookie, origin }, '/other')).toBe(404);
    expect(await upgrade({ cookie, origin, host: `evil.example:${shell.port}` })).toBe(403);
  });

  it('is told goodbye when the shell closes, and the port is free again', async () => {
    const { cookie, origin } = await signIn(shell.issueLink());
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/rpc`, { headers: { cookie, origin } });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    await shell.close();
    expect(await closed).toBe(1001);
    const again = await start('127.0.0.1', shell.port);
    if (!again.ok) throw new AppErrorException(again.error);
    shell = again.value;
  });

  it('that does not close in time is cut off', async () => {
    const { cookie, origin } = await signIn(shell.issueLink());
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/rpc`, { headers: { cookie, origin } });
    await new Promise((resolve) => socket.on('open', resolve));
    socket.pause();
    await shell.close();
    socket.terminate();
  });
});

describe('starting', () => {
  it('on a port that is taken says so', async () => {
    const second = await start('127.0.0.1', shell.port);
    expect(second).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT', where: `127.0.0.1:${shell.port}` },
    });
  });

  it('on an address that is not ours says so', async () => {
    expect(await start('192.0.2.1')).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  });
});

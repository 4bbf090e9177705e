import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SECURITY_HEADERS } from '#electron/server/security-headers.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * Answers a request of the renderer from the folder it was built into, with the security headers on every
 * answer. `/` is `index.html`. Whatever is not a file of a known type inside the folder is a 404: a path that
 * climbs out of it, a folder, a malformed escape.
 */
export async function assetResponse(folder: string, url: string): Promise<Response> {
  const file = fileInside(folder, new URL(url).pathname);
  const type = file === undefined ? undefined : CONTENT_TYPES[path.extname(file)];
  if (file === undefined || type === undefined) return notFound();
  try {
    const body = await readFile(file);
    return new Response(new Uint8Array(body), { headers: { ...SECURITY_HEADERS, 'Content-Type': type } });
  } catch {
    return notFound();
  }
}

function fileInside(folder: string, pathname: string): string | undefined {
  try {
    const decoded = decodeURIComponent(pathname);
    const file = path.resolve(folder, `.${decoded === '/' ? '/index.html' : decoded}`);
    return file.startsWith(path.resolve(folder) + path.sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

function notFound(): Response {
  return new Response('Not found', {
    status: 404,
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

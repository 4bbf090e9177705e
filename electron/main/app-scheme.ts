import { protocol } from 'electron';
import { assetResponse } from './asset-response.ts';

export const APP_ORIGIN = 'app://preflight';

/** Declares `app://` a standard, secure scheme that `fetch` may use; only possible before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built renderer as `app://preflight/`; any other host of the scheme is empty. */
export function serveAppScheme(rendererFolder: string): void {
  protocol.handle('app', (request) =>
    request.url.startsWith(`${APP_ORIGIN}/`)
      ? assetResponse(rendererFolder, request.url)
      : new Response(null, { status: 404 }),
  );
}

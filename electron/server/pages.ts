/** Shown to who comes without a session: a spent link, a closed browser, a restarted server. */
export const SIGN_IN_PAGE = page(
  'This link does not open the desk',
  `<p>Each link that Preflight prints works once, in one browser, while that Preflight runs. This one was used
before, or the page was opened without one.</p>
<p><strong>What to do:</strong> if the desk was opened in this browser, <a href="/">continue there</a>. Otherwise stop
Preflight where it was started, with Ctrl+C, start it again and open the new link.</p>`,
);

/** Shown when the screens were never built into the folder that is served. */
export const NOT_BUILT_PAGE = page(
  'The screens have not been built',
  '<p><strong>What to do:</strong> run <code>npm run build</code>, then reload this page.</p>',
);

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} - Preflight</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1rem}</style>
</head><body><h1>${title}</h1>
${body}
</body></html>
`;
}

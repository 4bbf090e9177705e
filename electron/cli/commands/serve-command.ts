import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { Actor } from '#electron/core/desk/actor.ts';
import { DONE } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { numberOption, refuseMore } from '../option-values.ts';
import { valueOf, withDesk } from '../with-desk.ts';
import type { Arguments, Command } from './command.ts';

const RENDERER = path.resolve(import.meta.dirname, '../../../out/renderer');
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

export const serveCommand: Command = {
  usage: '[OPTIONS]',
  summary: 'serves the desk to a browser on this machine, until Ctrl-C',
  options: {
    port: { value: '0', help: 'the port to listen on; 0 takes a free one' },
    host: { value: '127.0.0.1', help: 'the address to listen on' },
    sample: { help: 'with the sample desk loaded; without --store on a desk of its own, deleted at the end' },
    live: { help: 'the desk clock is that of the machine, for a desk that is fed marks as they come' },
    open: { help: 'open the link in the browser of this machine' },
  },
  async run(args, io) {
    refuseMore('serve', args, 0);
    const port = numberOption(args, 'port', 0, { from: 0, to: 65_535, whole: true });
    const host = args.text('host') ?? '127.0.0.1';
    const mode = args.has('sample') && args.text('store') === undefined ? 'temporary' : 'create';
    // Ctrl-C is how a server ends, not an interruption of it.
    const use = { ...io, signal: new AbortController().signal };
    return withDesk(args, use, { mode, live: args.has('live'), staysOpen: true }, async (desk, actor) => {
      if (args.has('sample')) await loadSample(desk, actor, io);
      await serve(desk, { host, port }, args, io);
      return DONE;
    });
  },
};

async function serve(
  desk: Desk,
  address: { readonly host: string; readonly port: number },
  args: Arguments,
  io: Io,
): Promise<void> {
  const { startBrowserShell } = await import('#electron/server/browser-shell.ts');
  const { localAccount } = await import('#electron/server/local-account.ts');
  const { systemClock } = await import('#electron/server/system-clock.ts');
  const shell = valueOf(
    await startBrowserShell({
      ...address,
      desk,
      openSession: () => desk.openSession({ osAccount: localAccount(), origin: 'browser' }),
      clock: systemClock,
      folder: RENDERER,
      log: (line) => io.note(line),
    }),
  );
  const link = shell.issueLink();
  const json = JSON.stringify({ url: link, port: shell.port });
  await io.write(args.has('json') ? `${json}\n` : `Preflight is at ${link}\n`);
  if (!LOOPBACK.includes(address.host)) {
    io.note(
      `Listening on ${address.host}: whoever is on that network sees the traffic, it is not encrypted.`,
    );
  }
  if (args.has('open')) openInBrowser(link);
  await aborted(io.signal);
  await shell.close();
}

/** Loads the sample into a desk that holds nothing yet; another desk is served as it is. */
async function loadSample(desk: Desk, actor: Actor, io: Io): Promise<void> {
  const { counts } = await desk.handlers['desk.status']({}, actor);
  if (counts.instruments === 0) await desk.handlers['desk.loadSample']({}, actor);
  else io.note('This desk is not empty: it is served as it is, without the sample.');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    // A promise alone does not keep the process alive; the server does.
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Hands the link to the platform's opener; where there is none, the link stays printed. */
function openInBrowser(link: string): void {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, link], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

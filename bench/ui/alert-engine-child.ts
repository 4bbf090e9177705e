import path from 'node:path';
import { AlertDesk } from '#electron/core/alerts/alert-desk.ts';
import { alertHandlers } from '#electron/core/alerts/alert-handlers.ts';
import { guardHandlers } from '#electron/core/authority/require-capability.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { EventListener } from '#electron/core/desk/handlers.ts';
import { startBrowserShell } from '#electron/server/browser-shell.ts';
import { localAccount } from '#electron/server/local-account.ts';
import { nodeTimers } from '#electron/server/node-timers.ts';
import { openDesk } from '#electron/server/open-desk.ts';
import { systemClock } from '#electron/server/system-clock.ts';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import { openJournal } from '#electron/workers/journal.ts';
import type { Alert } from '#shared/domain/alert.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import type { Result } from '#shared/errors/result.ts';
import { AlertLoad, type AlertStorm } from './alert-load.ts';

/** Started as `node alert-engine-child.ts TASK` with a channel: serves a desk and its alerts, and does as it is told. */
export interface AlertEngineTask {
  readonly deskFile: string;
  /** The store of the alerts; made by this process. */
  readonly alertsFile: string;
  readonly alerts: number;
}

/** Either runs the storm and answers how many occurrences there were, or answers how the newest alerts stand. */
export type AlertOrder = AlertStorm | { readonly newest: number };
export type AlertAnswer =
  | { readonly link: string }
  | { readonly occurred: number }
  | { readonly open: number; readonly rows: readonly Alert[] };

const LOOK_EVERY_MS = 1_000;
const RENDERER = path.resolve(import.meta.dirname, '../../out/renderer');

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppErrorException(result.error);
  return result.value;
}

/**
 * The desk with an alert desk in place of its own, over a journal and a reader of its own, so that what it observes can be
 * made up: from `observe` on, everything is the product's.
 */
async function openAlerts(desk: Desk, file: string) {
  const journal = valueOf(await openJournal({ file }));
  const reader = valueOf(openDeskReader(file));
  const listeners = new Set<EventListener>();
  const deps = { journal, reader, clock: systemClock, timers: nodeTimers };
  const alerts = new AlertDesk(deps, (rows, counts) => {
    for (const listener of listeners)
      (listener as EventListener)('alerts.changed', { rows: [...rows], counts });
  });
  const look = setInterval(() => alerts.checkDue(), LOOK_EVERY_MS);
  return {
    alerts,
    served: {
      gauges: desk.gauges,
      handlers: guardHandlers({ ...desk.handlers, ...alertHandlers(alerts, reader) }),
      subscribe(listener: EventListener) {
        listeners.add(listener);
        const end = desk.subscribe((event, data) => {
          if (event !== 'alerts.changed') listener(event, data);
        });
        return () => {
          listeners.delete(listener);
          end();
        };
      },
    },
    close: async () => {
      clearInterval(look);
      await alerts.close();
      reader.close();
      await journal.close();
    },
  };
}

async function serve(task: AlertEngineTask): Promise<void> {
  // Whoever ordered the alerts is gone before there are any.
  const giveUp = (): never => process.exit(1);
  process.once('disconnect', giveUp);
  const desk = valueOf(await openDesk({ storeFile: task.deskFile, clock: systemClock, staysOpen: true }));
  const openSession = () => desk.openSession({ osAccount: localAccount(), origin: 'browser' });
  const { alerts, served, close } = await openAlerts(desk, task.alertsFile);
  const load = new AlertLoad(alerts, openSession().actor);
  await load.fill(task.alerts);
  const address = { host: '127.0.0.1', port: 0 };
  const shell = valueOf(
    await startBrowserShell({
      ...address,
      desk: served,
      openSession,
      clock: systemClock,
      folder: RENDERER,
      log: (line) => console.error(line),
    }),
  );
  const answer = (value: AlertAnswer): void => void process.send?.(value);
  const take = async (order: AlertOrder): Promise<void> => {
    if ('seconds' in order) return answer({ occurred: await load.run(order) });
    const { rows, gauges } = alerts.list({
      ...{ states: ['NEW', 'SEEN', 'ACKNOWLEDGED'], severities: [], text: '' },
      ...{ before: null, limit: order.newest },
    });
    answer({ open: gauges.open, rows });
  };
  process.on('message', (order: AlertOrder) => void take(order));
  process.off('disconnect', giveUp).once('disconnect', () => {
    void shell
      .close()
      .then(close)
      .then(() => desk.close());
  });
  answer({ link: shell.issueLink() });
}

if (import.meta.main) await serve(JSON.parse(process.argv[2] ?? '') as AlertEngineTask);

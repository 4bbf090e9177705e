import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, safeStorage } from 'electron';
import { defaultStore } from '#electron/cli/default-store.ts';
import { openDesk } from '#electron/server/open-desk.ts';
import { systemClock } from '#electron/server/system-clock.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { deskTransport } from './desk-transport.ts';
import { desktop } from './desktop.ts';
import { keychainKey } from './keychain-key.ts';
import { notifyHalts } from './notify-halts.ts';

desktop(async (storeFile = defaultStore(process.env)) => {
  mkdirSync(path.dirname(storeFile), { recursive: true, mode: 0o700 });
  const auditKey = keychainKey(storeFile, safeStorage, app.commandLine.hasSwitch('keychain'));
  if (!auditKey.ok) throw new AppErrorException(auditKey.error);
  const options = { storeFile, clock: systemClock, auditKey: auditKey.value, staysOpen: true };
  const desk = await openDesk(options);
  if (!desk.ok) throw new AppErrorException(desk.error);
  notifyHalts(desk.value);
  return deskTransport(desk.value);
});

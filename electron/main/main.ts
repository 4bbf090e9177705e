import { defaultStore } from '#electron/cli/default-store.ts';
import { openDesk } from '#electron/server/open-desk.ts';
import { systemClock } from '#electron/server/system-clock.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { deskTransport } from './desk-transport.ts';
import { desktop } from './desktop.ts';

desktop(async (storeFile = defaultStore(process.env)) => {
  const desk = await openDesk({ storeFile, clock: systemClock });
  if (!desk.ok) throw new AppErrorException(desk.error);
  return deskTransport(desk.value);
});

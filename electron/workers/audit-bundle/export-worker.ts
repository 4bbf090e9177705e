import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { exportAudit } from '#electron/store/export-audit.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { MAX_BUNDLE_BYTES, type ExportOrder, type Exported } from './export-protocol.ts';
import { writeZipBundle } from './write-bundle.ts';

/* Reads and signs a whole audit log: not on the engine's thread. */
parentPort?.postMessage(await exportTo(workerData as ExportOrder));

async function exportTo({ store, out, auditKey }: ExportOrder): Promise<Result<Exported>> {
  const file = await open(out, 'wx', 0o600);
  let bytes = 0;
  try {
    const { head } = await writeZipBundle(
      async (content) => {
        bytes += Buffer.byteLength(content);
        if (bytes > MAX_BUNDLE_BYTES) throw tooLarge(store);
        await file.appendFile(content);
      },
      (lines) => exportAudit(store, lines, auditKey),
    );
    return ok({ bytes, records: head.records });
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return err(thrown.error);
    throw thrown;
  } finally {
    await file.close();
  }
}

const tooLarge = (store: string): AppErrorException =>
  new AppErrorException(
    appError(
      'EXPORT_TOO_LARGE',
      `the bundle is over ${MAX_BUNDLE_BYTES / 1024 / 1024} MB`,
      store,
      'Write it to a file: preflight audit export --out FILE.zip',
    ),
  );

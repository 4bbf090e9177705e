import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AuditExport, AuditExports } from '#electron/core/ports/audit-log.ts';
import { appError, AppErrorException, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Exported, ExportOrder } from './export-protocol.ts';

/** Bytes of a piece: as base64 well within a message. */
const PIECE_BYTES = 512 * 1024;

export interface ClosableExports extends AuditExports {
  /** Stops what is being written and deletes the bundle. */
  close(): Promise<void>;
}

/** Bundles of a desk in a folder of their own among the temporary files; the newest is kept until the next. */
export function auditExports(store: string, auditKey?: Uint8Array): ClosableExports {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-exports-'));
  let kept: AuditExport | null = null;
  let running: Worker | null = null;
  const pathOf = (exportId: string): string => path.join(folder, exportId);
  return {
    write() {
      if (running !== null)
        return {
          answer: Promise.resolve(err(failure('CONFLICT', 'a bundle is being written', 'Wait for its end.'))),
          cancel: () => undefined,
        };
      const exportId = randomUUID();
      const order: ExportOrder = { store, out: pathOf(exportId), ...(auditKey && { auditKey }) };
      const worker = new Worker(new URL('./export-worker.ts', import.meta.url), { workerData: order });
      running = worker;
      const cancelled = Promise.withResolvers<Result<Exported>>();
      const finish = async (): Promise<Result<AuditExport>> => {
        const old = kept;
        kept = null;
        if (old !== null) await rm(pathOf(old.exportId), { force: true });
        const exported = await Promise.race([answerOf(worker), cancelled.promise]);
        // The worker first: while it lives it may still be writing.
        await worker.terminate();
        running = null;
        if (!exported.ok) {
          await rm(pathOf(exportId), { force: true });
          return exported;
        }
        const file = `${path.basename(store, path.extname(store))}-audit.zip`;
        kept = { exportId, file, ...exported.value };
        return ok(kept);
      };
      const cancel = (): void =>
        cancelled.resolve(err(failure('CANCELLED', 'the export of the audit log was cancelled')));
      return { answer: finish(), cancel };
    },
    async piece(exportId, offset) {
      if (kept?.exportId !== exportId)
        throw new AppErrorException(failure('NOT_FOUND', 'that bundle is gone', 'Export it again.'));
      const file = await open(pathOf(exportId), 'r');
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, offset);
        return buffer.subarray(0, bytesRead).toString('base64');
      } finally {
        await file.close();
      }
    },
    async close() {
      await running?.terminate();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function answerOf(worker: Worker): Promise<Result<Exported>> {
  return new Promise((resolve) => {
    const fail = (why: string): void =>
      resolve(err(failure('STORE_UNAVAILABLE', `the log could not be exported: ${why}`)));
    worker.once('message', resolve);
    worker.once('error', (error: Error) => fail(error.message));
    worker.once('exit', (code) => fail(`the thread ended with ${code}`));
  });
}

const failure = (
  code: 'CONFLICT' | 'NOT_FOUND' | 'STORE_UNAVAILABLE' | 'CANCELLED',
  what: string,
  todo = '',
): AppError => appError(code, what, 'audit.export', todo);

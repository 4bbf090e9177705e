import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AuditExport, AuditExports } from '#electron/core/ports/audit-log.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Result } from '#shared/errors/result.ts';
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
  let busy = false;
  const pathOf = (exportId: string): string => path.join(folder, exportId);
  return {
    async write() {
      if (busy) throw failure('CONFLICT', 'a bundle is being written', 'Wait for its end.');
      busy = true;
      const exportId = randomUUID();
      try {
        if (kept !== null) await rm(pathOf(kept.exportId), { force: true });
        kept = null;
        const order: ExportOrder = { store, out: pathOf(exportId), ...(auditKey && { auditKey }) };
        running = new Worker(new URL('./export-worker.ts', import.meta.url), { workerData: order });
        const exported = await answerOf(running);
        if (!exported.ok) throw new AppErrorException(exported.error);
        const file = `${path.basename(store, path.extname(store))}-audit.zip`;
        kept = { exportId, file, ...exported.value };
        return kept;
      } catch (error) {
        await rm(pathOf(exportId), { force: true });
        throw error;
      } finally {
        busy = false;
        running = null;
      }
    },
    async piece(exportId, offset) {
      if (kept?.exportId !== exportId) throw failure('NOT_FOUND', 'that bundle is gone', 'Export it again.');
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
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(failure('STORE_UNAVAILABLE', `the log could not be exported: the thread ended with ${code}`)),
    );
  });
}

const failure = (code: 'CONFLICT' | 'NOT_FOUND' | 'STORE_UNAVAILABLE', what: string, todo = '') =>
  new AppErrorException(appError(code, what, 'audit.export', todo));

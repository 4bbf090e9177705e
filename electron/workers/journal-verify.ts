import { Worker } from 'node:worker_threads';
import type { AuditReport } from '#electron/store/verify-audit.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, type Result } from '#shared/errors/result.ts';

/**
 * `verifyAudit` on a thread of its own, beside the running journal. Errors: those of `verifyAudit`; CANCELLED;
 * STORE_UNAVAILABLE when the thread ends without an answer.
 */
export function startAuditCheck(
  file: string,
  auditKey?: Uint8Array,
): { answer: Promise<Result<AuditReport>>; cancel: () => void } {
  const worker = new Worker(new URL('./journal-verify-worker.ts', import.meta.url), {
    workerData: { file, auditKey },
  });
  const { promise, resolve } = Promise.withResolvers<Result<AuditReport>>();
  const fail = (why: string): void =>
    resolve(err(appError('STORE_UNAVAILABLE', `The audit log could not be read: ${why}`, file)));
  worker.once('message', resolve);
  worker.once('error', (error: Error) => fail(error.message));
  worker.once('exit', (code) => fail(`the thread ended with ${code}`));
  const cancel = (): void => {
    resolve(err(appError('CANCELLED', 'the check of the audit log was cancelled', file)));
    void worker.terminate();
  };
  return { answer: promise, cancel };
}

/** `startAuditCheck` to its end. */
export const verifyJournal = (file: string, auditKey?: Uint8Array): Promise<Result<AuditReport>> =>
  startAuditCheck(file, auditKey).answer;

import { parentPort, workerData } from 'node:worker_threads';
import { verifyAudit } from '#electron/store/verify-audit.ts';

/* Reads a whole audit log, which takes seconds for a long one: not on the engine's thread. */
const { file, auditKey } = workerData as { file: string; auditKey?: Uint8Array };
parentPort?.postMessage(verifyAudit(file, auditKey));

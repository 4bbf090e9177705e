import { parentPort, workerData } from 'node:worker_threads';
import { LogReader } from '#electron/core/audit/log-reader.ts';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import { storeError } from '#electron/store/store-error.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { LogAnswer, LogQuestion } from './log-protocol.ts';

/* Reads the log for people, on a connection of its own. */
const { file } = workerData as { file: string };
const reader = openDeskReader(file);
const log = reader.ok ? ok(new LogReader(reader.value)) : reader;

parentPort?.on('message', (question: LogQuestion | 'END') => {
  if (question === 'END') {
    if (reader.ok) reader.value.close();
    parentPort?.close();
    return;
  }
  const answer: LogAnswer = { id: question.id, result: answerTo(question) };
  parentPort?.postMessage(answer);
});

function answerTo({ method, input }: LogQuestion): Result<unknown> {
  if (!log.ok) return log;
  try {
    return ok(log.value[method](input as never));
  } catch (thrown) {
    return err(thrown instanceof AppErrorException ? thrown.error : storeError(thrown, file));
  }
}

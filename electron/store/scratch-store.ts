import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toFacts, type RecordBody } from '#electron/core/audit/record-body.ts';
import type { LoggedRecord, ScratchStore } from '#electron/core/ports/replay.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { applyRecord } from './apply-record.ts';
import { restoreImportContent } from './import-contents.ts';
import { openStore } from './open-store.ts';
import { STAGING_SCHEMA } from './projections/import-projection.ts';
import { deskReaderOf } from './sqlite-desk-reader.ts';
import type { SqliteDatabase } from './sqlite.ts';
import { storeError } from './store-error.ts';

export interface OpenScratch extends ScratchStore {
  /** Deletes it. */
  close(): void;
}

/**
 * A store in the system's temporary folder that records of the log in `source` are applied to by the projections that
 * applied them there. It is disposable, so that nothing waits for the disk. Errors: those of `openStore`.
 */
export function openScratchStore(source: SqliteDatabase): Result<OpenScratch> {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-replay-'));
  const file = path.join(folder, 'desk.db');
  const opened = openStore(file);
  if (!opened.ok) {
    rmSync(folder, { recursive: true, force: true });
    return opened;
  }
  const db = opened.value;
  db.pragma('synchronous = OFF');
  // Only proofs of passwords are bound by it, and the log holds none.
  const apply = applyRecord(db, createSecretKey(randomBytes(32)));
  const stagingFile = path.join(folder, 'staging.db');

  const insert = db.prepare("INSERT INTO audit VALUES (?, ?, ?, ?, ?, x'')");
  const applyOne = ({ seq, at, actor, body }: Omit<LoggedRecord, 'text'>): void => {
    // Working tickets are read from the bodies of their decisions; of other decisions only the place counts.
    const text = body.kind === 'DECISION' && body.send?.sent !== true ? '{}' : JSON.stringify(body);
    insert.run(seq, at, body.kind, actor, text);
    apply(toFacts(body.kind === 'IMPORT' ? { ...body, stagingFile } : body), { seq, at, actor });
  };

  const applyImport = (
    record: Omit<LoggedRecord, 'text'>,
    body: Extract<RecordBody, { kind: 'IMPORT' }>,
  ): void => {
    const restored = restoreImportContent(
      source,
      { contentId: body.contentId, digest: body.stagingDigest ?? '' },
      stagingFile,
    );
    if (!restored.ok) throw new AppErrorException(restored.error);
    db.prepare(`ATTACH ? AS ${STAGING_SCHEMA}`).run(stagingFile);
    db.transaction(() => applyOne(record))();
    db.exec(`DETACH ${STAGING_SCHEMA}`);
    rmSync(stagingFile);
  };

  return ok({
    reader: deskReaderOf(db),
    apply(records) {
      try {
        let from = 0;
        for (const [at, record] of records.entries()) {
          if (record.body.kind !== 'IMPORT') continue;
          db.transaction(() => records.slice(from, at).forEach(applyOne))();
          applyImport(record, record.body);
          from = at + 1;
        }
        db.transaction(() => records.slice(from).forEach(applyOne))();
        return ok(undefined);
      } catch (thrown) {
        return err(thrown instanceof AppErrorException ? thrown.error : storeError(thrown, file));
      }
    },
    close() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

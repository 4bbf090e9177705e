import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { PassThrough } from 'node:stream';
import type { SignedHead, WriteLines } from '#electron/store/export-audit.ts';
import type { Result } from '#shared/errors/result.ts';
import { ZipFile } from 'yazl';
import { valueOf } from './with-desk.ts';
import { writeFile } from './write-file.ts';

/** Fills in the records and says what they were signed with. */
type Fill = (write: WriteLines) => Promise<Result<SignedHead>>;

/** Writes a bundle as one JSON document, one record a line; see `bundle.ts`. */
export function writeJsonBundle(file: string, fill: Fill): Promise<SignedHead> {
  return writeFile(file, async (append) => {
    await append('{"records":[\n');
    let separator = '';
    const signed = valueOf(
      await fill(async (lines) => {
        if (lines.length === 0) return;
        await append(separator + lines.join(',\n'));
        separator = ',\n';
      }),
    );
    await append(`\n],"head":${JSON.stringify(signed.head)},"hmac":"${signed.hmac}"}\n`);
    return signed;
  });
}

/** Writes a bundle as a zip archive of `records.jsonl` and `head.json`, as fast as the disk takes it. */
export function writeZipBundle(file: string, fill: Fill): Promise<SignedHead> {
  return writeFile(file, async (append) => {
    const zip = new ZipFile();
    const records = new PassThrough();
    zip.addReadStream(records, 'records.jsonl');
    const written = drain(zip.outputStream as Readable, append);
    // Its failure is met where the archive is awaited; until then nobody listens.
    written.catch(() => records.destroy());
    const signed = valueOf(
      await fill(async (lines) => {
        if (lines.length === 0 || records.write(`${lines.join('\n')}\n`)) return;
        await Promise.race([once(records, 'drain'), written]);
      }),
    );
    records.end();
    zip.addBuffer(Buffer.from(`${JSON.stringify(signed)}\n`), 'head.json');
    zip.end();
    await written;
    return signed;
  });
}

async function drain(archive: Readable, append: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  for await (const chunk of archive) await append(chunk as Uint8Array);
}

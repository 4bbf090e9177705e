import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { SignedHead, WriteLines } from '#electron/store/export-audit.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import type { Result } from '#shared/errors/result.ts';

/** Fills in the records and says what they were signed with. */
type Fill = (write: WriteLines) => Promise<Result<SignedHead>>;
/** Takes the next part of the file. */
type Append = (content: string | Uint8Array) => Promise<void>;
/** Writes a bundle part by part; throws what the log is refused for. */
type WriteBundle = (append: Append, fill: Fill) => Promise<SignedHead>;

/** A bundle as one JSON document, one record a line; see `bundle.ts`. */
export const writeJsonBundle: WriteBundle = async (append, fill) => {
  await append('{"records":[\n');
  let separator = '';
  const signed = signedBy(
    await fill(async (lines) => {
      if (lines.length === 0) return;
      await append(separator + lines.join(',\n'));
      separator = ',\n';
    }),
  );
  await append(`\n],"head":${JSON.stringify(signed.head)},"hmac":"${signed.hmac}"}\n`);
  return signed;
};

/** A bundle as a zip archive of `records.jsonl` and `head.json`, as fast as it is taken. */
export const writeZipBundle: WriteBundle = async (append, fill) => {
  const zip = new ZipFile();
  const records = new PassThrough();
  zip.addReadStream(records, 'records.jsonl');
  const written = drain(zip.outputStream as Readable, append);
  // Its failure is met where the archive is awaited; until then nobody listens.
  written.catch(() => records.destroy());
  const signed = signedBy(
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
};

async function drain(archive: Readable, append: Append): Promise<void> {
  for await (const chunk of archive) await append(chunk as Uint8Array);
}

function signedBy(result: Result<SignedHead>): SignedHead {
  if (result.ok) return result.value;
  throw new AppErrorException(result.error);
}

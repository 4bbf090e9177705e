import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { BundleCheck } from '#electron/store/verify-bundle.ts';
import type { AuditReport } from '#electron/store/verify-audit.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { open, type Entry, type ZipFile } from 'yauzl';

/** Characters of one line; a record is as long as the journal takes at most. */
const MOST_IN_LINE = 32 * 1024 * 1024;
const MOST_IN_HEAD = 64 * 1024;

/**
 * Hands the lines of a bundle to its check. INVALID_INPUT for a file that cannot be read, or whose lines are longer
 * than any record.
 */
export async function readBundle(file: string, check: BundleCheck): Promise<AuditReport> {
  try {
    return await (/\.zip$/i.test(file) ? readZip(file, check) : readJson(file, check));
  } catch (error) {
    if (error instanceof AppErrorException) throw error;
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
}

async function readJson(file: string, check: BundleCheck): Promise<AuditReport> {
  let first = true;
  let last = '';
  for await (const line of linesOf(createReadStream(file), file)) {
    if (first) {
      if (line !== '{"records":[') throw unreadable(file, 'it is no bundle of an audit log');
      first = false;
    } else if (line.startsWith('],')) last = line;
    else if (line !== '') check.record(line.endsWith(',') ? line.slice(0, -1) : line);
  }
  const signed = last === '' ? null : parse(`{${last.slice(2)}`);
  return check.end(signed?.['head'], signed?.['hmac']);
}

/** The records are read before the head, wherever the archive has them. */
async function readZip(file: string, check: BundleCheck): Promise<AuditReport> {
  const zip = await promisify<string, object, ZipFile>(open)(file, { lazyEntries: true, autoClose: false });
  try {
    const entries = await entriesOf(zip);
    const contentOf = async (name: string): Promise<Readable> => {
      const named = entries.filter(({ fileName }) => fileName === name);
      const [entry] = named;
      if (entry === undefined || named.length > 1) throw unreadable(file, `it does not hold one ${name}`);
      return promisify<Entry, Readable>(zip.openReadStream.bind(zip) as never)(entry);
    };
    for await (const line of linesOf(await contentOf('records.jsonl'), file))
      if (line !== '') check.record(line);
    let head = '';
    for await (const chunk of await contentOf('head.json')) {
      head += String(chunk);
      if (head.length > MOST_IN_HEAD) throw unreadable(file, 'its head is too long');
    }
    const signed = parse(head);
    return check.end(signed?.['head'], signed?.['hmac']);
  } finally {
    zip.close();
  }
}

/** A bundle has two; an archive with thousands is another. */
function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > 2) reject(new Error('it holds more than a bundle'));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

async function* linesOf(stream: Readable, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of stream) {
    const [head = '', ...more] = decoder.decode(chunk as Uint8Array, { stream: true }).split('\n');
    rest += head;
    if (rest.length > MOST_IN_LINE) throw unreadable(file, 'a line is too long');
    for (const next of more) {
      yield rest;
      rest = next;
    }
  }
  yield rest + decoder.decode();
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const unreadable = (file: string, why: string): AppErrorException =>
  new AppErrorException(
    appError(
      'INVALID_INPUT',
      `the bundle cannot be read: ${why}`,
      file,
      'Give a file that "audit export" wrote.',
    ),
  );

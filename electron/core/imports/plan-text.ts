import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { ByteSource } from './byte-source.ts';
import { HEAD_BYTES, MAX_FILE_BYTES } from './caps.ts';
import {
  createDecoder,
  encodingOfHead,
  MalformedText,
  settleEncoding,
  type Encoding,
} from './decode-text.ts';
import { detectTable, type TextLayout } from './detect-table.ts';
import type { FileChoices } from './file-choices.ts';
import type { ImportKind } from './import-kind.ts';
import { TableProfile } from './profile-table.ts';
import type { TableStyle } from './row-reader.ts';
import type { TablePlan } from './table-plan.ts';
import type { OnRow } from './tokenize-delimited.ts';

interface Head {
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
}

/**
 * Judges a file of text: its encoding over all bytes, its layout by the head, its styles by the head and, where that
 * leaves one open, over all rows. Errors as of `detectTable`; IMPORT_AMBIGUOUS for what nothing decides;
 * IMPORT_TOO_LARGE beyond the cap of a file.
 */
export async function planText(
  source: ByteSource,
  kinds: readonly ImportKind[],
  choices: FileChoices,
): Promise<Result<TablePlan>> {
  const head = await readHead(source);
  const encoding =
    encodingOfHead(head.bytes) ?? choices.encoding ?? (await settleEncoding(source.open('JUDGE')));
  if (encoding === 'AMBIGUOUS') return err(mixedEncodings(source.name));
  const text = decodeHead(head, encoding);
  if (text === null) return err(notOfEncoding(source.name, encoding));
  const layout = detectTable(kinds, source.name, text, choices);
  if (!layout.ok) return layout;
  const readable = { source, encoding, layout: layout.value };
  const style = await planStyle(readable, text, head.isWhole, choices);
  if (!style.ok) return style;
  const { decimal, dateOrder } = style.value;
  const detected = {
    encoding,
    decimal: decimal === '.' ? 'point' : 'comma',
    dateOrder,
    ...layout.value.detected,
  };
  const read = (onRow: OnRow) => readRows(readable, onRow, 'READ');
  return ok({ layout: layout.value, style: style.value, detected, warnings: [], read });
}

async function planStyle(
  readable: Readable,
  head: string,
  isWhole: boolean,
  choices: FileChoices,
): Promise<Result<TableStyle>> {
  const profile = new TableProfile(readable.layout);
  const rows = readable.layout.tokenize(profile.note);
  rows.push(head);
  if (isWhole) rows.end();
  const style = profile.decide(choices);
  if (style.ok || isWhole) return style;
  const whole = new TableProfile(readable.layout);
  const read = await readRows(readable, whole.note, 'JUDGE');
  return read.ok ? whole.decide(choices) : read;
}

async function readHead(source: ByteSource): Promise<Head> {
  const bytes = new Uint8Array(HEAD_BYTES);
  let length = 0;
  for await (const piece of source.open('JUDGE')) {
    const taken = piece.subarray(0, HEAD_BYTES - length);
    bytes.set(taken, length);
    length += taken.length;
    if (taken.length < piece.length) return { bytes, isWhole: false };
  }
  return { bytes: bytes.subarray(0, length), isWhole: true };
}

function decodeHead({ bytes, isWhole }: Head, encoding: Encoding): string | null {
  const decode = createDecoder(encoding);
  try {
    return decode(bytes) + (isWhole ? decode() : '');
  } catch {
    return null;
  }
}

interface Readable {
  readonly source: ByteSource;
  readonly encoding: Encoding;
  readonly layout: TextLayout;
}

/** One pass over the rows of a file. */
async function readRows(
  { source, encoding, layout }: Readable,
  onRow: OnRow,
  pass: 'JUDGE' | 'READ',
): Promise<Result<null>> {
  try {
    const rows = layout.tokenize(onRow);
    await readText(source, encoding, (text) => rows.push(text), pass);
    rows.end();
    return ok(null);
  } catch (thrown) {
    if (thrown instanceof MalformedText) return err(notOfEncoding(source.name, encoding));
    if (thrown instanceof AppErrorException) return err(thrown.error);
    throw thrown;
  }
}

/** All text of a file, piece by piece. Throws MalformedText, and IMPORT_TOO_LARGE as an AppErrorException. */
export async function readText(
  source: ByteSource,
  encoding: Encoding,
  onText: (text: string) => void,
  pass: 'JUDGE' | 'READ',
): Promise<void> {
  const decode = createDecoder(encoding);
  let size = 0;
  for await (const piece of source.open(pass)) {
    size += piece.length;
    if (size > MAX_FILE_BYTES) throw new AppErrorException(tooLarge(source.name));
    onText(decode(piece));
  }
  onText(decode());
}

const tooLarge = (file: string) =>
  appError(
    'IMPORT_TOO_LARGE',
    `The file holds more than ${MAX_FILE_BYTES / 1024 / 1024} MB`,
    file,
    'Split it.',
  );

const mixedEncodings = (file: string) =>
  appError(
    'IMPORT_AMBIGUOUS',
    'Some of the text is UTF-8 and some is not, it may be Windows-1252',
    file,
    'Pass --encoding windows-1252, or save the file as UTF-8.',
  );

const notOfEncoding = (file: string, encoding: Encoding) =>
  appError('IMPORT_UNREADABLE', `The bytes are not ${encoding} text`, file, 'Pass another --encoding.');

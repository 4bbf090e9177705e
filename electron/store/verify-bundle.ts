import { createHash, type KeyObject } from 'node:crypto';
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  recordLine,
  type BundleHead,
  type BundleRecord,
} from '#electron/core/audit/bundle.ts';
import { auditMac, bundleMac, chainStart } from './audit-mac.ts';
import { MAX_PROBLEMS, type AuditReport } from './verify-audit.ts';

/** Checks a bundle line by line; `end` takes its head, as parsed from JSON, and says what was found. */
export interface BundleCheck {
  record(line: string): void;
  end(head: unknown, hmac: unknown): AuditReport;
}

/**
 * Checks the lines of a bundle against the audit key: that no record is missing, changed or moved, by the chain, and
 * that head and records are what was signed, by the bundle's own code. What it cannot tell: whether the desk has newer
 * records. Memory does not grow with the bundle; nothing about its content is trusted.
 */
export function checkBundle(key: KeyObject): BundleCheck {
  const problems: string[] = [];
  const found = (problem: string): void => void (problems.length < MAX_PROBLEMS && problems.push(problem));
  const hash = createHash('sha256');
  let records = 0;
  let previous: Buffer = chainStart();
  let previousSeq = 0;

  const checkRecord = (line: string): void => {
    const record = parseRecord(line);
    if (record === null) return found(`Line ${records} is no record.`);
    const mac = Buffer.from(record.mac, 'hex');
    if (record.seq !== previousSeq + 1) found(`Record ${record.seq} follows record ${previousSeq}.`);
    const isSame =
      recordLine(record) === line && auditMac(key, previous, record, Buffer.from(record.body)).equals(mac);
    if (!isSame) found(`Record ${record.seq} was changed, or the one before it was.`);
    previous = mac;
    previousSeq = record.seq;
  };

  const problemsOfHead = (parsed: unknown, hmac: unknown): string[] => {
    const head = parseHead(parsed);
    if (head === null) return ['The head of the bundle cannot be read.'];
    const signed = `The bundle holds ${records} records and was signed with ${head.records}.`;
    return [
      ...(bundleMac(key, head) === hmac
        ? []
        : ['The head was changed, or signed with the key of another desk.']),
      ...(head.records === records ? [] : [signed]),
      ...(head.mac === previous.toString('hex')
        ? []
        : ['It does not end with the record it was signed with.']),
      ...(head.recordsHash === hash.digest('hex') ? [] : ['The records are not those that were signed.']),
    ];
  };

  return {
    record(line) {
      records += 1;
      hash.update(`${line}\n`);
      checkRecord(line);
    },
    end(parsed, hmac) {
      // First of all: of a bundle of another desk every record is a problem, too.
      const ofHead = problemsOfHead(parsed, hmac);
      const all = [...ofHead, ...problems].slice(0, MAX_PROBLEMS);
      return { ok: all.length === 0, records, problems: all };
    },
  };
}

function parseRecord(line: string): BundleRecord | null {
  const value = parseObject(line);
  const { seq, at, kind, actor, body, mac } = value ?? {};
  const isRecord =
    Number.isSafeInteger(seq) &&
    Number.isSafeInteger(at) &&
    typeof kind === 'string' &&
    typeof actor === 'string' &&
    typeof body === 'string' &&
    typeof mac === 'string';
  return isRecord ? ({ seq, at, kind, actor, body, mac } as BundleRecord) : null;
}

function parseHead(value: unknown): BundleHead | null {
  if (typeof value !== 'object' || value === null) return null;
  const head = value as Partial<Record<keyof BundleHead, unknown>>;
  const { totals } = head;
  const isHead =
    head.format === BUNDLE_FORMAT &&
    head.version === BUNDLE_VERSION &&
    typeof head.engineVersion === 'string' &&
    Number.isSafeInteger(head.records) &&
    typeof head.mac === 'string' &&
    typeof head.recordsHash === 'string' &&
    typeof totals === 'object' &&
    totals !== null &&
    Object.values(totals).every((total) => typeof total === 'string');
  return isHead ? (head as BundleHead) : null;
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

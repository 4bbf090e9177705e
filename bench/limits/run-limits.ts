import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { limitPieces } from '#electron/core/imports/kinds/limits.ts';
import { readLimitSet } from '#electron/core/imports/limit-set-file.ts';
import { limitCsvPieces } from '#electron/core/imports/limits-csv.ts';
import { fileSource } from '#electron/workers/import-source.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { toReport, type BenchReport } from '../report.ts';
import { readCsvByPeer, readJsonByPeer, type PeerLimit } from './peer.ts';
import { writeLimitsFile } from './write-limits-file.ts';

const LIMITS = 100_000;
const MEGABYTE = 1_048_576;
const SAMPLE_MS = 5;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

interface Run<T> {
  readonly value: T;
  readonly seconds: number;
  /** Of all threads, the collector's among them. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/**
 * Reads and writes a file of limits as JSON and as CSV, and lets a peer read the same files: JSON.parse, or csv-parse,
 * and one zod schema a row, which is what a script would use. Both must find the same limits. The peak is how much the
 * heap grew over what it was before, collected first, sampled while it runs. Throws when results differ.
 */
export async function runLimits(count = LIMITS): Promise<BenchReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-limits-'));
  try {
    const json = path.join(folder, 'limits.json');
    const csv = path.join(folder, 'limits.csv');
    writeLimitsFile(json, count);
    const first = await measured(() => readAll(json));
    const wrote = await measured(() => Promise.resolve(writePieces(csv, limitCsvPieces(first.value))));
    const again = path.join(folder, 'again.json');
    const rewrote = await measured(() => Promise.resolve(writePieces(again, limitPieces(first.value))));
    const expected = comparable(first.value);
    (first as { value: unknown }).value = null;
    const fromCsv = await measured(() => readAll(csv));
    same('the CSV', comparable(fromCsv.value), expected);
    (fromCsv as { value: unknown }).value = null;
    const fromAgain = await readAll(again);
    same('what was written', comparable(fromAgain), expected);
    const jsonPeer = await measured(() => readJsonByPeer(json));
    same('the peer for JSON', comparablePeer(jsonPeer.value), expected);
    (jsonPeer as { value: unknown }).value = null;
    const csvPeer = await measured(() => readCsvByPeer(csv));
    same('the peer for CSV', comparablePeer(csvPeer.value), expected);
    return toReport(
      'limits',
      {
        limits: count,
        jsonMegabytes: statSync(json).size / MEGABYTE,
        jsonImportSeconds: first.seconds,
        jsonImportCpuSeconds: first.cpuSeconds,
        jsonImportPeakMegabytes: first.peakMegabytes,
        jsonPeerSeconds: jsonPeer.seconds,
        jsonPeerCpuSeconds: jsonPeer.cpuSeconds,
        jsonPeerPeakMegabytes: jsonPeer.peakMegabytes,
        csvImportSeconds: fromCsv.seconds,
        csvImportCpuSeconds: fromCsv.cpuSeconds,
        csvImportPeakMegabytes: fromCsv.peakMegabytes,
        csvPeerSeconds: csvPeer.seconds,
        csvPeerCpuSeconds: csvPeer.cpuSeconds,
        csvPeerPeakMegabytes: csvPeer.peakMegabytes,
        jsonExportSeconds: rewrote.seconds,
        jsonExportPeakMegabytes: rewrote.peakMegabytes,
        csvExportSeconds: wrote.seconds,
        csvExportPeakMegabytes: wrote.peakMegabytes,
      },
      [
        ['jsonImportSeconds', '<=', 5],
        ['csvImportSeconds', '<=', 5],
        ['jsonExportSeconds', '<=', 5],
        ['csvExportSeconds', '<=', 5],
        ['jsonImportPeakMegabytes', '<=', 150],
        ['csvImportPeakMegabytes', '<=', 150],
        ['jsonExportPeakMegabytes', '<=', 150],
        ['csvExportPeakMegabytes', '<=', 150],
      ],
      [
        'The peers check the shape of each row with one zod schema; they know no units, duplicates or repeated keys.',
        'A peak is sampled: a spike shorter than a sample may be missed, on both sides alike.',
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readAll(file: string): Promise<readonly Limit[]> {
  const set = await readLimitSet(
    fileSource(file, () => undefined),
    'USD',
  );
  if (!set.ok) throw new Error(set.error.what);
  if (set.value.rejected > 0) throw new Error(set.value.rejects[0]?.sentence ?? '');
  return set.value.limits;
}

function writePieces(file: string, pieces: Iterable<string>): void {
  writeFileSync(file, '');
  for (const piece of pieces) writeFileSync(file, piece, { flag: 'a' });
}

/** What it gives, how long it took, and how far the heap grew meanwhile. */
async function measured<T>(work: () => Promise<T>): Promise<Run<T>> {
  collect();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const look = (): void => void (peak = Math.max(peak, process.memoryUsage().heapUsed));
  const sampler = setInterval(look, SAMPLE_MS);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  look();
  clearInterval(sampler);
  return {
    value,
    seconds,
    cpuSeconds: (user + system) / 1_000_000,
    peakMegabytes: Math.max(0, peak - before) / MEGABYTE,
  };
}

const comparable = (limits: readonly Limit[]): string[] =>
  limits.map(({ limitId, control, scope, hard, soft }) =>
    [limitId, control, scope.level, scope.key, hard, soft].join(),
  );
const comparablePeer = (limits: readonly PeerLimit[]): string[] =>
  limits.map(({ limitId, control, level, key, hard, soft }) =>
    [limitId, control, level, key, hard, soft].join(),
  );

function same(what: string, found: readonly string[], expected: readonly string[]): void {
  if (found.length !== expected.length) throw new Error(`${what} has ${found.length} limits`);
  const at = found.findIndex((text, i) => text !== expected[i]);
  if (at >= 0) throw new Error(`${what} says ${found[at]} where ${expected[at]} is expected`);
}

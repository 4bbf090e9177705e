import path from 'node:path';
import type { Browser } from 'playwright';
import { openSeededDesk } from '../durable/drive-desk.ts';
import { seedDeskFile, type DeskFileSize } from '../durable/seed-desk-file.ts';
import { toReport, type BenchReport } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import { timeEcho } from './echo-peer.ts';
import { startDesk } from './start-desk.ts';
import { typeTickets } from './type-tickets.ts';
import { withChromium } from './with-chromium.ts';

export interface PreviewSize extends DeskFileSize {
  readonly starts: number;
  readonly warmUp: number;
  readonly echoes: number;
  /** Keeps every answer back in the page, as a slow line would: only a test of the bench gives any. */
  readonly holdMs?: number;
}

const FULL_SIZE: PreviewSize = {
  symbols: 5_000,
  sessions: 253,
  positionsPerAccount: 1_500,
  tickets: 65,
  starts: 5,
  warmUp: 5,
  echoes: 500,
};

/**
 * The live verdict as a trader gets it: real keys into the real page in Chromium, the browser shell's socket, the engine,
 * and back to a painted frame; how long the desk takes to start; and the same two messages against a bare echo.
 */
export async function runPreview(size: PreviewSize = FULL_SIZE): Promise<BenchReport> {
  return withChromium((browser, folder) => measure(browser, folder, size));
}

async function measure(browser: Browser, folder: string, size: PreviewSize): Promise<BenchReport> {
  const { holdMs = 0 } = size;
  const store = path.join(folder, 'desk.db');
  const tickets = seedDeskFile(store, size);
  await (await openSeededDesk(store)).close();
  const starts = [];
  for (let round = 1; round < size.starts; round++) {
    const desk = await startDesk(browser, store, holdMs);
    starts.push(desk);
    await desk.stop();
  }
  const desk = await startDesk(browser, store, holdMs);
  starts.push(desk);
  await typeTickets(desk.page, tickets.slice(0, size.warmUp));
  await desk.page.evaluate(() => {
    window.probe.roundTrips.length = window.probe.keyToVerdict.length = window.probe.evalMicros.length = 0;
    window.probe.asked = 0;
  });
  await typeTickets(desk.page, tickets.slice(size.warmUp));
  const probe = await desk.page.evaluate(() => window.probe);
  await desk.stop();
  const { lastCall: call, lastAnswer: answer } = probe;
  const echo = await timeEcho(browser, { folder, call, answer, count: size.echoes });
  const [roundTrips, painted, evals] = [probe.roundTrips, probe.keyToVerdict, probe.evalMicros].map(
    (values) => Float64Array.from(values),
  ) as [Float64Array, Float64Array, Float64Array];
  return toReport(
    'preview',
    {
      previewP50Ms: quantile(roundTrips, 0.5),
      previewP99Ms: quantile(roundTrips, 0.99),
      previewMaxMs: quantile(roundTrips, 1),
      keyToVerdictP50Ms: quantile(painted, 0.5),
      keyToVerdictP99Ms: quantile(painted, 0.99),
      startMs: median(starts.map(({ startMs }) => startMs)),
      engineStartMs: median(starts.map(({ engineMs }) => engineMs)),
      echoP50Ms: quantile(echo, 0.5),
      echoP99Ms: quantile(echo, 0.99),
      engineP50Ms: quantile(evals, 0.5) / 1_000,
      engineP99Ms: quantile(evals, 0.99) / 1_000,
      previews: roundTrips.length,
      unanswered: probe.asked - roundTrips.length,
      verdictsPainted: painted.length,
      answerBytes: Buffer.byteLength(answer),
    },
    [
      ['previewP99Ms', '<=', 16],
      ['startMs', '<=', 2_000],
      ['unanswered', '<=', 0],
    ],
    [
      'preview: from the call in the page to its answer taken there; key to verdict: from the key to the painted frame, the wait for a frame in it.',
      'echo is the same two messages between the same Chromium and a bare ws server at the same pace: what no engine can be faster than.',
      'engine is the evaluation with maxQty as the answer states it; the rest over the echo is parsing, checking and writing the messages.',
      'startMs: from the start of the process to a ticket that can be typed into, in a browser that runs already and has an empty cache.',
    ],
  );
}

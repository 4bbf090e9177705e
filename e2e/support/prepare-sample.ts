import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSample } from './desk-server.ts';
import { SAMPLE_VARIABLE, STORE } from './sample-folder.ts';

/** Loads the sample desk once for a whole run; what is returned removes it at the end. */
// Playwright takes it by its default export.
// oxlint-disable-next-line import/no-default-export
export default async function prepareSample(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'preflight-e2e-sample-'));
  await loadSample(path.join(folder, STORE));
  process.env[SAMPLE_VARIABLE] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

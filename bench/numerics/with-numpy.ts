import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findOrInstallNumpy } from './find-numpy.ts';
import { NumpyPeer } from './numpy-peer.ts';

/** What `run` returns, which gets numpy on so many threads, and a file to pass it values in. */
export async function withNumpy<T>(
  threads: number,
  run: (numpy: NumpyPeer, file: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-bench-'));
  const numpy = new NumpyPeer(await findOrInstallNumpy(), threads);
  try {
    return await run(numpy, path.join(folder, 'values'));
  } finally {
    await numpy.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

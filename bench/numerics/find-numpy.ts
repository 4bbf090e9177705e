import { spawnSync } from 'node:child_process';
import { findProgram } from '../../scripts/find-program.ts';
import { runCommand } from '../../scripts/run-command.ts';

/** The Debian packages of the peer: numpy, and the fast BLAS that its users have. */
const PACKAGES = ['python3-numpy', 'libopenblas0-pthread'];

/** A Python that has numpy; the distribution's own first, since that is the one its packages serve. */
export function findNumpy(): string | undefined {
  return ['/usr/bin/python3', 'python3', 'python'].find(
    (python) => spawnSync(python, ['-c', 'import numpy'], { timeout: 30_000 }).status === 0,
  );
}

/** The same, after installing it where this process may. Throws an Error naming what is missing. */
export async function findOrInstallNumpy(): Promise<string> {
  const found = findNumpy() ?? (await installFromDebian());
  if (found !== undefined) return found;
  throw new Error(
    `This bench compares with numpy, and no Python here has it: install ${PACKAGES.join(' and ')}.`,
  );
}

async function installFromDebian(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || findProgram(['apt-get']) === undefined) return undefined;
  const options = { output: 'silent', env: { DEBIAN_FRONTEND: 'noninteractive' } } as const;
  await runCommand('apt-get', ['update', '-qq'], { ...options, timeoutMs: 120_000 });
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES];
  await runCommand('apt-get', install, { ...options, timeoutMs: 300_000 });
  return findNumpy();
}

import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { THREADS_FLAG } from './scripts/engine-flags.ts';

const nodeMajor = Number(process.versions.node.split('.')[0]);
if (nodeMajor < 24) {
  throw new Error(
    `The tests need the project's own Node 24, this is ${process.version}: run "npm run test:unit -- PATH", or put node_modules/.bin first in PATH.`,
  );
}

/** Two default runs of the same code say the same; the long lane looks where none has looked, and names its seed. */
const propertySeed = (): number | null => {
  const { PREFLIGHT_SEED, PREFLIGHT_LONG } = process.env;
  if (PREFLIGHT_SEED !== undefined) return Number(PREFLIGHT_SEED);
  return PREFLIGHT_LONG === '1' ? null : 20_260_116;
};

// Half of what tests with real threads take would go into compiling the same files again, in each thread.
process.env['NODE_COMPILE_CACHE'] ??= path.resolve('node_modules/.cache/preflight');

export default defineConfig({
  test: {
    provide: { propertySeed: propertySeed() },
    environment: 'node',
    // Processes, not threads: the tests start real worker threads and load the native SQLite module.
    pool: 'forks',
    execArgv: [THREADS_FLAG],
    // On two processors: while two wait for a disk or a process of their own, a third goes on.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        // Nothing here keeps anything between two tests, so that files may share a process: two fifths less processor time.
        test: { name: 'pure', include: ['shared/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: { name: 'desk', include: ['{electron,renderer,scripts,bench}/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});

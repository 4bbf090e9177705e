import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

/*
 * The command line's entry. The version is looked at before anything else is loaded: the native store ends an
 * older Node without a word.
 */
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `NOT_READY: Preflight needs Node 24, this is ${process.version} (${process.execPath}). ` +
      'Run "npm run preflight -- COMMAND", which brings its own.\n',
  );
  process.exitCode = 3;
} else {
  // As scripts/engine-flags.ts says, for whom nothing starts this process with flags.
  setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000');
  // Half of a short command's time would go into compiling the same files again. Threads go by the variable alone.
  const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/preflight');
  process.env['NODE_COMPILE_CACHE'] ??= cache;
  enableCompileCache(cache);
  const { runProcess } = await import('./run-process.ts');
  process.exitCode = await runProcess(process.argv.slice(2));
}

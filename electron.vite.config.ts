import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** The engine's worker threads: every `*-worker.ts` is an entry of its own, beside `main.js` in `out/main`. */
const workerEntries = Object.fromEntries(
  globSync('electron/**/*-worker.ts', { cwd: import.meta.dirname }).map((file) => [
    path.basename(file, '.ts'),
    path.resolve(import.meta.dirname, file),
  ]),
);

const workerUrl = /new URL\(\s*(['"])(?:[^'"]*\/)?([^'"/]+-worker)\.ts\1/g;

/**
 * Source starts a worker as `new Worker(new URL('./x-worker.ts', import.meta.url))`, which Node runs as it
 * stands; in the bundle the same worker is `x-worker.js` in the bundle's own folder.
 */
const workersBesideTheBundle = {
  name: 'preflight:workers',
  transform: (code: string) =>
    code.includes('-worker.ts') ? code.replace(workerUrl, "new URL('./$2.js'") : null,
};

const kernels = path.resolve(import.meta.dirname, '.build/kernels.wasm');
const kernelsUrl = /new URL\(\s*(['"])[^'"]*\.build\/kernels\.wasm\1/g;

/** The compiled kernels lie in `.build` for Node, and in the bundle's own folder for the bundle. */
const kernelsBesideTheBundle: Plugin = {
  name: 'preflight:kernels',
  transform: (code) =>
    code.includes('kernels.wasm') ? code.replace(kernelsUrl, "new URL('./kernels.wasm'") : null,
  generateBundle() {
    if (!existsSync(kernels)) this.warn('the kernels are not compiled, so they will run in TypeScript');
    else this.emitFile({ type: 'asset', fileName: 'kernels.wasm', source: readFileSync(kernels) });
  },
};

const config: UserConfig = {
  main: {
    plugins: [workersBesideTheBundle, kernelsBesideTheBundle],
    build: {
      target: 'node24',
      rolldownOptions: {
        input: { main: path.resolve(import.meta.dirname, 'electron/main/main.ts'), ...workerEntries },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node24',
      // A sandboxed preload script is one CommonJS file and may require nothing but Electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: path.resolve(import.meta.dirname, 'electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      // The browser shell serves the same files to the user's own browser.
      target: 'es2023',
      minify: true,
      outDir: path.resolve(import.meta.dirname, 'out/renderer'),
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: path.resolve(import.meta.dirname, 'renderer/index.html') },
    },
  },
};

/** `PREFLIGHT_BUILD=renderer` builds only what the browser shell serves. */
export default defineConfig(
  process.env['PREFLIGHT_BUILD'] === 'renderer' ? { renderer: config.renderer ?? {} } : config,
);

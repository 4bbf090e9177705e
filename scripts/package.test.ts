import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, it } from 'vitest';

/*
 * Packaging without Electron's own binary: a stand-in distribution whose executable holds nothing but the fuse
 * wire, each fuse the wrong way round, and a small app with the one native dependency, under the product's own packaging configuration.
 */
const root = path.resolve(import.meta.dirname, '..');
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
let app: string;
let unpacked: string;

function write(file: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
  writeFileSync(path.join(app, file), content, { mode });
}

function writeStandIn(): void {
  const wire = Buffer.concat([Buffer.from(FUSE_SENTINEL), Buffer.from([1, 9]), Buffer.from('101100011')]);
  write('electron/electron', Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]), 0o755);
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version', 'locales/en-US.pak']) {
    write(`electron/${file}`, '');
  }
  mkdirSync(path.join(app, 'electron', 'resources'));
}

function writeApp(): void {
  const { version, productName, main, devDependencies } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  ) as { version: string; productName: string; main: string; devDependencies: Record<string, string> };
  const { electron } = devDependencies;
  const dependencies = { 'better-sqlite3': '*' };
  write(
    'package.json',
    JSON.stringify({
      name: 'preflight',
      version,
      productName,
      main,
      dependencies,
      devDependencies: { electron },
    }),
  );
  write(main, 'export {};');
  write('out/renderer/index.html', '<!doctype html>');
  write('resources/presets/moderate.json', '{}');
  write('shared/source.ts', 'export {};');
  for (const name of ['better-sqlite3', 'node-addon-api']) {
    cpSync(path.join(root, 'node_modules', name), path.join(app, 'node_modules', name), { recursive: true });
  }
  cpSync(path.join(root, 'electron-builder.yml'), path.join(app, 'electron-builder.yml'));
}

interface AsarEntry {
  readonly files?: Readonly<Record<string, AsarEntry>>;
  readonly unpacked?: boolean;
}

/** The table of contents of an asar archive: 16 bytes of sizes, then JSON. */
function readAsarHeader(file: string): AsarEntry {
  const handle = openSync(file, 'r');
  const sizes = Buffer.alloc(16);
  readSync(handle, sizes, 0, 16, 0);
  const json = Buffer.alloc(sizes.readUInt32LE(12));
  readSync(handle, json, 0, json.length, 16);
  closeSync(handle);
  return JSON.parse(json.toString('utf8')) as AsarEntry;
}

function listAsar(entry: AsarEntry, prefix = ''): Map<string, AsarEntry> {
  const inner = Object.entries(entry.files ?? {}).flatMap(([name, child]) =>
    child.files === undefined ? [[prefix + name, child] as const] : [...listAsar(child, `${prefix}${name}/`)],
  );
  return new Map(inner);
}

beforeAll(() => {
  app = mkdtempSync(path.join(tmpdir(), 'preflight-package-'));
  writeStandIn();
  writeApp();
  const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
  const version = readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8');
  const electronVersion = (JSON.parse(version) as { version: string }).version;
  const settings = [`-c.electronDist=${app}/electron`, `-c.electronVersion=${electronVersion}`];
  const result = spawnSync(process.execPath, [builder, '--linux', 'dir', '--x64', ...settings], {
    cwd: app,
    encoding: 'utf8',
    timeout: 90_000,
  });
  if (result.status !== 0) throw new Error(`${result.stdout}${result.stderr}`);
  unpacked = path.join(app, 'dist', 'linux-unpacked');
}, 100_000);

afterAll(() => rmSync(app, { recursive: true, force: true }));

it('the archive holds the built app and its resources, and no source', () => {
  const files = listAsar(readAsarHeader(path.join(unpacked, 'resources', 'app.asar')));
  expect([...files.keys()].filter((file) => !file.startsWith('node_modules/')).toSorted()).toEqual([
    'out/main/main.js',
    'out/renderer/index.html',
    'package.json',
    'resources/presets/moderate.json',
  ]);
});

it("the native module is outside the archive, for the package's own platform alone", () => {
  const files = listAsar(readAsarHeader(path.join(unpacked, 'resources', 'app.asar')));
  const native = [...files].filter(([file]) => file.endsWith('.node'));
  expect(native).toEqual([
    ['node_modules/better-sqlite3/prebuilds/linux-x64.node', expect.objectContaining({ unpacked: true })],
  ]);
  expect(globSync('**/*.node', { cwd: path.join(unpacked, 'resources', 'app.asar.unpacked') })).toEqual([
    'node_modules/better-sqlite3/prebuilds/linux-x64.node',
  ]);
  expect([...files.keys()].filter((file) => file.includes('better-sqlite3/deps'))).toEqual([]);
});

it('the fuses are blown as the desktop needs them', async () => {
  const executable = path.join(unpacked, 'preflight');
  expect(existsSync(executable)).toBe(true);
  const wire = await getCurrentFuseWire(executable);
  expect({
    runAsNode: wire[FuseV1Options.RunAsNode],
    nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
    cliInspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
    fileProtocol: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    cookieEncryption: wire[FuseV1Options.EnableCookieEncryption],
    asarIntegrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
    onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
  }).toEqual({
    runAsNode: FuseState.DISABLE,
    nodeOptions: FuseState.DISABLE,
    cliInspect: FuseState.DISABLE,
    fileProtocol: FuseState.DISABLE,
    cookieEncryption: FuseState.ENABLE,
    asarIntegrity: FuseState.ENABLE,
    onlyAsar: FuseState.ENABLE,
  });
});

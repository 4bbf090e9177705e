import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import layerTable from './lint/layers.json' with { type: 'json' };

/*
 * The gates themselves, under test: a small tree with the project's own configuration and one clean file per
 * layer, into which one violation at a time is planted.
 */
interface LayerRule {
  readonly layers: readonly string[];
  readonly packages: readonly string[];
}
const switchOverTwo = `
type Verdict = 'PASS' | 'BLOCK';
export function x(verdict: Verdict): number {
  switch (verdict) {
    case 'PASS':
      return 1;
  }
  return 0;
}`;
type Gate = 'types' | 'lint' | 'knip';

const root = path.resolve(import.meta.dirname, '..');
const table: Readonly<Record<string, LayerRule>> = layerTable;
const features = ['renderer/features/alerts', 'renderer/features/limits'];
const layers = Object.keys(table).flatMap((layer) => (layer === 'renderer/features/*' ? features : [layer]));
const projects = [...new Set(layers.map(projectOf))];
let tree: string;

function projectOf(layer: string): string {
  return layer.startsWith('renderer/') ? 'renderer' : layer;
}

function ruleOf(layer: string): LayerRule {
  const rule = table[features.includes(layer) ? 'renderer/features/*' : layer];
  if (rule === undefined) throw new Error(`no layer ${layer}`);
  return {
    ...rule,
    layers: rule.layers.flatMap((name) => (name === 'renderer/features/*' ? features : [name])),
  };
}

function plant(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  writeFileSync(path.join(tree, file), text);
}

const COMMANDS: Readonly<Record<Gate, readonly string[]>> = {
  types: ['typescript/bin/tsc', '-b', '--pretty', 'false'],
  lint: ['oxlint/bin/oxlint', '--deny-warnings', '--format=unix'],
  knip: ['knip/bin/knip.js', '--no-config-hints', '--include', 'files,exports,types'],
};

function run(gate: Gate): { ok: boolean; output: string } {
  const [script = '', ...args] = COMMANDS[gate];
  const result = spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...args], {
    cwd: tree,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { ok: result.status === 0, output: `${result.stdout}${result.stderr}` };
}

/** The lines of a gate's report that name `file`. */
function complaints(gate: Gate, file: string): string {
  const lines = run(gate).output.split('\n');
  return lines.filter((line) => line.includes(file)).join('\n');
}

beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'preflight-gates-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  const configuration = [
    'package.json',
    'tsconfig.base.json',
    'tsconfig.json',
    '.oxlintrc.json',
    'knip.json',
  ];
  for (const file of [...configuration, 'scripts/lint', ...projects.map((name) => `${name}/tsconfig.json`)]) {
    cpSync(path.join(root, file), path.join(tree, file), { recursive: true });
  }
  plant('tsconfig.tests.json', '{ "extends": "./tsconfig.base.json", "files": [] }');
});

beforeEach(() => {
  for (const layer of layers) {
    for (const name of ['planted.ts', 'planted.test.ts'])
      rmSync(path.join(tree, layer, name), { force: true });
    plant(`${layer}/clean.ts`, 'export const clean = 1;\n');
  }
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

const layer = 'may not import';
/** What is planted, in which layer, and what the gates say about it. */
const VIOLATIONS: readonly [what: string, folder: string, text: string, Partial<Record<Gate, string>>][] = [
  ['shared imports electron', 'shared/domain', "import 'electron';", { lint: layer }],
  ['domain imports errors', 'shared/domain', importOf('shared/errors'), { types: 'TS6307', lint: layer }],
  ['quant imports domain', 'shared/quant', importOf('shared/domain'), { types: 'TS6307', lint: layer }],
  [
    'a type import counts',
    'shared/quant',
    "export type { X } from '#shared/domain/clean.ts';",
    { lint: layer },
  ],
  ['a dynamic import counts', 'shared/quant', "await import('#shared/domain/clean.ts');", { lint: layer }],
  [
    'a relative path counts',
    'shared/quant',
    "import '../domain/clean.ts';",
    { types: 'TS6307', lint: layer },
  ],
  ['a feature imports another', features[0] ?? '', importOf(features[1] ?? ''), { lint: layer }],
  ['core imports better-sqlite3', 'electron/core', "import 'better-sqlite3';", { lint: layer }],
  ['core imports the store', 'electron/core', importOf('electron/store'), { types: 'TS6307', lint: layer }],
  ['core imports Node', 'electron/core', "import 'node:fs';", { lint: layer }],
  ['the command line imports electron', 'electron/cli', "import 'electron';", { lint: layer }],
  ['a test imports electron', 'electron/cli', "import 'electron';", { lint: layer }],
  [
    'the renderer imports the core',
    'renderer/app',
    importOf('electron/core'),
    { types: 'TS6307', lint: layer },
  ],
  ['shared uses the DOM', 'shared/controls', 'document.title = "";', { types: "'document'" }],
  [
    'shared uses Node',
    'shared/controls',
    'process.exit();',
    { types: "'process'", lint: 'restricted-globals' },
  ],
  ['core uses Node', 'electron/core', 'process.exit();', { types: "'process'", lint: 'restricted-globals' }],
  [
    'core reads the clock',
    'electron/core',
    'export const x = Date.now();',
    { lint: 'restricted-properties' },
  ],
  ['core asks for today', 'electron/core', 'export const x = new Date();', { lint: 'no-ambient-date' }],
  ['core rolls dice', 'electron/core', 'export const x = Math.random();', { lint: 'restricted-properties' }],
  [
    'shared sets a timer',
    'shared/domain',
    'setTimeout(() => 1);',
    { types: 'TS2304', lint: 'restricted-globals' },
  ],
  ['any', 'shared/domain', 'export const x = (y: any): number => Number(y);', { lint: 'no-explicit-any' }],
  ['a floating promise', 'electron/store', 'Promise.resolve(1);', { lint: 'no-floating-promises' }],
  ['a swallowed case', 'electron/core', switchOverTwo, { lint: 'switch-exhaustiveness' }],
];

describe('one planted violation', () => {
  const fileOf = (what: string, folder: string): string => {
    const place = VIOLATIONS.findIndex((one) => one[0] === what);
    return `${folder}/planted-${place}${what.startsWith('a test') ? '.test' : ''}.ts`;
  };
  let linted: readonly string[] = [];
  /** Each file is linted by itself: all of them at once say what each would. */
  beforeAll(() => {
    for (const [what, folder, text] of VIOLATIONS) plant(fileOf(what, folder), `${text}\nexport {};\n`);
    for (const one of layers) plant(`${one}/clean.ts`, 'export const clean = 1;\n');
    linted = run('lint').output.split('\n');
    for (const [what, folder] of VIOLATIONS) rmSync(path.join(tree, fileOf(what, folder)));
  });

  it.each(VIOLATIONS)('%s', (what, folder, text, { lint, ...others }) => {
    const file = fileOf(what, folder);
    if (lint !== undefined) expect(linted.filter((line) => line.includes(file)).join('\n')).toContain(lint);
    plant(file, `${text}\nexport {};\n`);
    for (const [gate, message] of Object.entries(others)) {
      expect(complaints(gate as Gate, file), gate).toContain(message);
    }
    rmSync(path.join(tree, file));
  });

  it('a cycle of types alone', () => {
    plant('shared/domain/planted.ts', "import type { B } from './clean.ts';\nexport type A = B | 1;\n");
    plant(
      'shared/domain/clean.ts',
      "import type { A } from '#shared/domain/planted.ts';\nexport type B = A | 2;\n",
    );
    expect(complaints('lint', 'shared/domain/planted.ts')).toContain('cycle');
  });

  it('an unused file and an unused export', () => {
    plant('electron/core/planted.ts', 'export const nobody = 1;\n');
    plant('electron/core/clean.ts', 'export const used = 1;\nexport const unused = 2;\n');
    plant('electron/cli/main.ts', "import { used } from '#electron/core/clean.ts';\nconsole.log(used);\n");
    expect(complaints('knip', 'electron/core/planted.ts')).not.toBe('');
    expect(complaints('knip', 'electron/core/clean.ts')).toMatch(/^unused\s[^\n]*$/);
    rmSync(path.join(tree, 'electron/cli/main.ts'));
  });
});

describe('every direction of the table', () => {
  it('a clean tree passes types and lint', () => {
    expect(run('types')).toMatchObject({ ok: true });
    expect(run('lint')).toMatchObject({ ok: true });
  });

  it.each(layers.filter((layer) => !layer.startsWith('renderer/')))(
    '%s references what it may import',
    (layer) => {
      const { references } = JSON.parse(readFileSync(path.join(tree, layer, 'tsconfig.json'), 'utf8')) as {
        references: { path: string }[];
      };
      const referenced = references.map((reference) => path.posix.join(layer, reference.path));
      expect(referenced.toSorted()).toEqual([...ruleOf(layer).layers].toSorted());
    },
  );

  it('the linter refuses each import outside the table and no other', () => {
    for (const layer of layers) {
      plant(
        `${layer}/planted.ts`,
        layers
          .filter((other) => other !== layer)
          .map(importOf)
          .join('\n'),
      );
    }
    const { output } = run('lint');
    const refused = layers.flatMap((from) =>
      layers.filter((to) => output.includes(`${from} may not import ${to} `)).map((to) => `${from} > ${to}`),
    );
    const expected = layers.flatMap((from) =>
      layers.filter((to) => to !== from && !ruleOf(from).layers.includes(to)).map((to) => `${from} > ${to}`),
    );
    expect(refused.toSorted()).toEqual(expected.toSorted());
  });

  it('the compiler refuses each import of a project that is not below', () => {
    const notBelow = (layer: string): string[] => {
      const reached = below(layer);
      return layers.filter((other) => !reached.has(projectOf(other)));
    };
    for (const layer of layers) plant(`${layer}/planted.ts`, notBelow(layer).map(importOf).join('\n'));
    const pattern =
      /^(\S+)\/planted\.ts\(.*TS6307: File '.*?\/((?:shared|electron|renderer)\/\S+)\/clean\.ts'/gm;
    const refused = [...run('types').output.matchAll(pattern)].map(
      ([, from = '', to = '']) => `${projectOf(from)} > ${projectOf(to)}`,
    );
    const expected = layers.flatMap((from) =>
      notBelow(from).map((to) => `${projectOf(from)} > ${projectOf(to)}`),
    );
    expect([...new Set(refused)].toSorted()).toEqual([...new Set(expected)].toSorted());
  });
});

/** The projects a layer reaches through the table, its own among them. */
function below(layer: string, seen = new Set([projectOf(layer)])): Set<string> {
  for (const next of ruleOf(layer).layers) {
    if (!seen.has(projectOf(next))) below(next, seen.add(projectOf(next)));
  }
  return seen;
}

function importOf(layer: string): string {
  return `import '#${layer}/clean.ts';`;
}

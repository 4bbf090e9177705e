import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Two rules of our own, beside the linter's: which layer may import which (the table is `layers.json`),
 * and no reading of the wall clock through the `Date` constructor. Plain JavaScript, because an editor
 * may run the linter on an older Node than the project's.
 */
const root = path.resolve(import.meta.dirname, '../..');
const layers = JSON.parse(readFileSync(path.join(import.meta.dirname, 'layers.json'), 'utf8'));

const testFile = /\.(test|testing|bench|spec)\.tsx?$/;
const featureFolder = /^renderer\/features\/[^/]+/;

/** The layer a file of the repository belongs to; each feature of the renderer is one of its own. */
function layerOf(file) {
  const feature = featureFolder.exec(file);
  if (feature) return feature[0];
  return Object.keys(layers).find((layer) => file.startsWith(`${layer}/`));
}

/** The file of the repository an import names, or undefined when it names a package. */
function targetOf(specifier, importer) {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(importer), specifier);
  return undefined;
}

function isPackage(specifier, name) {
  return name.endsWith(':')
    ? specifier.startsWith(name)
    : specifier === name || specifier.startsWith(`${name}/`);
}

/** A sentence saying what is wrong with the import, or undefined when it is allowed. */
function refusal(specifier, importer) {
  const from = layerOf(importer);
  const target = targetOf(specifier, importer);
  const rule = from && !testFile.test(importer) ? (layers[from] ?? layers['renderer/features/*']) : undefined;
  if (target === undefined) {
    const allowed = rule
      ? rule.packages.some((name) => isPackage(specifier, name))
      : specifier !== 'electron';
    return allowed ? undefined : `${from ?? 'this folder'} may not import the package ${specifier}`;
  }
  if (!rule) return undefined;
  const to = layerOf(target);
  if (to === from) return undefined;
  const allowed = rule.layers.some(
    (name) => name === to || (name.endsWith('*') && featureFolder.test(target)),
  );
  return allowed ? undefined : `${from} may not import ${to ?? target}`;
}

const layerImports = {
  create(context) {
    const importer = path.relative(root, context.filename).replaceAll(path.sep, '/');
    const check = (node) => {
      const specifier = node.source?.value;
      const message = typeof specifier === 'string' ? refusal(specifier, importer) : undefined;
      if (message) context.report({ node: node.source, message: `${message} (scripts/lint/layers.json)` });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    };
  },
};

const noAmbientDate = {
  create(context) {
    const message = 'the wall clock is injected: take a clock, not the current Date';
    const check = (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
        context.report({ node, message });
      }
    };
    return { NewExpression: check, CallExpression: check };
  },
};

export default {
  meta: { name: 'preflight' },
  rules: { 'layer-imports': layerImports, 'no-ambient-date': noAmbientDate },
};

import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { selectBundle } from '#electron/core/imports/select-bundle.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';

const MAX_FILES = 64;

export interface ImportFile {
  readonly path: string;
  /** On disk, compressed files as they are. */
  readonly bytes: number;
}

/**
 * The files of a request: a folder gives those of its files that have a bundle's names and leaves the others alone,
 * a file is taken whatever its name. Throws IMPORT_UNREADABLE as an AppErrorException when nothing is there to take.
 */
export function listImportFiles(paths: readonly string[]): { files: ImportFile[]; leftAlone: string[] } {
  const files: ImportFile[] = [];
  const leftAlone: string[] = [];
  for (const given of paths) {
    const found = statSync(given, { throwIfNoEntry: false });
    if (found === undefined) throw refused('There is no such file or folder', given, 'Check the path.');
    if (!found.isDirectory()) {
      files.push({ path: given, bytes: found.size });
      continue;
    }
    const names = readdirSync(given, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
    const bundle = selectBundle(names.map(({ name }) => name));
    leftAlone.push(...bundle.leftAlone);
    for (const name of bundle.taken) {
      const file = path.join(given, name);
      files.push({ path: file, bytes: statSync(file).size });
    }
  }
  if (files.length === 0) {
    const todo = 'Name its files bars.csv, instruments.csv, positions.csv ..., or pass the files themselves.';
    throw refused('The folder holds no file of a bundle', paths.join(', '), todo);
  }
  if (files.length > MAX_FILES) throw refused(`More than ${MAX_FILES} files`, '', 'Import them in parts.');
  return { files, leftAlone };
}

const refused = (what: string, where: string, todo: string): AppErrorException =>
  new AppErrorException(appError('IMPORT_UNREADABLE', what, where, todo));

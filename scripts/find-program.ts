import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The full path of the first of `names` that is an executable file on the search path, or undefined. */
export function findProgram(
  names: readonly string[],
  searchPath = process.env['PATH'] ?? '',
): string | undefined {
  return names
    .flatMap((name) => searchPath.split(path.delimiter).map((folder) => path.join(folder, name)))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

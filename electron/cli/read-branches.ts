import path from 'node:path';
import { repeatedJsonKey } from '#electron/core/imports/repeated-json-key.ts';
import { describeIssue } from '#electron/rpc/describe-issue.ts';
import { branch, MAX_BRANCHES, type Branch } from '#shared/contract/procedures/whatif-branches.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { readInputFile } from './read-input-file.ts';

/**
 * The branches of JSON files, one each: `{"name": ..., "changes": [...]}`; without a name the file's own. INVALID_INPUT
 * names the first file and field that cannot be read, a name that two files have, and more files than a user has branches.
 */
export async function readBranches(files: readonly string[]): Promise<Branch[]> {
  if (files.length > MAX_BRANCHES)
    throw refused('--compare', `${files.length} branches were named, at most ${MAX_BRANCHES} are compared`);
  const branches: Branch[] = [];
  for (const file of files) {
    const one = parseBranch(new TextDecoder().decode(await readInputFile(file)), file);
    if (branches.some(({ name }) => name === one.name))
      throw refused(file, `another file has a branch "${one.name}", too`);
    branches.push(one);
  }
  return branches;
}

function parseBranch(text: string, file: string): Branch {
  const written = parseJson(text, file);
  const repeated = repeatedJsonKey(text);
  if (repeated !== '') throw refused(file, `"${repeated}" stands twice in one object`);
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw refused(file, 'it is not an object with "changes"');
  const parsed = branch.safeParse({ name: path.basename(file, '.json'), ...written });
  if (!parsed.success) throw new AppErrorException(describeIssue(parsed.error, file));
  return parsed.data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(file, 'it is not JSON');
  }
}

const refused = (where: string, what: string): AppErrorException =>
  new AppErrorException(appError('INVALID_INPUT', what, where, 'See docs/sizing.md.'));

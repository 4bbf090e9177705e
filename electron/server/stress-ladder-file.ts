import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseStressLadder } from '#shared/contract/stress-ladder.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { STRESS_LADDER_FILE } from './product-folder.ts';

/** The ladder that comes with the product. Throws an AppErrorException when its file is gone or wrong. */
export function readStressLadder(): StressLadder {
  let text: string;
  try {
    text = readFileSync(STRESS_LADDER_FILE, 'utf8');
  } catch {
    throw new AppErrorException(
      appError(
        'INTERNAL',
        'the stress ladder cannot be read',
        STRESS_LADDER_FILE,
        'Install Preflight again.',
      ),
    );
  }
  const hash = createHash('sha256').update(text).digest('hex');
  const ladder = parseStressLadder(text, hash, STRESS_LADDER_FILE);
  if (!ladder.ok) throw new AppErrorException(ladder.error);
  return ladder.value;
}

import type { Limit } from '#shared/domain/limit.ts';
import { readInputFile } from './read-input-file.ts';
import { valueOf } from './with-desk.ts';

export async function readLimits(file: string): Promise<readonly Limit[]> {
  const { parseLimits } = await import('#electron/core/imports/kinds/limits.ts');
  const bytes = await readInputFile(file);
  return valueOf(parseLimits(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
}

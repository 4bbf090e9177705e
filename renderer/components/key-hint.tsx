import type { ReactElement } from 'react';
import { describeKeys } from '#renderer/format/describe-keys.ts';

export function KeyHint({ keys }: { keys: string }): ReactElement | null {
  return keys === '' ? null : <kbd>{describeKeys(keys)}</kbd>;
}

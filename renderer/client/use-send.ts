import { useCallback, useState } from 'react';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/contract.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { deskClient } from './desk-client.ts';

export interface Sending {
  readonly busy: boolean;
  /** Of the last command; null once another is sent. */
  readonly error: AppError | null;
  /** The answer, or null when it failed and `error` says why. */
  readonly send: <N extends ProcedureName>(method: N, input: InputOf<N>) => Promise<OutputOf<N> | null>;
}

/** Sends commands one at a time, and keeps how the last one failed. */
export function useSend(): Sending {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const send = useCallback(async <N extends ProcedureName>(method: N, input: InputOf<N>) => {
    setBusy(true);
    setError(null);
    try {
      return await deskClient.call(method, input);
    } catch (thrown) {
      setError(toAppError(thrown));
      return null;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, error, send };
}

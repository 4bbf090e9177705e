import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import { connectionStore } from '#renderer/client/connection-store.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import type { Query } from '#renderer/client/use-query.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';

type Asked = InputOf<'whatif.branches.compare'>;
type State = Omit<Query<OutputOf<'whatif.branches.compare'>>, 'reload'>;

/** How long another what-if is waited for, a second a try; the desk answers one long question at a time. */
const MOST_TRIES = 60;
const AGAIN_MS = 1_000;

/** Branches read beside the base. Asked again after the answer that is on its way, never beside it. */
export function useComparison(asked: Asked, version: number): Query<OutputOf<'whatif.branches.compare'>> {
  const generation = useStore(connectionStore, (slice) => slice.generation);
  const [state, setState] = useState<State>({ data: null, error: null, loading: true });
  const [count, setCount] = useState(0);
  const question = JSON.stringify(asked);
  const key = JSON.stringify([question, version, generation, count]);
  const wanted = useRef({ key: '', question: '' });
  const busy = useRef(false);
  useEffect(() => {
    wanted.current = { key, question };
    setState((before) => ({ ...before, loading: true }));
    if (busy.current || generation === 0) return;
    busy.current = true;
    void answerLatest(wanted, setState).finally(() => (busy.current = false));
  }, [key, question, generation]);
  useEffect(() => () => void (wanted.current = { key: '', question: '' }), []);
  return { ...state, reload: () => setCount((before) => before + 1) };
}

async function answerLatest(
  wanted: { readonly current: { readonly key: string; readonly question: string } },
  setState: (state: State | ((before: State) => State)) => void,
): Promise<void> {
  for (let tries = 0, answered = ''; wanted.current.key !== '' && answered !== wanted.current.key;) {
    const { key, question } = wanted.current;
    try {
      const data = await deskClient.call('whatif.branches.compare', JSON.parse(question) as Asked);
      if (wanted.current.key === key) setState({ data, error: null, loading: false });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'CONFLICT' && ++tries < MOST_TRIES) {
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        continue;
      }
      if (wanted.current.key === key) setState((before) => ({ ...before, error, loading: false }));
    }
    answered = key;
  }
}

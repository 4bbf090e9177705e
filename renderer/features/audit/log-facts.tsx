import { CircleCheck, CircleHelp, Download, OctagonX, ShieldCheck } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { formatClock, formatDay, formatInstant } from '#renderer/format/times.ts';
import { takeBundle } from './take-bundle.ts';

type Facts = OutputOf<'audit.facts'>;

export interface LogFactsProps {
  readonly facts: Facts | null;
  /** The log was verified. */
  readonly onVerified: () => void;
}

const NEEDS = 'Needs a risk officer (OPERATE)';

/** How far the log goes back, whether it holds, and the ways to prove and to take it. */
export function LogFacts({ facts, onVerified }: LogFactsProps): ReactElement {
  const mayExport = useStore(deskStore, ({ status }) => status?.capabilities.includes('OPERATE') ?? false);
  const [busy, setBusy] = useState<'verify' | 'export' | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const run = async (what: 'verify' | 'export', work: () => Promise<void>): Promise<void> => {
    setBusy(what);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(null);
    }
  };
  const verify = () =>
    run('verify', async () => {
      await deskClient.call('audit.verify', {});
      onVerified();
    });
  const exportBundle = () =>
    run('export', async () => {
      const { file, records } = await takeBundle((share) => setTaken(`${Math.floor(share * 100)} %`));
      setTaken(`${file}, ${formatCount(records)} records`);
    });
  const problems = facts?.verified?.problems ?? [];
  return (
    <>
      <div className="toolbar audit-facts">
        {facts !== null && (
          <span className="muted" title="Nothing is ever deleted or changed: the log only grows">
            {formatCount(facts.records)} {facts.records === 1 ? 'record' : 'records'}
            {facts.firstAt !== null && ` since ${formatDay(facts.firstAt)}`}, all kept,{' '}
            {formatCount(Math.ceil(facts.bytes / 1024 / 1024))} MB
          </span>
        )}
        <span className="grow" />
        <span role="status" className="verified">
          {busy === 'verify' ? 'Verifying every record ...' : facts !== null && <Verified facts={facts} />}
        </span>
        <button type="button" className="button small" disabled={busy !== null} onClick={() => void verify()}>
          <ShieldCheck size={13} aria-hidden /> Verify the chain
        </button>
        <button
          type="button"
          className="button small"
          disabled={busy !== null || !mayExport}
          title={mayExport ? 'The whole log, signed with the key of the desk' : NEEDS}
          onClick={() => void exportBundle()}
        >
          <Download size={13} aria-hidden /> Signed bundle
        </button>
        <span className="visually-hidden" role="status">
          {taken}
        </span>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {problems.length > 0 && (
        <div className="note bad" role="alert">
          <OctagonX className="icon" size={15} aria-hidden />
          <div>
            The log does not hold. Stop trading on this desk and keep the file.
            <ul>
              {problems.slice(0, 5).map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
            {problems.length > 5 &&
              `${formatCount(problems.length - 5)} more; "preflight audit verify" tells all.`}
          </div>
        </div>
      )}
      {busy === 'export' && <p className="audit-busy muted">Signing and taking the log {taken}</p>}
    </>
  );
}

function Verified({ facts }: { facts: Facts }): ReactElement {
  const { verified } = facts;
  if (verified === null)
    return (
      <span className="mark UNDETERMINED">
        <CircleHelp className="icon" size={13} aria-hidden /> Not verified yet
      </span>
    );
  const Icon = verified.ok ? CircleCheck : OctagonX;
  return (
    <span className={`mark ${verified.ok ? 'PASS' : 'BLOCK'}`} title={formatInstant(verified.at)}>
      <Icon className="icon" size={13} aria-hidden /> {verified.ok ? 'Intact' : 'Broken'}:{' '}
      {formatCount(verified.records)} records, {formatClock(verified.at)}
    </span>
  );
}

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportReport } from '#shared/contract/schemas/import.ts';
import type { ImportChoices, ImportProfile } from '#shared/domain/import-choices.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { taskStore } from '#renderer/client/desk-tasks.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { readDesk } from '#renderer/client/desk-store.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { uploadFiles, type UploadProgress } from './upload-files.ts';

export type ImportStep =
  | { readonly name: 'IDLE' }
  | { readonly name: 'UPLOADING'; readonly progress: UploadProgress }
  | { readonly name: 'STAGING'; readonly report: ImportReport | null }
  | { readonly name: 'REVIEW'; readonly report: ImportReport }
  | { readonly name: 'ACCEPTING'; readonly report: ImportReport }
  | { readonly name: 'DONE'; readonly report: ImportReport }
  | { readonly name: 'FAILED'; readonly error: AppError; readonly report: ImportReport | null };

export interface ImportMachine {
  readonly step: ImportStep;
  /** The answers of this import, by file. */
  readonly choices: ImportChoices;
  /** What the files are read by where no answer says otherwise. */
  readonly profile: ImportProfile | null;
  readonly setProfile: (profile: ImportProfile | null) => void;
  readonly begin: (files: readonly File[]) => void;
  /** Answers what the importer asked, or changes what it detected, and stages the same files again. */
  readonly choose: (file: string, setting: string, value: string) => void;
  /** After a change that cannot be read: the review of before. */
  readonly back: (() => void) | null;
  readonly accept: () => void;
  readonly drop: () => void;
  readonly reset: () => void;
}

/** What was shown before a change. */
interface Reviewed {
  readonly report: ImportReport;
  readonly choices: ImportChoices;
}

/** The engine may have dropped it already, for newer ones. */
const forget = ({ report }: Reviewed): void => {
  deskClient.call('imports.drop', { importId: report.importId }).catch(() => undefined);
};

/** Imports are read one at a time; one that has just ended is dropped when it comes. */
function stopReading(): void {
  const task = taskStore
    .getState()
    .tasks?.find(({ kind, state }) => kind === 'IMPORT' && state === 'RUNNING');
  if (task !== undefined) deskClient.call('tasks.cancel', { taskId: task.taskId }).catch(() => undefined);
}

/** One import from the files to the desk. Nothing at the desk changes before `accept`. */
export function useImport(): ImportMachine {
  const [step, setStep] = useState<ImportStep>({ name: 'IDLE' });
  const [choices, setChoices] = useState<ImportChoices>({});
  const [profile, setProfile] = useState<ImportProfile | null>(null);
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  const run = useRef(0);
  const uploadId = useRef<string | null>(null);

  useEffect(
    () =>
      deskClient.on('import.progress', (report) =>
        setStep((before) =>
          before.name === 'STAGING' || before.name === 'ACCEPTING' ? { ...before, report } : before,
        ),
      ),
    [],
  );

  const attempt = useCallback(
    async (report: ImportReport | null, work: (mine: number) => Promise<ImportStep | null>) => {
      const mine = ++run.current;
      try {
        const next = await work(mine);
        if (next !== null && mine === run.current) setStep(next);
      } catch (thrown) {
        if (mine === run.current) setStep({ name: 'FAILED', error: toAppError(thrown), report });
      }
    },
    [],
  );

  const stage = useCallback(
    async (id: string, answers: ImportChoices, mine: number): Promise<ImportStep> => {
      setStep({ name: 'STAGING', report: null });
      const report = await deskClient.call('imports.stage', {
        uploadId: id,
        choices: { ...answers },
        ...(profile === null ? {} : { profile: profile.name }),
      });
      // Cancelled meanwhile: the engine need not keep what nobody will accept.
      if (mine !== run.current) await deskClient.call('imports.drop', { importId: report.importId });
      return { name: 'REVIEW', report };
    },
    [profile],
  );

  const begin = useCallback(
    (files: readonly File[]) => {
      if (files.length === 0) return;
      setChoices({});
      setReviewed(null);
      setStep({ name: 'UPLOADING', progress: { sentBytes: 0, totalBytes: 0 } });
      void attempt(null, async (mine) => {
        const cancelled = () => mine !== run.current;
        const id = await uploadFiles(
          files,
          (progress) => !cancelled() && setStep({ name: 'UPLOADING', progress }),
          cancelled,
        );
        uploadId.current = id;
        return id === null ? null : stage(id, {}, mine);
      });
    },
    [attempt, stage],
  );

  const choose = useCallback(
    (file: string, setting: string, value: string) => {
      const id = uploadId.current;
      if (id === null) return;
      const answers = { ...choices, [file]: { ...choices[file], [setting]: value } };
      const before = step.name === 'REVIEW' ? { report: step.report, choices } : reviewed;
      setReviewed(before);
      setChoices(answers);
      void attempt(null, async (mine) => {
        const next = await stage(id, answers, mine);
        if (before !== null && mine === run.current) {
          setReviewed(null);
          forget(before);
        }
        return next;
      });
    },
    [attempt, choices, reviewed, stage, step],
  );

  const back = (): void => {
    if (reviewed === null) return;
    setChoices(reviewed.choices);
    setReviewed(null);
    setStep({ name: 'REVIEW', report: reviewed.report });
  };

  const accept = (): void => {
    if (step.name !== 'REVIEW') return;
    const { report } = step;
    setStep({ name: 'ACCEPTING', report });
    void attempt(report, async () => {
      const done = await deskClient.call('imports.accept', { importId: report.importId });
      await readDesk();
      return { name: 'DONE', report: done };
    });
  };

  const reset = useCallback(() => {
    run.current += 1;
    if (step.name === 'STAGING') stopReading();
    if (reviewed !== null) forget(reviewed);
    setReviewed(null);
    setStep({ name: 'IDLE' });
  }, [reviewed, step]);

  const drop = (): void => {
    if (step.name !== 'REVIEW') return reset();
    const { report } = step;
    void attempt(report, async () => {
      await deskClient.call('imports.drop', { importId: report.importId });
      return { name: 'IDLE' };
    });
  };

  return {
    step,
    choices,
    profile,
    setProfile,
    begin,
    choose,
    back: reviewed === null ? null : back,
    accept,
    drop,
    reset,
  };
}

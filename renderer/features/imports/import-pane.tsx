import { CircleCheck, FileUp, FolderOpen } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactElement } from 'react';
import type { ImportReport } from '#shared/contract/schemas/import.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatCount, formatCompact } from '#renderer/format/numbers.ts';
import { readAmbiguity } from './ambiguity.ts';
import { droppedFiles } from './dropped-files.ts';
import { FileReportCard } from './file-report.tsx';
import { useImport, type ImportMachine, type ImportStep } from './import-machine.ts';
import { choicesToKeep } from './profile-choices.ts';
import { ProfilePicker } from './profile-picker.tsx';
import { SaveProfile } from './save-profile.tsx';
import './imports.css';

/** Files into the desk: read, understood, shown, and only then accepted. */
export function ImportPane(): ReactElement {
  const machine = useImport();
  const { step, begin } = machine;
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void droppedFiles(event.dataTransfer).then(begin);
  };
  return (
    <div
      className={`pane import-pane${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Steps step={step} />
      <StepBody machine={machine} />
    </div>
  );
}

const STEPS = ['Choose files', 'Review', 'Accept'] as const;

function Steps({ step }: { step: ImportStep }): ReactElement {
  const at = { IDLE: 0, UPLOADING: 0, STAGING: 1, REVIEW: 1, FAILED: 1, ACCEPTING: 2, DONE: 3 }[step.name];
  return (
    <ol className="steps">
      {STEPS.map((title, index) => (
        <li key={title} aria-current={index === at ? 'step' : undefined} className={index < at ? 'done' : ''}>
          {index < at ? <CircleCheck size={14} aria-hidden /> : <span className="num">{index + 1}</span>}{' '}
          {title}
        </li>
      ))}
    </ol>
  );
}

function StepBody({ machine }: { machine: ImportMachine }): ReactElement {
  const { step, reset } = machine;
  switch (step.name) {
    case 'IDLE':
      return <Chooser machine={machine} />;
    case 'UPLOADING': {
      const { sentBytes, totalBytes } = step.progress;
      const text = `Sending ${formatCompact(sentBytes)}B of ${formatCompact(totalBytes)}B`;
      return (
        <Progress text={text} value={totalBytes === 0 ? null : sentBytes / totalBytes} onCancel={reset} />
      );
    }
    case 'STAGING':
      return (
        <Progress
          text={describeProgress('Reading', step.report)}
          value={step.report?.progress ?? null}
          onCancel={reset}
        />
      );
    case 'ACCEPTING':
      return <Progress text={describeProgress('Taking over', step.report)} value={step.report.progress} />;
    case 'FAILED':
      return <Failure error={step.error} machine={machine} />;
    case 'REVIEW':
      return <Review report={step.report} machine={machine} />;
    case 'DONE':
      return (
        <div className="import-body">
          <p className="note">
            <CircleCheck className="icon" size={15} aria-hidden /> Accepted:{' '}
            {formatCount(stagedRows(step.report))} rows of {step.report.files.length} files are part of the
            desk now.
          </p>
          <div>
            <button type="button" className="button" onClick={reset}>
              Import something else
            </button>
          </div>
        </div>
      );
  }
}

const stagedRows = (report: ImportReport) => report.files.reduce((sum, file) => sum + file.rowsStaged, 0);

const describeProgress = (verb: string, report: ImportReport | null): string =>
  report === null || report.rows === 0
    ? `${verb} ...`
    : `${verb}: ${formatCount(report.rows)} rows, ${formatCount(report.rowsPerSecond)} a second`;

function Chooser({ machine }: { machine: ImportMachine }): ReactElement {
  const { begin: onFiles, profile, setProfile } = machine;
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <div className="empty chooser">
      <FileUp size={30} aria-hidden />
      <strong>Drop a folder or files here</strong>
      <p>
        instruments, bars, quotes, fx, accounts, positions, tickets, restricted (.csv, .csv.gz, .jsonl;
        positions and tickets as .xlsx, too) and limits.json. Delimiter, decimals, dates, encoding and column
        names are detected and shown before anything changes.
      </p>
      <div className="row">
        <button type="button" className="button primary" onClick={() => folder.current?.click()}>
          <FolderOpen size={14} aria-hidden /> Choose a folder
        </button>
        <button type="button" className="button" onClick={() => files.current?.click()}>
          Choose files
        </button>
      </div>
      <ProfilePicker chosen={profile} onChoose={setProfile} />
      <input
        ref={files}
        hidden
        type="file"
        multiple
        aria-label="Files to import"
        onChange={(event) => onFiles([...(event.target.files ?? [])])}
      />
      <input
        ref={folder}
        hidden
        type="file"
        multiple
        aria-label="Folder to import"
        {...{ webkitdirectory: '' }}
        onChange={(event) => onFiles([...(event.target.files ?? [])])}
      />
    </div>
  );
}

function Progress({
  text,
  value,
  onCancel,
}: {
  text: string;
  value: number | null;
  onCancel?: () => void;
}): ReactElement {
  return (
    <div className="empty">
      <strong role="status">{text}</strong>
      <progress aria-label="Import progress" {...(value === null ? {} : { value })} max={1} />
      {onCancel !== undefined && (
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      )}
    </div>
  );
}

function Failure({ error, machine }: { error: AppError; machine: ImportMachine }): ReactElement {
  const ambiguity = readAmbiguity(error);
  return (
    <div className="import-body">
      {ambiguity === null ? (
        <ErrorNote error={error} />
      ) : (
        <fieldset className="choice">
          <legend>{ambiguity.question}</legend>
          <p>
            <b>{error.where}</b>: {error.what}.
          </p>
          {ambiguity.options.map((option) => (
            <button
              key={option.value}
              type="button"
              className="button"
              onClick={() => machine.choose(ambiguity.file, ambiguity.setting, option.value)}
            >
              {option.title}
            </button>
          ))}
        </fieldset>
      )}
      <div className="row">
        {machine.back !== null && (
          <button type="button" className="button primary" onClick={machine.back}>
            Read it as before
          </button>
        )}
        <button type="button" className="button" onClick={machine.reset}>
          Start over
        </button>
      </div>
    </div>
  );
}

function Review({ report, machine }: { report: ImportReport; machine: ImportMachine }): ReactElement {
  const rejected = report.files.reduce((sum, file) => sum + file.rowsRejected, 0);
  const staged = stagedRows(report);
  return (
    <>
      <div className="import-body">
        {report.error !== null && <p className="note bad">{report.error}</p>}
        {report.files.map((file) => (
          <FileReportCard
            key={file.file}
            file={file}
            open={file.rowsRejected > 0 || file.warnings.length > 0 || report.files.length === 1}
            onChange={(setting, value) => machine.choose(file.file, setting, value)}
          />
        ))}
        {Object.keys(machine.choices).length > 0 && (
          <SaveProfile
            choices={choicesToKeep(machine.profile?.choices ?? {}, machine.choices)}
            usedName={machine.profile?.name ?? ''}
          />
        )}
        {report.leftAlone.length > 0 && <p className="muted">Left alone: {report.leftAlone.join(', ')}</p>}
      </div>
      <div className="import-foot">
        <span>
          {formatCount(staged)} rows ready
          {rejected > 0 ? `, ${formatCount(rejected)} rejected` : ''}. Nothing has changed yet.
        </span>
        <span className="grow" />
        <button type="button" className="button" onClick={machine.drop}>
          Drop it
        </button>
        <button type="button" className="button primary" disabled={staged === 0} onClick={machine.accept}>
          Accept {formatCount(staged)} rows
        </button>
      </div>
    </>
  );
}

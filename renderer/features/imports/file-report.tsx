import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ImportReport } from '#shared/contract/schemas/import.ts';
import { FileSettings } from './file-settings.tsx';
import { formatCount } from '#renderer/format/numbers.ts';

type FileReport = ImportReport['files'][number];

const MAX_REJECTS = 200;

/** One file of an import: what was read, how it was understood, and every row that was refused with its reason. */
export function FileReportCard({
  file,
  open,
  onChange,
}: {
  file: FileReport;
  open: boolean;
  /** Reads the file again with another setting. */
  onChange: (setting: string, value: string) => void;
}): ReactElement {
  const settings = Object.entries(file.detected);
  const Icon = file.rowsStaged === 0 ? CircleHelp : file.rowsRejected > 0 ? TriangleAlert : CircleCheck;
  return (
    <details className="file-report" open={open}>
      <summary>
        <Icon className="icon" size={15} aria-hidden />
        <b className="clip">{file.file}</b>
        <span className="tag">{file.kind}</span>
        <span className="grow" />
        <span className="counts num">
          {formatCount(file.rowsStaged)} of {formatCount(file.rowsRead)} rows
          {file.rowsRejected > 0 && <em> · {formatCount(file.rowsRejected)} rejected</em>}
        </span>
      </summary>
      <div className="file-body">
        {settings.length > 0 && (
          <ul className="detected" aria-label="Detected">
            {settings.map(([name, value]) => (
              <li key={name}>
                <span className="muted">{name}</span>{' '}
                <span className="num">{JSON.stringify(value).slice(1, -1)}</span>
              </li>
            ))}
          </ul>
        )}
        <FileSettings detected={file.detected} onChange={onChange} />
        {file.warnings.map((warning) => (
          <p key={warning} className="note warn">
            <TriangleAlert className="icon" size={14} aria-hidden /> {warning}
          </p>
        ))}
        {file.duplicates > 0 && <p className="muted">Duplicate rows: {formatCount(file.duplicates)}</p>}
        {file.ignoredColumns.length > 0 && (
          <p className="muted">Columns not known and left out: {file.ignoredColumns.join(', ')}</p>
        )}
        <Sample rows={file.sample} />
        <Rejects file={file} />
      </div>
    </details>
  );
}

function Sample({ rows }: { rows: FileReport['sample'] }): ReactElement | null {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return null;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="First rows as they were read">
      <table>
        <caption>First rows as they were read</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column} className={/^-?[\d.,]+$/.test(row[column] ?? '') ? 'num right' : 'num'}>
                  {row[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Rejects({ file }: { file: FileReport }): ReactElement | null {
  if (file.rejects.length === 0) return null;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Rejected rows">
      <table className="rejects">
        <caption>
          Rejected rows
          {file.rejects.length > MAX_REJECTS
            ? `, the first ${MAX_REJECTS} of ${formatCount(file.rowsRejected)}`
            : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Column</th>
            <th scope="col">Value</th>
            <th scope="col">Why</th>
            <th scope="col">Code</th>
          </tr>
        </thead>
        <tbody>
          {file.rejects.slice(0, MAX_REJECTS).map((reject, index) => (
            <tr key={index}>
              <td className="num right">{reject.row}</td>
              <td>{reject.column}</td>
              <td className="num">{reject.value}</td>
              <td className="why">{reject.sentence}</td>
              <td className="num muted">{reject.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

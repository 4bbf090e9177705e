import { CircleCheck, CircleHelp, FileUp, OctagonX } from 'lucide-react';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { MAX_FILLS, parseFills, type WrittenFill } from '#renderer/format/parse-fills.ts';

/** What became of a row: taken, or why not. */
type Results = ReadonlyMap<number, string | null>;

const EXAMPLE = 'exec_id,cl_ord_id,last_qty,last_px';
const MAX_FILE_BYTES = 256 * 1024;

/** Fills of sent tickets, pasted or from a file, recorded one by one with what became of each. */
export function Fills(): ReactElement {
  const mayOperate = useCapability('OPERATE');
  const [text, setText] = useState('');
  const [results, setResults] = useState<Results>(new Map());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const { fills, left } = useMemo(() => parseFills(text), [text]);
  const open = fills.filter(({ line, problem: bad }) => bad === null && results.get(line) !== null);
  const write = (value: string): void => {
    setText(value);
    setResults(new Map());
  };
  const record = async (): Promise<void> => {
    setBusy(true);
    for (const { line, execId, clOrdId, lastQty, lastPx } of open) {
      const result = await deskClient.call('executions.record', { execId, clOrdId, lastQty, lastPx }).then(
        () => null,
        (thrown: unknown) => {
          const { what, todo, code } = toAppError(thrown);
          return `${what}. ${todo} ${code}`;
        },
      );
      setResults((before) => new Map(before).set(line, result));
    }
    setBusy(false);
  };
  const readFile = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    const tooLarge = chosen.size > MAX_FILE_BYTES;
    setProblem(tooLarge ? `${chosen.name} is over 256 KB: import it in the Import pane.` : null);
    if (!tooLarge) write(await chosen.text());
  };
  return (
    <div className="fills">
      <div className="toolbar">
        <span className="muted clip">
          Paste or open fills of sent tickets, {formatCount(MAX_FILLS)} at most
        </span>
        <span className="grow" />
        <input
          ref={file}
          type="file"
          hidden
          aria-label="File of fills"
          accept=".csv,.tsv,.txt"
          onChange={({ target }) => void readFile(target.files?.[0])}
        />
        <button type="button" className="button small" disabled={busy} onClick={() => file.current?.click()}>
          <FileUp size={13} aria-hidden /> Open a file
        </button>
        <button type="button" className="button small" onClick={() => showPane('imports', true)}>
          Import larger files
        </button>
        <button
          type="button"
          className="button small primary"
          disabled={!mayOperate || busy || open.length === 0}
          title={mayOperate ? '' : 'Needs a risk officer (OPERATE)'}
          onClick={() => void record()}
        >
          {busy
            ? 'Recording ...'
            : `Record ${formatCount(open.length)} ${open.length === 1 ? 'fill' : 'fills'}`}
        </button>
      </div>
      {problem !== null && (
        <p className="note bad" role="alert">
          {problem}
        </p>
      )}
      {!mayOperate && <p className="note">Fills are recorded by a risk officer (OPERATE).</p>}
      <textarea
        className="input num"
        aria-label="Fills to record"
        placeholder={`${EXAMPLE}\nE-1001,T-77,500,25.20`}
        rows={5}
        spellCheck={false}
        disabled={busy}
        value={text}
        onChange={({ target }) => write(target.value)}
      />
      {left > 0 && (
        <p className="note warn">{formatCount(left)} more rows are left out: import them as a file.</p>
      )}
      {fills.length > 0 && <FillTable fills={fills} results={results} />}
    </div>
  );
}

function FillTable({ fills, results }: { fills: readonly WrittenFill[]; results: Results }): ReactElement {
  return (
    <div className="fill-rows" tabIndex={0} role="group" aria-label="What becomes of each fill">
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Execution</th>
            <th scope="col">Order</th>
            <th scope="col" className="right">
              Quantity
            </th>
            <th scope="col" className="right">
              Price
            </th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {fills.map((fill) => (
            <tr key={fill.line}>
              <td className="num">{fill.line}</td>
              <td className="num">{fill.execId}</td>
              <td className="num">{fill.clOrdId}</td>
              <td className="num right">{fill.lastQty}</td>
              <td className="num right">{fill.lastPx}</td>
              <td>
                <Result problem={fill.problem} result={results.get(fill.line)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Result({
  problem,
  result,
}: {
  problem: string | null;
  result: string | null | undefined;
}): ReactElement {
  const refusal = problem ?? result;
  const [Icon, status, words] =
    typeof refusal === 'string'
      ? ([OctagonX, 'BLOCK', `Not taken: ${refusal}`] as const)
      : result === null
        ? ([CircleCheck, 'PASS', 'Recorded'] as const)
        : ([CircleHelp, 'UNDETERMINED', 'Not recorded yet'] as const);
  return (
    <span className={`mark ${status}`}>
      <Icon className="icon" size={13} aria-hidden /> {words}
    </span>
  );
}

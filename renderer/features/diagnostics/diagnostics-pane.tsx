import { Copy } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { GAUGE_GROUPS, GAUGES, type Gauge, type GaugeCode } from '#shared/domain/gauges.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatCount } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';
import { describeGauge, GAUGE_WORDS, GROUP_WORDS } from './gauge-words.ts';
import { Sparkline } from './sparkline.tsx';
import { MOST_READINGS, useReadings, valuesOf, type Diagnostics } from './use-readings.ts';
import './diagnostics.css';

const DRAWN: readonly GaugeCode[] = ['DECISION_P99', 'LOOP_DELAY_P99', 'MEMORY_RSS'];

/** How the desk is, read once a second while the pane is open. */
export function DiagnosticsPane(): ReactElement {
  const { now, past, error } = useReadings();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (now === null) return;
    await navigator.clipboard.writeText(toText(now));
    setCopied(true);
  };
  return (
    <div className="pane">
      <div className="toolbar">
        <span className="muted clip">
          {now !== null && `Open since ${formatInstant(now.openedAt)}; lines show the last two minutes`}
        </span>
        <span className="grow" />
        <span role="status" className="muted">
          {copied && 'Copied'}
        </span>
        <button type="button" className="button small" disabled={now === null} onClick={() => void copy()}>
          <Copy size={13} aria-hidden /> Copy all for support
        </button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {now !== null && (
        <div className="gauges" tabIndex={0} role="group" aria-label="Gauges of the desk">
          <div className="sheet">
            {GAUGE_GROUPS.map((group) => (
              <Table key={group} title={GROUP_WORDS[group]}>
                {now.gauges
                  .filter(({ code }) => GAUGES[code].group === group)
                  .map((gauge) => (
                    <tr key={gauge.code}>
                      <th scope="row">{GAUGE_WORDS[gauge.code]}</th>
                      <td className="drawn">
                        {DRAWN.includes(gauge.code) && (
                          <Sparkline values={valuesOf(past, gauge.code)} most={MOST_READINGS} />
                        )}
                      </td>
                      <td className="num value">{describeGauge(gauge)}</td>
                    </tr>
                  ))}
              </Table>
            ))}
            <Table title="Calls that failed">
              {now.errors.length === 0 && (
                <tr>
                  <th scope="row">None since the desk was opened</th>
                  <td />
                  <td className="num value">0</td>
                </tr>
              )}
              {now.errors.map(({ code, count }) => (
                <tr key={code}>
                  <th scope="row">{code}</th>
                  <td />
                  <td className="num value">{formatCount(count)}</td>
                </tr>
              ))}
            </Table>
            <Table title="Versions">
              {Object.entries(now.versions).map(([name, version]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td />
                  <td className="num value">{version}</td>
                </tr>
              ))}
            </Table>
          </div>
        </div>
      )}
    </div>
  );
}

function Table({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <table>
      <caption>{title}</caption>
      <tbody>{children}</tbody>
    </table>
  );
}

/** Everything that is shown, one a line, for a support ticket. */
function toText({ at, openedAt, gauges, errors, versions }: Diagnostics): string {
  const lines = [
    `Preflight diagnostics of ${new Date(at).toISOString()}, open since ${new Date(openedAt).toISOString()}`,
    ...gauges.map((gauge) => `${GAUGE_WORDS[gauge.code]}: ${describeGauge(gauge satisfies Gauge)}`),
    ...errors.map(({ code, count }) => `Failed with ${code}: ${count}`),
    ...Object.entries(versions).map(([name, version]) => `${name}: ${version}`),
  ];
  return `${lines.join('\n')}\n`;
}

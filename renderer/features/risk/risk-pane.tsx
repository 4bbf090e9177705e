import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { useCommands } from '#renderer/client/command-store.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { CorrelationPart } from './correlation-part.tsx';
import { DistributionPart } from './distribution-part.tsx';
import { ExposurePart } from './exposure-part.tsx';
import { HistoryPart } from './history-part.tsx';
import { OverviewPart } from './overview-part.tsx';
import { CONFIDENCES, RISK_PART_NAMES, RISK_PARTS, riskView, WINDOWS, type RiskPart } from './risk-view.ts';
import { StressPart } from './stress-part.tsx';
import './risk.css';

const PARTS: Readonly<Record<RiskPart, () => ReactElement>> = {
  overview: OverviewPart,
  history: HistoryPart,
  distribution: DistributionPart,
  exposure: ExposurePart,
  correlation: CorrelationPart,
  stress: StressPart,
};

/** The risk of what the firm or an account holds. */
export function RiskPane(): ReactElement {
  const view = useStore(riskView);
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const Part = PARTS[view.part];
  useCommands(
    RISK_PART_NAMES.map((part) => ({
      id: `risk.${part}`,
      group: 'Risk',
      title: `Risk: ${RISK_PARTS[part]}`,
      keys: '',
      run: () => riskView.setState({ part }),
    })),
  );
  return (
    <div className="pane risk-pane">
      <div className="toolbar">
        <select
          className="input risk-select"
          aria-label="Account"
          value={view.account}
          onChange={({ target }) => riskView.setState({ account: target.value })}
        >
          <option value="">Firm</option>
          {accounts.map(({ account }) => (
            <option key={account} value={account}>
              {account}
            </option>
          ))}
        </select>
        <select
          className="input risk-select"
          aria-label="Window"
          value={view.window}
          onChange={({ target }) => riskView.setState({ window: Number(target.value) as typeof view.window })}
        >
          {WINDOWS.map((window) => (
            <option key={window} value={window}>
              {window} sessions
            </option>
          ))}
        </select>
        <select
          className="input risk-select"
          aria-label="Confidence of the VaR"
          value={view.confidence}
          onChange={({ target }) =>
            riskView.setState({ confidence: Number(target.value) as typeof view.confidence })
          }
        >
          {CONFIDENCES.map((confidence) => (
            <option key={confidence} value={confidence}>
              VaR {Math.round(confidence * 1_000) / 10} %
            </option>
          ))}
        </select>
        <span className="grow" />
        <div className="segmented risk-parts" role="radiogroup" aria-label="Part of the risk">
          {RISK_PART_NAMES.map((part) => (
            <label key={part}>
              <input
                type="radio"
                name="risk-part"
                checked={view.part === part}
                onChange={() => riskView.setState({ part })}
              />
              {RISK_PARTS[part]}
            </label>
          ))}
        </div>
      </div>
      <div className="risk-part">
        <Part />
      </div>
    </div>
  );
}

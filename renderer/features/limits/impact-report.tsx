import type { ReactElement } from 'react';
import type { OutputOf } from '#shared/contract/contract.ts';
import type { Status } from '#shared/domain/decision.ts';
import { openDecision } from '#renderer/client/workspace-store.ts';
import { OrderId } from '#renderer/components/order-id.tsx';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import { formatCount, formatInUnit, formatQuantity } from '#renderer/format/numbers.ts';
import { formatClock, formatDay, formatInstant } from '#renderer/format/times.ts';
import { describeScope, VERDICT_WORDS } from '#renderer/format/verdict-words.ts';

type Report = OutputOf<'limits.replay'>;

/** Tickets that are listed; the counts are of all. */
const SHOWN = 100;

export function ImpactReport({ report, onLeave }: { report: Report; onLeave: () => void }): ReactElement {
  const { decisions, changed, changes, tickets, breaches } = report;
  const kinds = Object.entries(changes).map(([change, times]) => {
    const [was, would] = change.split(' ') as [Status, Status];
    return `${VERDICT_WORDS[was]} to ${VERDICT_WORDS[would]} ${formatCount(times)}`;
  });
  return (
    <>
      <p role="status">
        <strong>
          {formatCount(changed)} of {formatCount(decisions)} past tickets
        </strong>{' '}
        would be answered differently{kinds.length === 0 ? '' : `: ${kinds.join(', ')}`}.
        {tickets.length > SHOWN && ` The newest ${SHOWN} are listed.`}
      </p>
      {tickets.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Tickets that flip">
          <table className="diff">
            <thead>
              <tr>
                <th scope="col">Ticket</th>
                <th scope="col">When</th>
                <th scope="col">Account</th>
                <th scope="col">Side</th>
                <th scope="col">Symbol</th>
                <th scope="col" className="r">
                  Qty
                </th>
                <th scope="col">Was</th>
                <th scope="col">Would be</th>
              </tr>
            </thead>
            <tbody>
              {tickets.slice(0, SHOWN).map((one) => (
                <tr key={one.seq}>
                  <td>
                    <button
                      type="button"
                      className="button quiet small num"
                      title="Show the decision"
                      onClick={() => {
                        onLeave();
                        openDecision(one.decisionId);
                      }}
                    >
                      <OrderId id={one.clOrdId} />
                    </button>
                  </td>
                  <td className="num muted" title={formatInstant(one.at)}>
                    {formatDay(one.at)} {formatClock(one.at)}
                  </td>
                  <td>{one.account}</td>
                  <td>{one.side === 'SELL_SHORT' ? 'SHORT' : one.side}</td>
                  <td className="num">{one.symbol}</td>
                  <td className="num r">{formatQuantity(one.orderQty)}</td>
                  <td>
                    <StatusMark status={one.was} />
                  </td>
                  <td>
                    <StatusMark status={one.would} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {breaches.length === 0 ? (
        <p className="muted">Nothing that is held now is beyond it.</p>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label="In breach now">
          <table className="diff">
            <caption>In breach now</caption>
            <thead>
              <tr>
                <th scope="col">Whose</th>
                <th scope="col">Group</th>
                <th scope="col" className="r">
                  Value
                </th>
                <th scope="col" className="r">
                  Hard
                </th>
                <th scope="col">Held</th>
              </tr>
            </thead>
            <tbody>
              {breaches.map((one, index) => (
                <tr key={index}>
                  <td>{describeScope(one.scope)}</td>
                  <td>{one.group ?? ''}</td>
                  <td className="num r">{formatInUnit(one.value, one.unit)}</td>
                  <td className="num r">{formatInUnit(one.hard, one.unit)}</td>
                  <td className="num">{one.symbols.join(' ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

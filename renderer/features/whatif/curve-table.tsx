import type { ReactElement } from 'react';
import type { Curve } from '#shared/contract/procedures/whatif-ticket.ts';
import type { Scope } from '#shared/domain/limit.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import { formatInUnit, formatMoney, formatQuantity, UNKNOWN } from '#renderer/format/numbers.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';
import { limitsOnCurve, type Kind } from './curve-lines.ts';

/** The numbers of the drawing: the limits that stop or warn on it, then each quantity. */
export function CurveTable({ curve, kind }: { curve: Curve; kind: Kind }): ReactElement {
  return (
    <div className="curve-tables" tabIndex={0} role="region" aria-label="The curve in numbers">
      <table>
        <caption>Where limits warn and stop, in shares</caption>
        <thead>
          <tr>
            <th scope="col">Limit</th>
            <th scope="col">Scope</th>
            <th scope="col">Soft</th>
            <th scope="col">Hard</th>
            <th scope="col">Warns at, or below</th>
            <th scope="col">Most it lets go</th>
          </tr>
        </thead>
        <tbody>
          {limitsOnCurve(curve).map((limit) => (
            <tr key={JSON.stringify([limit.code, limit.limitId, limit.scope, limit.group])}>
              <td>
                {controlTitle(limit.code)}
                {limit.group === null ? '' : `, ${limit.group}`}
              </td>
              <td>{describeScope(limit.scope as Scope | null)}</td>
              <td>{formatInUnit(limit.soft, limit.unit)}</td>
              <td>{formatInUnit(limit.hard, limit.unit)}</td>
              <td>{formatQuantity(limit.warnsFrom)}</td>
              <td>{formatQuantity(limit.most)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>Each quantity of the curve</caption>
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col">VaR</th>
            <th scope="col">ES</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {curve.points.map(({ orderQty, var: valueAtRisk, es, verdict }) => (
            <tr key={orderQty}>
              <td>{formatQuantity(orderQty)}</td>
              <td>{formatMoney(valueAtRisk?.[kind])}</td>
              <td>{formatMoney(es?.[kind])}</td>
              <td>{verdict === null ? UNKNOWN : <StatusMark status={verdict} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { ReactElement } from 'react';
import './order-id.css';

/** Characters at the end that stay: what tells made-up ids apart (`T-` and twelve hex digits). */
const END = 8;

/**
 * An order id, whole where there is room. In a narrow place its middle gives way, since made-up ids begin
 * alike and differ at the end; the text itself stays whole for copies, searches and screen readers.
 */
export function OrderId({ id }: { id: string }): ReactElement {
  return (
    <span className="order-id">
      <span className="start">{id.slice(0, -END)}</span>
      <span>{id.slice(-END)}</span>
    </span>
  );
}

import type { ReactElement } from 'react';
export function RebalanceTab(): ReactElement {
  return <p>later</p>;
}

import type { ReactElement } from 'react';
export function BranchesTab(): ReactElement {
  return <p>later</p>;
}

import type { Page } from '@playwright/test';

/** Of React's own, as far as it is looked at here. */
interface Update {
  readonly next: Update;
}
interface Hook {
  readonly queue: { readonly pending?: Update | null } | null;
  readonly next: Hook | null;
}
interface Fiber {
  readonly type: unknown;
  readonly memoizedProps: { readonly className?: string } | null;
  readonly memoizedState: unknown;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
}

export interface UpdateQueue {
  readonly component: string;
  readonly updates: number;
}

/**
 * The longest queue of updates that a component of the page holds and has not drawn. React keeps an update that changes
 * nothing, and what its closure holds, until the component is drawn again: one that is made with every push of the desk
 * piles up. It looks at React's own tree, for nothing else shows it before the page has grown for hours, and not into grids,
 * which have their own way.
 */
export function longestUpdateQueue(page: Page): Promise<UpdateQueue> {
  return page.evaluate(() => {
    const root = document.querySelector('#root');
    const key = Object.keys(root ?? {}).find((name) => name.startsWith('__reactContainer$'));
    if (root === null || key === undefined) throw new Error('The page has no tree of React');
    const lengthOf = (pending: Update | null | undefined): number => {
      let count = 0;
      for (let at = pending; at; at = at.next === pending ? null : at.next) count++;
      return count;
    };
    let longest = { component: '', updates: 0 };
    let seen = 0;
    const container = (root as unknown as Record<string, { stateNode: { current: Fiber } }>)[key];
    const waiting = container === undefined ? [] : [container.stateNode.current];
    for (let fiber = waiting.pop(); fiber !== undefined; fiber = waiting.pop()) {
      seen++;
      if (fiber.sibling !== null) waiting.push(fiber.sibling);
      const isGrid = fiber.memoizedProps?.className?.includes?.('ag-root') === true;
      if (fiber.child !== null && !isGrid) waiting.push(fiber.child);
      if (typeof fiber.type !== 'function' && typeof fiber.type !== 'object') continue;
      let hook = fiber.memoizedState as Hook | null;
      for (; typeof hook === 'object' && hook !== null && 'queue' in hook; hook = hook.next) {
        const updates = lengthOf(hook.queue?.pending);
        if (updates > longest.updates)
          longest = { component: (fiber.type as { name?: string } | null)?.name ?? '', updates };
      }
    }
    if (seen < 100) throw new Error(`Only ${seen} parts of React's tree were found`);
    return longest;
  });
}

import type { OutputOf } from '#shared/contract/contract.ts';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import { SCOPE_LEVELS, type ScopeLevel } from '#shared/domain/limit.ts';
import { describeScope, titleOfCode } from '#renderer/format/verdict-words.ts';

type Accounts = OutputOf<'accounts.list'>;
type Uncovered = OutputOf<'limits.uncovered'>[number];

/** The place of the limits that count the whole firm's book. */
export const FIRM_WIDE = 'firm as a whole';

export interface TreeNode {
  readonly id: string;
  readonly label: string;
  /** What a leaf is; null for a place. */
  readonly limit: LimitRow | null;
  /** What an account lacks; null: nothing. */
  readonly uncovered: Uncovered | null;
  readonly children: readonly TreeNode[];
}

/**
 * The limits by whose they are: those of the firm as a whole, each desk with its accounts, then the levels that cut across accounts
 * (traders, strategies, symbols, groups). Desks and accounts are there without a limit, too.
 */
export function limitTree(
  limits: readonly LimitRow[],
  accounts: Accounts,
  uncovered: readonly Uncovered[],
): TreeNode {
  const at = Map.groupBy(limits, ({ scope }) => `${scope.level} ${scope.key}`);
  const lacks = new Map(uncovered.map((one) => [one.account, one]));
  const leaves = (level: ScopeLevel, key: string): TreeNode[] =>
    (at.get(`${level} ${key}`) ?? []).map((limit) => ({
      id: limit.limitId,
      label: limit.limitId,
      limit,
      uncovered: null,
      children: [],
    }));
  const place = (level: ScopeLevel, key: string, below: readonly TreeNode[] = []): TreeNode => ({
    id: `${level} ${key}`,
    label: describeScope({ level, key }),
    limit: null,
    uncovered: level === 'ACCOUNT' ? (lacks.get(key) ?? null) : null,
    children: [...leaves(level, key), ...below],
  });
  const keysOf = (level: ScopeLevel): string[] => [
    ...new Set(limits.filter(({ scope }) => scope.level === level).map(({ scope }) => scope.key)),
  ];
  const isNamed = (key: string): boolean => key !== '*';
  const deskOf = new Map(accounts.map(({ account, desk }) => [account, desk]));
  const desks = [...new Set([...deskOf.values(), ...keysOf('DESK').filter(isNamed)])].toSorted();
  const orphans = keysOf('ACCOUNT').filter((key) => isNamed(key) && !deskOf.has(key));
  const across = SCOPE_LEVELS.filter((level) => !['FIRM', 'DESK', 'ACCOUNT'].includes(level)).flatMap(
    (level): TreeNode[] => {
      const keys = keysOf(level).toSorted();
      if (keys.length === 0) return [];
      const id = `each ${level}`;
      const children = keys.map((key) => place(level, key));
      return [{ id, label: PLURALS[level] ?? titleOfCode(level), limit: null, uncovered: null, children }];
    },
  );
  const each = (['DESK', 'ACCOUNT'] as const)
    .map((level) => place(level, '*'))
    .filter(({ children }) => children.length > 0);
  const firm = leaves('FIRM', '*');
  const whole = { id: FIRM_WIDE, label: 'Firm as a whole', limit: null, uncovered: null, children: firm };
  const children: TreeNode[] = [
    ...(firm.length === 0 ? [] : [whole]),
    ...each,
    ...desks.map((desk) => {
      const own = accounts.filter((one) => one.desk === desk).map(({ account }) => account);
      return place(
        'DESK',
        desk,
        own.toSorted().map((account) => place('ACCOUNT', account)),
      );
    }),
    ...orphans.map((account) => place('ACCOUNT', account)),
    ...across,
  ];
  return { id: 'FIRM *', label: 'Firm', limit: null, uncovered: null, children };
}

const PLURALS: Partial<Record<ScopeLevel, string>> = {
  TRADER: 'Traders',
  STRATEGY: 'Strategies',
  SYMBOL: 'Symbols',
  ISSUER: 'Issuers',
  SECTOR: 'Sectors',
  COUNTRY: 'Countries',
  CURRENCY: 'Currencies',
  ASSET_CLASS: 'Asset classes',
};

export interface TreeLine {
  readonly node: TreeNode;
  /** From 1. */
  readonly depth: number;
  readonly parent: string | null;
}

/** The lines of a tree that are seen while these places are closed, from its top; at most `most`. */
export function treeLines(root: TreeNode, closed: ReadonlySet<string>, most: number): TreeLine[] {
  const lines: TreeLine[] = [];
  const walk = (node: TreeNode, depth: number, parent: string | null): void => {
    if (lines.length >= most) return;
    lines.push({ node, depth, parent });
    if (closed.has(node.id)) return;
    for (const child of node.children) walk(child, depth + 1, node.id);
  };
  walk(root, 1, null);
  return lines;
}

export const countLimits = (node: TreeNode): number =>
  node.limit === null ? node.children.reduce((sum, child) => sum + countLimits(child), 0) : 1;

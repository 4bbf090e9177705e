import { ChevronDown, ChevronRight, OctagonX, TriangleAlert } from 'lucide-react';
import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { formatCount, formatInUnit } from '#renderer/format/numbers.ts';
import { LimitStatusMark } from './limit-status.tsx';
import { countLimits, FIRM_WIDE, limitTree, treeLines, type TreeLine, type TreeNode } from './limit-tree.ts';
import { editLimit, selectLimit } from './limits-store.ts';

/** Lines that are drawn; places beyond are reached by closing those before. */
const MOST_LINES = 2_000;

/** The limits by whose they are. Arrows walk, open and close; Enter or F2 edits a limit. */
export function HierarchyView({ rows }: { rows: readonly LimitRow[] }): ReactElement {
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const uncovered = useQuery('limits.uncovered', {}, ['limits.changed', 'book.changed']).data;
  const mayManage = useStore(
    deskStore,
    ({ status }) => status?.capabilities.includes('MANAGE_LIMITS') ?? false,
  );
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set([FIRM_WIDE]));
  const [current, setCurrent] = useState('FIRM *');
  const lines = useMemo(
    () => treeLines(limitTree(rows, accounts, uncovered ?? []), closed, MOST_LINES),
    [rows, accounts, uncovered, closed],
  );
  const toggle = (id: string): void =>
    setClosed((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const at = Math.max(
    0,
    lines.findIndex(({ node }) => node.id === current),
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const line = lines[at];
    if (line === undefined) return;
    const { node } = line;
    const isOpen = node.children.length > 0 && !closed.has(node.id);
    const move = (to: number): void => {
      const index = Math.min(Math.max(to, 0), lines.length - 1);
      setCurrent(lines[index]?.node.id ?? current);
      event.currentTarget.querySelectorAll<HTMLElement>('[role="row"][data-line]')[index]?.focus();
    };
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(lines.length - 1);
    else if (event.key === 'ArrowRight' && isOpen) move(at + 1);
    else if (event.key === 'ArrowRight' && node.children.length > 0) toggle(node.id);
    else if (event.key === 'ArrowLeft' && isOpen) toggle(node.id);
    else if (event.key === 'ArrowLeft') move(lines.findIndex((one) => one.node.id === line.parent));
    else if ((event.key === 'Enter' || event.key === 'F2') && node.limit !== null && mayManage)
      editLimit('EDIT', node.limit);
    else if (event.key === 'Enter' && node.children.length > 0) toggle(node.id);
    else return;
    event.preventDefault();
  };
  return (
    <div className="limits-tree" role="treegrid" aria-label="Limits by whose they are" onKeyDown={onKeyDown}>
      <div role="row" className="tree-row head">
        <span role="columnheader">Whose, and limit</span>
        <span role="columnheader">Control</span>
        <span role="columnheader" className="r">
          Soft
        </span>
        <span role="columnheader" className="r">
          Hard
        </span>
        <span role="columnheader">Unit</span>
        <span role="columnheader">State</span>
      </div>
      {lines.map((line, index) => (
        <TreeRow
          key={line.node.id}
          line={line}
          open={line.node.children.length > 0 ? !closed.has(line.node.id) : null}
          tabbable={index === at}
          onFocus={() => {
            setCurrent(line.node.id);
            if (line.node.limit !== null) selectLimit(line.node.limit.limitId);
          }}
          onToggle={() => toggle(line.node.id)}
          onEdit={() => mayManage && line.node.limit !== null && editLimit('EDIT', line.node.limit)}
        />
      ))}
      {lines.length >= MOST_LINES && (
        <p className="muted">
          The first {formatCount(MOST_LINES)} lines: close a place to see what comes after it.
        </p>
      )}
    </div>
  );
}

interface TreeRowProps {
  readonly line: TreeLine;
  /** null: nothing to open. */
  readonly open: boolean | null;
  readonly tabbable: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
  readonly onEdit: () => void;
}

function TreeRow({ line, open, tabbable, onFocus, onToggle, onEdit }: TreeRowProps): ReactElement {
  const { node, depth } = line;
  const { limit } = node;
  const isBlocked = (node.uncovered?.missing.length ?? 0) > 0;
  return (
    <div
      role="row"
      data-line
      className={`tree-row ${limit === null ? 'place' : ''} ${isBlocked ? 'blocked' : ''}`}
      aria-level={depth}
      {...(open === null ? {} : { 'aria-expanded': open })}
      tabIndex={tabbable ? 0 : -1}
      onFocus={onFocus}
      onClick={open === null ? undefined : onToggle}
      onDoubleClick={onEdit}
    >
      <span role="gridcell" className="name clip" style={{ paddingLeft: `${(depth - 1) * 16}px` }}>
        {open === true && <ChevronDown size={12} aria-hidden />}
        {open === false && <ChevronRight size={12} aria-hidden />}
        <span className={limit === null ? 'strong clip' : 'num clip'}>{node.label}</span>
      </span>
      {limit === null ? (
        <PlaceCells node={node} />
      ) : (
        <>
          <span role="gridcell" className="clip">
            {controlTitle(limit.control)}
            {limit.group !== null && (
              <span className="muted"> {limit.group === '*' ? 'each' : limit.group}</span>
            )}
          </span>
          <span role="gridcell" className="num r muted">
            {formatInUnit(limit.effectiveSoft, limit.unit)}
          </span>
          <span role="gridcell" className="num r">
            {formatInUnit(limit.effectiveHard, limit.unit)}
          </span>
          <span role="gridcell" className="muted">
            {limit.currency ?? ''}
          </span>
          <span role="gridcell">
            <LimitStatusMark row={limit} />
          </span>
        </>
      )}
    </div>
  );
}

/** What a place holds; an account without what every ticket needs is zero, and says so. */
function PlaceCells({ node }: { node: TreeNode }): ReactElement {
  const { uncovered } = node;
  const own = countLimits(node);
  const missing = uncovered?.missing ?? [];
  const titles = [...missing, ...(uncovered?.conditional ?? [])].map((code) =>
    controlTitle(code).toLowerCase(),
  );
  const why = `no limit of ${titles.join(', ')}${missing.length > 0 ? '' : ' for every ticket'}`;
  return (
    <>
      <span role="gridcell" className="clip muted" title={uncovered === null ? undefined : why}>
        {uncovered === null ? `${formatCount(own)} ${own === 1 ? 'limit' : 'limits'}` : why}
      </span>
      <span role="gridcell" />
      <span role="gridcell" className="num r">
        {missing.length > 0 ? '0' : ''}
      </span>
      <span role="gridcell" />
      <span role="gridcell">
        {missing.length > 0 && (
          <span className="mark BLOCK">
            <OctagonX className="icon" size={13} aria-hidden />
            Blocked
          </span>
        )}
        {uncovered !== null && missing.length === 0 && (
          <span className="mark WARN">
            <TriangleAlert className="icon" size={13} aria-hidden />
            In part
          </span>
        )}
      </span>
    </>
  );
}

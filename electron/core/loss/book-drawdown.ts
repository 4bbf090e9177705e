import type { Scope } from '#shared/domain/limit.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { ScopeBook } from '../book/scope-book.ts';

/** 1 - NAV / high-water mark of a scope, the largest of any where its key is `*`; null where one is not known. */
export function bookDrawdown(desk: DeskBook, { level, key }: Scope): number | null {
  const drawdowns = booksOf(desk, level, key).map(drawdownOf);
  return drawdowns.some((one) => one === null) ? null : Math.max(0, ...drawdowns.map(Number));
}

/** Scopes that are neither the firm's nor a desk's count the accounts'. */
function booksOf(desk: DeskBook, level: Scope['level'], key: string): ScopeBook[] {
  if (level === 'FIRM') return [desk.firm];
  const accounts = [...desk.accounts.values()];
  if (level === 'DESK') {
    const desks = key === '*' ? [...new Set(accounts.map((one) => one.desk))] : [key];
    return desks.map((name) => desk.book('DESK', name));
  }
  const named = level === 'ACCOUNT' && key !== '*' ? [key] : accounts.map(({ account }) => account);
  return named.map((account) => desk.book('ACCOUNT', account));
}

function drawdownOf({ nav, marks }: ScopeBook): number | null {
  if (nav === null || marks?.highWater == null) return null;
  const top = Math.max(nav, marks.highWater);
  return top > 0 ? (top - nav) / top : null;
}

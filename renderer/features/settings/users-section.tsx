import { UserPlus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { UserRow } from '#shared/contract/procedures/authority.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { useIdentity } from '#renderer/client/use-identity.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { useSend } from '#renderer/client/use-send.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatCount } from '#renderer/format/numbers.ts';
import { describeRoles } from '#renderer/format/role-words.ts';
import { UserDialog } from './user-dialog.tsx';

/** Who may act on the desk. */
export function UsersSection(): ReactElement {
  const may = useCapability('MANAGE_USERS');
  const identity = useIdentity();
  const { data, error } = useQuery('users.list', may ? {} : null, ['users.changed']);
  const [editing, setEditing] = useState<UserRow | 'new' | null>(null);
  const { busy, error: failure, send } = useSend();
  if (!may) {
    return (
      <EmptyState title="Users are looked after by an administrator">
        You are {identity?.user ?? 'nobody'}, {describeRoles(identity?.roles ?? [])}. Sign in as one, at the
        top of the window, to see and change them.
      </EmptyState>
    );
  }
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {failure !== null && <ErrorNote error={failure} />}
      {data?.length === 0 && (
        <EmptyState title="No users yet: whoever runs this desk may do everything alone">
          Users make it two people's desk: one proposes or halts, another approves. The first must be an
          administrator.
          <button type="button" className="button primary" onClick={() => setEditing('new')}>
            <UserPlus size={13} aria-hidden /> Make the first user
          </button>
        </EmptyState>
      )}
      {data !== null && data.length > 0 && (
        <div className="section-head">
          <p className="muted">
            {formatCount(data.length)} {data.length === 1 ? 'user' : 'users'}
          </p>
          <button type="button" className="button small" onClick={() => setEditing('new')}>
            <UserPlus size={13} aria-hidden /> Add a user
          </button>
        </div>
      )}
      {data !== null && data.length > 0 && (
        <table className="settings-table">
          <thead>
            <tr>
              <th scope="col">User</th>
              <th scope="col">Roles</th>
              <th scope="col">Trades</th>
              <th scope="col">Gets in by</th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((row) => (
              <tr key={row.user} className={row.disabled ? 'disabled' : ''}>
                <th scope="row">{row.user}</th>
                <td>{describeRoles(row.roles)}</td>
                <td>{tradesOf(row)}</td>
                <td>{waysIn(row)}</td>
                <td>{row.disabled ? 'Disabled' : 'Active'}</td>
                <td className="actions">
                  <button
                    type="button"
                    className="button small"
                    aria-label={`Change ${row.user}`}
                    onClick={() => setEditing(row)}
                  >
                    Change
                  </button>
                  <button
                    type="button"
                    className="button small"
                    aria-label={`${row.disabled ? 'Enable' : 'Disable'} ${row.user}`}
                    disabled={busy}
                    onClick={() => void send('users.disable', { user: row.user, disabled: !row.disabled })}
                  >
                    {row.disabled ? 'Enable' : 'Disable'}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {editing !== null && (
        <UserDialog
          row={editing === 'new' ? null : editing}
          firstOf={identity?.singleOwner === true ? identity.user : null}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function tradesOf({ roles, accounts }: UserRow): string {
  if (!roles.includes('TRADER')) return '–';
  return accounts === null ? 'every account' : accounts.join(', ') || 'no account';
}

function waysIn({ hasPassword, osAccount }: UserRow): string {
  const ways = [hasPassword ? 'password' : '', osAccount === null ? '' : `machine account ${osAccount}`];
  return ways.filter(Boolean).join(', ') || 'cannot get in yet';
}

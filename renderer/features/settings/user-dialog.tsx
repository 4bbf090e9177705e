import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { UserRow } from '#shared/contract/procedures/authority.ts';
import { PASSWORD_LENGTH, ROLES, type Role } from '#shared/domain/authority.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useSend } from '#renderer/client/use-send.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { ROLE_WORDS } from '#renderer/format/role-words.ts';

export interface UserDialogProps {
  /** Null: a new user. */
  readonly row: UserRow | null;
  /** The machine account that makes the desk's first user, who must be able to make the others. */
  readonly firstOf: string | null;
  readonly onClose: () => void;
}

/** Makes a user or changes one: roles, accounts, how the person gets in. */
export function UserDialog({ row, firstOf, onClose }: UserDialogProps): ReactElement {
  const [user, setUser] = useState(row?.user ?? '');
  const [roles, setRoles] = useState<readonly Role[]>(row?.roles ?? (firstOf === null ? [] : ['ADMIN']));
  const [accounts, setAccounts] = useState<readonly string[] | null>(row?.accounts ?? null);
  const [osAccount, setOsAccount] = useState(row === null ? (firstOf ?? '') : (row.osAccount ?? ''));
  const [password, setPassword] = useState('');
  const { busy, error, send } = useSend();
  const shortPassword = password !== '' && password.length < PASSWORD_LENGTH.least;
  const blocked = busy || user.trim() === '' || roles.length === 0 || shortPassword;
  const save = async (): Promise<void> => {
    if (blocked) return;
    const saved = await send('users.save', {
      user: user.trim(),
      roles: [...roles],
      accounts: accounts === null ? null : [...accounts],
      osAccount: osAccount.trim() === '' ? null : osAccount.trim(),
      ...(password !== '' && { password }),
    });
    if (saved !== null) onClose();
  };
  return (
    <Dialog
      title={row === null ? (firstOf === null ? 'Add a user' : 'Make the first user') : `Change ${row.user}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            {row === null ? 'Not now' : 'Leave as it is'}
          </button>
          <button type="submit" form="user-form" className="button primary" disabled={blocked}>
            {row !== null ? 'Save' : firstOf === null ? 'Add the user' : 'Make the user'}
          </button>
        </>
      }
    >
      <form
        id="user-form"
        className="user-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {firstOf !== null && (
          <p className="note">
            From the first user on, the machine account {firstOf} acts as the user it is mapped to. One user
            who can get in has to be Administrator; give that user the other roles, too, if you work alone at
            first.
          </p>
        )}
        <TextField
          label="User"
          value={user}
          onChange={setUser}
          disabled={row !== null}
          maxLength={64}
          hint="Letters, digits and . _ @ -; it is in every record."
          first
        />
        <fieldset>
          <legend className="field-label">Roles</legend>
          {ROLES.map((role) => (
            <label key={role} className="check-line">
              <input
                type="checkbox"
                checked={roles.includes(role)}
                onChange={({ target }) => setRoles(withOne(roles, role, target.checked))}
              />
              <strong>{ROLE_WORDS[role].name}</strong> <span className="muted">{ROLE_WORDS[role].may}</span>
            </label>
          ))}
        </fieldset>
        {roles.includes('TRADER') && <AccountsField accounts={accounts} onChange={setAccounts} />}
        <TextField
          label="Machine account that acts as this user"
          value={osAccount}
          onChange={setOsAccount}
          maxLength={256}
          hint="Empty: the user gets in by password alone."
        />
        <TextField
          label={row?.hasPassword === true ? 'New password' : 'Password'}
          type="password"
          value={password}
          onChange={setPassword}
          maxLength={PASSWORD_LENGTH.most}
          autoComplete="new-password"
          aria-invalid={shortPassword}
          hint={`${PASSWORD_LENGTH.least} characters or more. Empty: ${row?.hasPassword === true ? 'stays as it is' : 'none'}.`}
        />
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}

function AccountsField(props: {
  accounts: readonly string[] | null;
  onChange: (accounts: readonly string[] | null) => void;
}): ReactElement {
  const { accounts, onChange } = props;
  const known = useStore(deskStore, (slice) => slice.accounts);
  const all = [...new Set([...known.map(({ account }) => account), ...(accounts ?? [])])];
  return (
    <fieldset>
      <legend className="field-label">Accounts the trader may trade</legend>
      <label className="check-line">
        <input
          type="checkbox"
          checked={accounts === null}
          onChange={({ target }) => onChange(target.checked ? null : [])}
        />
        Every account
      </label>
      {accounts !== null && (
        <div className="account-choices">
          {all.map((account) => (
            <label key={account} className="check-line">
              <input
                type="checkbox"
                checked={accounts.includes(account)}
                onChange={({ target }) => onChange(withOne(accounts, account, target.checked))}
              />
              <span className="num">{account}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

const withOne = <T,>(all: readonly T[], one: T, wanted: boolean): readonly T[] =>
  wanted ? [...all, one] : all.filter((other) => other !== one);

import { Eye, UserRound } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import type { SessionIdentity } from '#shared/contract/procedures/authority.ts';
import { useIdentity } from '#renderer/client/use-identity.ts';
import { useSend } from '#renderer/client/use-send.ts';
import { openSettings } from '#renderer/client/workspace-store.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { Popover } from '#renderer/components/popover.tsx';
import { ROLE_WORDS } from '#renderer/format/role-words.ts';
import { SignInDialog } from './sign-in-dialog.tsx';
import './people.css';

/** Who acts in this window, what that person may do, and acting as another. */
export function IdentityMenu(): ReactElement | null {
  const identity = useIdentity();
  const panel = useRef<HTMLDivElement>(null);
  const [signingIn, setSigningIn] = useState(false);
  const { error, send } = useSend();
  if (identity === null) return null;
  const close = (): void => panel.current?.closest<HTMLElement>('[popover]')?.hidePopover();
  const lookOnly = !identity.singleOwner && identity.roles.length === 0;
  const Icon = lookOnly ? Eye : UserRound;
  return (
    <>
      <Popover
        title={`${identity.user} ${summaryOf(identity)}: who acts here`}
        className="quiet identity"
        label={
          <>
            <Icon size={15} aria-hidden /> <span className="clip">{identity.user}</span>{' '}
            <span className="tag">{summaryOf(identity)}</span>
          </>
        }
      >
        <div ref={panel} className="identity-panel">
          <h3>{identity.user}</h3>
          <Facts identity={identity} />
          <div className="actions">
            <button
              type="button"
              className="button small"
              onClick={() => {
                close();
                setSigningIn(true);
              }}
            >
              Sign in as {identity.signedIn ? 'another user' : 'a user'}
            </button>
            {identity.signedIn && (
              <button type="button" className="button small" onClick={() => void send('session.signOut', {})}>
                Sign out
              </button>
            )}
            <button
              type="button"
              className={`button small ${identity.singleOwner ? 'primary' : ''}`}
              onClick={() => {
                close();
                openSettings('users');
              }}
            >
              {identity.singleOwner ? 'Make the first user' : 'Users'}
            </button>
          </div>
          {error !== null && <ErrorNote error={error} />}
        </div>
      </Popover>
      {signingIn && <SignInDialog onClose={() => setSigningIn(false)} />}
    </>
  );
}

function summaryOf({ singleOwner, roles }: SessionIdentity): string {
  if (singleOwner) return 'single owner';
  const [first, ...others] = roles;
  if (first === undefined) return 'may only look';
  return `${ROLE_WORDS[first].name}${others.length === 0 ? '' : ` +${others.length}`}`;
}

function Facts({ identity }: { identity: SessionIdentity }): ReactElement {
  const { singleOwner, roles, accounts, signedIn } = identity;
  if (singleOwner) {
    return (
      <p>
        This desk has no users yet: whoever runs it may do everything alone, and nothing that takes two people
        can be done. The first user ends that.
      </p>
    );
  }
  return (
    <>
      {roles.length === 0 && <p>This account of the machine is no user of the desk: sign in to act.</p>}
      <ul>
        {roles.map((role) => (
          <li key={role}>
            <strong>{ROLE_WORDS[role].name}</strong> {ROLE_WORDS[role].may}
          </li>
        ))}
      </ul>
      <p className="muted">
        {roles.includes('TRADER') &&
          `Trades ${accounts === null ? 'every account' : accounts.length === 0 ? 'no account' : accounts.join(', ')}. `}
        {signedIn ? 'Signed in with a password.' : 'Known by the account of this machine.'}
      </p>
    </>
  );
}

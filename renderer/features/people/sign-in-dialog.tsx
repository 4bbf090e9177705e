import { useState, type ReactElement } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { useSend } from '#renderer/client/use-send.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { TextField } from '#renderer/components/text-field.tsx';

/** Has this session act as a user of the desk. What was wrong with a failed try is never said. */
export function SignInDialog({ onClose }: { onClose: () => void }): ReactElement {
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const { busy, error, send } = useSend();
  const blocked = busy || user.trim() === '' || password === '';
  const signIn = async (): Promise<void> => {
    if (blocked) return;
    const identity = await send('session.signIn', { user: user.trim(), password });
    if (identity === null) setPassword('');
    else onClose();
  };
  return (
    <Dialog
      title="Sign in"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Stay as you are
          </button>
          <button type="submit" form="sign-in-form" className="button primary" disabled={blocked}>
            {busy ? 'Signing in ...' : 'Sign in'}
          </button>
        </>
      }
    >
      <form
        id="sign-in-form"
        className="sign-in-form"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <TextField
          label="User"
          value={user}
          onChange={setUser}
          maxLength={64}
          autoComplete="username"
          first
        />
        <TextField
          label="Password"
          type="password"
          value={password}
          onChange={setPassword}
          maxLength={256}
          autoComplete="current-password"
        />
        {error !== null && <ErrorNote error={toTell(error)} />}
        <p className="muted">Every window and tab of this session acts as this user from then on.</p>
      </form>
    </Dialog>
  );
}

/** What to do about it; which part was wrong stays unsaid. */
const toTell = (error: AppError): AppError =>
  error.code === 'UNAUTHENTICATED'
    ? {
        ...error,
        what: 'The user or the password is wrong',
        where: '',
        todo: 'Check both. An administrator can give you a new password: Settings, Users.',
      }
    : { ...error, where: '' };

import { CircleHelp } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ControlCode } from '#shared/domain/control.ts';
import { openHelp } from '#renderer/client/workspace-store.ts';

/** Opens the help at one control. */
export function HelpButton({ code, title }: { code: ControlCode; title: string }): ReactElement {
  return (
    <button
      type="button"
      className="button quiet small"
      aria-label={`Help on ${title}`}
      title="What it means"
      onClick={() => openHelp(code)}
    >
      <CircleHelp size={12} aria-hidden />
    </button>
  );
}

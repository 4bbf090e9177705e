import { MonitorCog } from 'lucide-react';
import type { ReactElement } from 'react';
import { DisplayChoices } from '#renderer/components/display-choices.tsx';
import { Popover } from '#renderer/components/popover.tsx';

/** The choices of display, from the top bar; they are in the settings, too. */
export function DisplayMenu(): ReactElement {
  return (
    <Popover
      title="Display"
      className="quiet"
      label={
        <>
          <MonitorCog size={15} aria-hidden /> Display
        </>
      }
    >
      <DisplayChoices />
    </Popover>
  );
}

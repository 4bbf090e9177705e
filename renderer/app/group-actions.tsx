import type { IDockviewHeaderActionsProps } from 'dockview-react';
import { PictureInPicture2, SquareArrowOutUpRight } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { KillSwitch } from '#renderer/features/states/kill-switch.tsx';
import { StatesDialog } from '#renderer/features/states/states-dialog.tsx';

/** At the end of a group's tabs: into a window of its own. There: the kill switch, and back. */
export function GroupActions({ api, containerApi, group }: IDockviewHeaderActionsProps): ReactElement {
  const [location, setLocation] = useState(api.location);
  const [statesOpen, setStatesOpen] = useState(false);
  useEffect(() => {
    const following = api.onDidLocationChange((event) => setLocation(event.location));
    return () => following.dispose();
  }, [api]);
  if (location.type !== 'popout') {
    return (
      <div className="group-actions">
        <button
          type="button"
          className="button quiet small"
          aria-label="Into a window of its own"
          title="Into a window of its own"
          onClick={() => void containerApi.addPopoutGroup(group)}
        >
          <SquareArrowOutUpRight size={12} aria-hidden />
        </button>
      </div>
    );
  }
  return (
    <div className="group-actions">
      <KillSwitch onOpen={() => setStatesOpen(true)} />
      <button type="button" className="button quiet small" onClick={() => location.getWindow().close()}>
        <PictureInPicture2 size={12} aria-hidden /> Back into the main window
      </button>
      {statesOpen && <StatesDialog onClose={() => setStatesOpen(false)} />}
    </div>
  );
}

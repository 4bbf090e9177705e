import { CircleCheck } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useQuery } from '#renderer/client/use-query.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { HaltForm } from './halt-form.tsx';
import { FIRM, type Place } from './place.ts';
import { RearmRows } from './rearm-rows.tsx';
import { StateRows } from './state-rows.tsx';
import { ThrottledRows } from './throttled-rows.tsx';
import './states.css';

/** The kill switch: what is halted, how to halt more, and how it starts again. */
export function StatesDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { data, error } = useQuery('states.list', {}, ['states.changed']);
  const [place, setPlace] = useState<Place>(FIRM);
  return (
    <Dialog title="Kill switch" onClose={onClose}>
      <div className="states">
        <HaltForm place={place} onPlace={setPlace} />
        {error !== null && <ErrorNote error={error} />}
        {data !== null && (
          <section>
            <h3>Not active now</h3>
            {data.states.length === 0 ? (
              <p className="all-active">
                <CircleCheck className="icon" size={14} aria-hidden /> Everything is ACTIVE.
              </p>
            ) : (
              <StateRows rows={data.states} onSetAgain={({ level, key }) => setPlace({ level, key })} />
            )}
          </section>
        )}
        {data !== null && <RearmRows rows={data.rearms} />}
        <ThrottledRows />
      </div>
    </Dialog>
  );
}

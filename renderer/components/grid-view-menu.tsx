import { Columns3, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { deleteView, MAX_VIEW_NAME, saveView, showLayout, viewsStore } from '#renderer/client/grid-views.ts';
import { Popover } from './popover.tsx';
import type { GridLayoutControl } from './use-grid-layout.ts';

/** The views of a grid: take one, save the present one under a name, choose the columns. */
export function GridViewMenu<Row>({ layout }: { layout: GridLayoutControl<Row> }): ReactElement {
  const { grid, api } = layout;
  const saved = useStore(viewsStore, (slice) => slice.grids[grid].saved);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  // The grid holds what is shown; opening the menu and changing it read it again.
  const [, setReading] = useState(0);
  const readAgain = (): void => setReading((count) => count + 1);
  const columns = api?.getColumns() ?? [];
  return (
    <Popover
      title="Views and columns"
      label={
        <>
          <Columns3 size={13} aria-hidden /> Views
        </>
      }
      onOpen={() => {
        setProblem(null);
        readAgain();
      }}
    >
      <fieldset>
        <legend>Views</legend>
        <div className="choice-line">
          <button type="button" className="button quiet small" onClick={() => showLayout(grid, null)}>
            As designed
          </button>
        </div>
        {saved.map((view) => (
          <div key={view.name} className="choice-line">
            <button
              type="button"
              className="button quiet small"
              onClick={() => {
                showLayout(grid, view.layout);
                setName(view.name);
                readAgain();
              }}
            >
              {view.name}
            </button>
            <button
              type="button"
              className="button quiet small"
              aria-label={`Delete the view ${view.name}`}
              onClick={() => deleteView(grid, view.name)}
            >
              <Trash2 size={13} aria-hidden />
            </button>
          </div>
        ))}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const refused = saveView(grid, name, layout.read());
            setProblem(refused);
            if (refused === null) setName('');
          }}
        >
          <input
            className="input"
            aria-label="Name of the view"
            placeholder="Name of this view"
            autoComplete="off"
            maxLength={MAX_VIEW_NAME}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button small">
            Save
          </button>
        </form>
        {problem !== null && (
          <p className="bad" role="alert">
            {problem}
          </p>
        )}
      </fieldset>
      <fieldset>
        <legend>Columns</legend>
        <div className="columns">
          {columns.map((column) => (
            <label key={column.getColId()}>
              <input
                type="checkbox"
                checked={column.isVisible()}
                onChange={({ target }) => {
                  api?.setColumnsVisible([column], target.checked);
                  readAgain();
                }}
              />
              {api?.getDisplayNameForColumn(column, 'csv')}
            </label>
          ))}
        </div>
      </fieldset>
    </Popover>
  );
}

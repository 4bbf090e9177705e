import { beforeEach, describe, expect, it } from 'vitest';
import {
  deleteView,
  keepLayout,
  MAX_VIEWS,
  readGridViews,
  saveView,
  viewsStore,
  type GridLayout,
} from './grid-views.ts';

const layout = (width: number): GridLayout => ({
  columns: [{ colId: 'symbol', width, hide: false, pinned: 'left', sort: 'asc', sortIndex: 0 }],
  filters: { text: 'BRLE' },
});
const saved = () => viewsStore.getState().grids.book.saved;

describe('saved views', () => {
  beforeEach(() => viewsStore.setState({ grids: readGridViews(null), request: null }));

  it('are saved, replaced under the same name in any case, and deleted', () => {
    expect(saveView('book', '  Morning ', layout(80))).toBeNull();
    expect(saveView('book', 'Evening', layout(90))).toBeNull();
    expect(saveView('book', 'MORNING', layout(100))).toBeNull();
    expect(saved().map(({ name, layout: { columns } }) => [name, columns[0]?.width])).toEqual([
      ['MORNING', 100],
      ['Evening', 90],
    ]);
    deleteView('book', 'MORNING');
    expect(saved().map(({ name }) => name)).toEqual(['Evening']);
    expect(viewsStore.getState().grids.blotter.saved).toEqual([]);
  });

  it('need a name, and are bounded in number', () => {
    expect(saveView('book', '  ', layout(80))).toBe('A view needs a name.');
    for (let n = 0; n < MAX_VIEWS; n++) expect(saveView('book', `View ${n}`, layout(80))).toBeNull();
    expect(saveView('book', 'One more', layout(80))).toMatch(/delete one/);
    expect(saveView('book', 'View 3', layout(99))).toBeNull();
    expect(saved()).toHaveLength(MAX_VIEWS);
  });

  it('come back as they were kept, and what cannot be used is left out', () => {
    saveView('book', 'Morning', layout(80));
    keepLayout('book', layout(70));
    const { grids } = viewsStore.getState();
    expect(readGridViews(JSON.parse(JSON.stringify({ grids })))).toEqual(grids);
    const broken = {
      grids: { ...grids, book: { last: { columns: 'all' }, saved: grids.book.saved }, limits: 7 },
    };
    expect(readGridViews(broken)).toEqual({
      ...grids,
      book: { last: null, saved: grids.book.saved },
      limits: { last: null, saved: [] },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { panned, revealing, wholeView, zoomed } from './heat-view.ts';

const N = 100;

describe('heat_view', () => {
  it('shows_all_at_first_and_cannot_be_moved_or_widened_then', () => {
    expect(panned(wholeView(N), 5, -5, N)).toEqual(wholeView(N));
    expect(zoomed(wholeView(N), 2, { x: 0.5, y: 0.5 }, N)).toEqual(wholeView(N));
  });

  it('zoom_keeps_what_lies_under_the_pointer', () => {
    const view = zoomed(wholeView(N), 0.5, { x: 0.25, y: 0.8 }, N);
    expect(view.span).toBe(50);
    expect(view.column + 0.25 * view.span).toBeCloseTo(25, 9);
    expect(view.row + 0.8 * view.span).toBeCloseTo(80, 9);
  });

  it('zoom_ends_at_four_cells_and_at_all_of_a_smaller_matrix', () => {
    expect(zoomed({ row: 0, column: 0, span: 5 }, 0.1, { x: 0, y: 0 }, N).span).toBe(4);
    expect(zoomed(wholeView(3), 0.1, { x: 0, y: 0 }, 3)).toEqual(wholeView(3));
  });

  it('moves_as_little_as_it_takes_to_hold_a_cell', () => {
    const view = { row: 10, column: 10, span: 20 };
    expect(revealing(view, 15, 29, N)).toEqual(view);
    expect(revealing(view, 30, 9, N)).toEqual({ row: 11, column: 9, span: 20 });
    expect(revealing(view, 99, 0, N)).toEqual({ row: 80, column: 0, span: 20 });
  });
});

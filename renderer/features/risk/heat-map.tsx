import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from 'react';
import { divergingColour, parseHex, type Scale } from './diverging-colour.ts';
import { panned, revealing, wholeView, zoomed, type HeatView } from './heat-view.ts';
import { useChartTokens, type ChartTokens } from './use-chart-tokens.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface HeatMapProps {
  readonly n: number;
  /** Row-major, NaN where there is none. */
  readonly values: Float32Array;
  readonly cursor: Cell;
  /** The pointer or a key is at a cell. */
  readonly onCursor: (cell: Cell) => void;
  readonly label: string;
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const FAR = 10;
const CLOSER = 0.8;

/** A correlation matrix as colours: drag to pan, wheel or + and - to zoom, arrows to walk from cell to cell. */
export function HeatMap({ n, values, cursor, onCursor, label }: HeatMapProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<HeatView>(() => wholeView(n));
  const [side, setSide] = useState(0);
  const dragged = useRef<{ readonly x: number; readonly y: number; readonly view: HeatView } | null>(null);
  const tokens = useChartTokens();
  const picture = useMemo(() => drawMatrix(n, values, scaleOf(tokens)), [n, values, tokens]);
  useEffect(() => setView(wholeView(n)), [n]);

  useEffect(() => {
    const host = canvas.current?.parentElement;
    if (host === null || host === undefined) return;
    const observer = new ResizeObserver(() =>
      setSide(Math.floor(Math.min(host.clientWidth, host.clientHeight))),
    );
    observer.observe(host);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d');
    if (target === null || context === null || context === undefined || side === 0) return;
    const frame = requestAnimationFrame(() => {
      const scale = window.devicePixelRatio;
      target.width = side * scale;
      target.height = side * scale;
      const size = side * scale;
      const cell = size / view.span;
      context.imageSmoothingEnabled = cell < 1;
      context.drawImage(picture, view.column, view.row, view.span, view.span, 0, 0, size, size);
      context.strokeStyle = tokens.text;
      context.lineWidth = 2 * scale;
      const least = Math.max(cell, 6 * scale);
      context.strokeRect((cursor.column - view.column) * cell, (cursor.row - view.row) * cell, least, least);
    });
    return () => cancelAnimationFrame(frame);
  }, [picture, view, side, cursor, tokens]);

  // React listens to the wheel passively, and the pane must not scroll with it.
  useEffect(() => {
    const target = canvas.current;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const at = shareOf(event, target as HTMLCanvasElement);
      setView((now) => zoomed(now, event.deltaY < 0 ? CLOSER : 1 / CLOSER, at, n));
    };
    target?.addEventListener('wheel', onWheel, { passive: false });
    return () => target?.removeEventListener('wheel', onWheel);
  }, [n]);

  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const from = dragged.current;
    if (from !== null) {
      const perPixel = from.view.span / side;
      setView(panned(from.view, (from.y - event.clientY) * perPixel, (from.x - event.clientX) * perPixel, n));
      return;
    }
    const at = shareOf(event, event.currentTarget);
    const cellAt = (start: number, share: number) =>
      Math.min(n - 1, Math.max(0, Math.floor(start + share * view.span)));
    const cell = { row: cellAt(view.row, at.y), column: cellAt(view.column, at.x) };
    if (cell.row !== cursor.row || cell.column !== cursor.column) onCursor(cell);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const middle = {
      x: (cursor.column + 0.5 - view.column) / view.span,
      y: (cursor.row + 0.5 - view.row) / view.span,
    };
    if (step !== undefined) {
      const far = event.shiftKey ? FAR : 1;
      const to = (from: number, by: number): number => Math.min(n - 1, Math.max(0, from + by * far));
      const cell = { row: to(cursor.row, step[0]), column: to(cursor.column, step[1]) };
      onCursor(cell);
      setView((now) => revealing(now, cell.row, cell.column, n));
    } else if (event.key === '+' || event.key === '=') setView((now) => zoomed(now, CLOSER, middle, n));
    else if (event.key === '-') setView((now) => zoomed(now, 1 / CLOSER, middle, n));
    else if (event.key === '0') setView(wholeView(n));
    else return;
    event.preventDefault();
  };
  return (
    <div className="heat-host">
      <canvas
        ref={canvas}
        className="heat-map"
        tabIndex={0}
        role="img"
        aria-label={label}
        style={{ width: side, height: side }}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragged.current = { x: event.clientX, y: event.clientY, view };
        }}
        onPointerUp={() => (dragged.current = null)}
        onPointerCancel={() => (dragged.current = null)}
      />
    </div>
  );
}

const shareOf = (event: { clientX: number; clientY: number }, target: Element): { x: number; y: number } => {
  const { left, top, width, height } = target.getBoundingClientRect();
  return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
};

const scaleOf = (tokens: ChartTokens): Scale => ({
  low: parseHex(tokens.block),
  ground: parseHex(tokens.panel),
  high: parseHex(tokens.pass),
  unknown: parseHex(tokens['line-strong']),
});

/** One pixel a pair; scaled when it is shown. */
function drawMatrix(n: number, values: Float32Array, scale: Scale): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = Math.max(1, n);
  picture.height = Math.max(1, n);
  const context = picture.getContext('2d');
  if (context === null || n === 0) return picture;
  const image = context.createImageData(n, n);
  for (let i = 0; i < values.length; i++) {
    image.data.set(divergingColour(values[i] as number, scale), i * 4);
    image.data[i * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return picture;
}

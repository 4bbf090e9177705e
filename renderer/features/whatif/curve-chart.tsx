import {
  createOptionsChart,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  LineStyle,
  type AutoscaleInfo,
  type IChartApiBase,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type SeriesMarker,
} from 'lightweight-charts';
import { useEffect, useRef, type ReactElement } from 'react';
import type { Curve } from '#shared/contract/procedures/whatif-ticket.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { formatCompact, formatMoney, formatQuantity } from '#renderer/format/numbers.ts';
import { highestLine, limitLines, pointAtOrBelow, type Kind } from './curve-lines.ts';

export interface CurveChartProps {
  readonly curve: Curve;
  readonly kind: Kind;
  /** Of the ticket as it stands; marked where it is on the curve. */
  readonly ticketQty: number;
  /** Colours are read from the page's tokens again when it changes. */
  readonly theme: string;
}

interface Drawn {
  readonly chart: IChartApiBase<number>;
  readonly valueAtRisk: ISeriesApi<'Line', number>;
  readonly shortfall: ISeriesApi<'Line', number>;
  readonly verdicts: ISeriesApi<'Histogram', number>;
  readonly markers: ISeriesMarkersPluginApi<number>;
  lines: IPriceLine[];
}

const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** VaR and ES as lines over the quantity; below them a strip that says what the check says of each quantity. */
export function CurveChart({ curve, kind, ticketQty, theme }: CurveChartProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);

  useEffect(() => {
    if (host.current === null) return;
    const chart = createOptionsChart(host.current, {
      autoSize: true,
      layout: { attributionLogo: true, fontFamily: "'IBM Plex Mono', monospace", fontSize: 11 },
      localization: { precision: 0, priceFormatter: formatMoney },
      rightPriceScale: { borderVisible: false },
      timeScale: { borderVisible: false },
      handleScroll: false,
      handleScale: false,
    });
    const line = { lineWidth: 2, priceLineVisible: false, lastValueVisible: false } as const;
    const valueAtRisk = chart.addSeries(LineSeries, line);
    const shortfall = chart.addSeries(LineSeries, { ...line, lineStyle: LineStyle.Dashed });
    const verdicts = chart.addSeries(HistogramSeries, {
      priceScaleId: 'verdict',
      lastValueVisible: false,
      priceLineVisible: false,
    });
    chart.priceScale('verdict').applyOptions({ scaleMargins: { top: 0.96, bottom: 0 } });
    valueAtRisk.priceScale().applyOptions({ scaleMargins: { top: 0.14, bottom: 0.24 } });
    drawn.current = {
      chart,
      valueAtRisk,
      shortfall,
      verdicts,
      markers: createSeriesMarkers(valueAtRisk),
      lines: [],
    };
    return () => {
      drawn.current = null;
      chart.remove();
    };
  }, []);

  useEffect(() => {
    const { current } = drawn;
    if (current === null) return;
    const { chart, valueAtRisk, shortfall, verdicts, markers } = current;
    chart.applyOptions({
      layout: { background: { color: token('--panel') }, textColor: token('--muted') },
      grid: { vertLines: { color: token('--line') }, horzLines: { color: token('--line') } },
    });
    valueAtRisk.applyOptions({ color: token('--accent') });
    shortfall.applyOptions({ color: token('--unknown-text') });
    const of = (figure: Curve['points'][number]['var'], time: number) =>
      figure === null ? { time } : { time, value: figure[kind] };
    valueAtRisk.setData(curve.points.map(({ orderQty, var: figure }) => of(figure, orderQty)));
    shortfall.setData(curve.points.map(({ orderQty, es }) => of(es, orderQty)));
    verdicts.setData(
      curve.points.map(({ orderQty: time, verdict }) =>
        verdict === null ? { time } : { time, value: 1, color: token(verdictToken(verdict)) },
      ),
    );
    for (const one of current.lines) valueAtRisk.removePriceLine(one);
    current.lines = limitLines(curve, kind).map(({ limit, level, money }) =>
      valueAtRisk.createPriceLine({
        price: money,
        color: token(level === 'hard' ? '--block-text' : '--warn-text'),
        lineWidth: 1,
        lineStyle: level === 'hard' ? LineStyle.Solid : LineStyle.Dashed,
        axisLabelVisible: true,
        title: `${level} ${controlTitle(limit.code)}`,
      }),
    );
    const highest = highestLine(curve, kind);
    valueAtRisk.applyOptions({
      autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => {
        const found = original();
        if (found?.priceRange == null) return found;
        const { minValue, maxValue } = found.priceRange;
        return { ...found, priceRange: { minValue, maxValue: Math.max(maxValue, highest) } };
      },
    });
    markers.setMarkers(marksOf(curve, ticketQty));
    chart.timeScale().fitContent();
  }, [curve, kind, ticketQty, theme]);

  return (
    <>
      <div ref={host} className="curve-chart" role="figure" aria-label={figureLabel(curve, kind)} />
      <ul className="curve-legend" aria-label="What is drawn">
        <li className="var">VaR</li>
        <li className="es">ES</li>
        <li className="PASS">passes</li>
        <li className="WARN">warns</li>
        <li className="BLOCK">stopped</li>
      </ul>
    </>
  );
}

const verdictToken = (verdict: NonNullable<Curve['points'][number]['verdict']>): string =>
  isDenied(verdict) ? '--block' : verdict === 'WARN' ? '--warn' : '--pass';

function marksOf(curve: Curve, ticketQty: number): SeriesMarker<number>[] {
  const marks: SeriesMarker<number>[] = [];
  const mark = (quantity: number, text: string, colour: string, position: 'aboveBar' | 'belowBar'): void => {
    const time = pointAtOrBelow(curve, quantity);
    const shape = position === 'aboveBar' ? 'arrowDown' : 'arrowUp';
    if (time !== null) marks.push({ time, position, shape, color: token(colour), text });
  };
  mark(ticketQty, `ticket ${formatQuantity(ticketQty)}`, '--text', 'belowBar');
  if (curve.largest !== null)
    mark(curve.largest, `most ${formatQuantity(curve.largest)}`, '--block-text', 'aboveBar');
  return marks.toSorted((a, b) => a.time - b.time);
}

function figureLabel(curve: Curve, kind: Kind): string {
  const last = curve.points.at(-1);
  const most = curve.largest === null ? '' : `; the most that passes is ${formatQuantity(curve.largest)}`;
  return `VaR and ES (${kind}) against 0 to ${formatCompact(last?.orderQty)} shares${most}; the table has the numbers`;
}

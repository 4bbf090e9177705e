import {
  createOptionsChart,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  type IChartApiBase,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
} from 'lightweight-charts';
import { useEffect, useRef, type ReactElement } from 'react';
import { useChartTokens } from './use-chart-tokens.ts';

export interface Bin {
  /** Edges, money. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Share below `to`. */
  readonly cumulative: number;
  /** What lies in it: VaR, ES. */
  readonly marks: readonly string[];
}

/** VaR and ES often lie in neighbouring bins: the ES is named so much higher, a share of the largest count. */
const HIGHER = 0.1;

interface Drawn {
  readonly chart: IChartApiBase<number>;
  readonly counts: ISeriesApi<'Histogram', number>;
  readonly below: ISeriesApi<'Line', number>;
  readonly marks: ISeriesMarkersPluginApi<number>;
}

const QUIET = { lastValueVisible: false, priceLineVisible: false } as const;
/** The axis of an options chart writes its numbers plainly: in thousands they stay short. */
const THOUSAND = 1_000;
const placeOf = ({ from, to }: Bin): number => (from + to) / 2 / THOUSAND;

/** Sessions by P&L in equal bins, and the share of them below as a line. */
export function DistributionChart({ bins, label }: { bins: readonly Bin[]; label: string }): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const tokens = useChartTokens();

  useEffect(() => {
    if (host.current === null) return;
    const chart = createOptionsChart(host.current, {
      autoSize: true,
      layout: { attributionLogo: true, fontFamily: "'IBM Plex Mono', monospace", fontSize: 11 },
      rightPriceScale: { borderVisible: false },
      leftPriceScale: { visible: true, borderVisible: false },
      timeScale: { borderVisible: false },
      localization: { precision: 0 },
      handleScale: { axisPressedMouseMove: false },
    });
    const counts = chart.addSeries(HistogramSeries, {
      ...QUIET,
      priceFormat: { type: 'custom', formatter: (count: number) => count.toFixed(0), minMove: 1 },
    });
    const below = chart.addSeries(LineSeries, {
      ...{ ...QUIET, priceScaleId: 'left', lineWidth: 2 },
      autoscaleInfoProvider: () => ({ priceRange: { minValue: 0, maxValue: 1 } }),
      priceFormat: {
        type: 'custom',
        formatter: (share: number) => `${(share * 100).toFixed(0)} %`,
        minMove: 0.01,
      },
    });
    for (const series of [counts, below])
      series.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0 } });
    drawn.current = { chart, counts, below, marks: createSeriesMarkers(counts, []) };
    return () => {
      drawn.current = null;
      chart.remove();
    };
  }, []);

  useEffect(() => {
    if (drawn.current === null) return;
    const { chart, counts, below, marks } = drawn.current;
    chart.applyOptions({
      layout: { background: { color: tokens.panel }, textColor: tokens.muted },
      grid: { vertLines: { visible: false }, horzLines: { color: tokens.line } },
    });
    below.applyOptions({ color: tokens.text });
    counts.setData(
      bins.map((bin) => ({
        ...{ time: placeOf(bin), value: bin.count },
        color: bin.to <= 0 ? tokens.block : tokens['pass-fill'],
      })),
    );
    below.setData(bins.map((bin) => ({ time: placeOf(bin), value: bin.cumulative })));
    const most = bins.reduce((largest, { count }) => Math.max(largest, count), 0);
    marks.setMarkers(
      bins
        .filter((bin) => bin.marks.length > 0)
        .map((bin) => ({
          ...{ time: placeOf(bin), position: 'atPriceTop' as const, shape: 'arrowDown' as const },
          price: bin.count + (bin.marks.includes('VaR') ? 0 : HIGHER * most),
          ...{ color: tokens.text, text: bin.marks.join(', ') },
        })),
    );
    chart.timeScale().fitContent();
  }, [bins, tokens]);

  return <div ref={host} className="risk-chart" role="figure" aria-label={label} />;
}

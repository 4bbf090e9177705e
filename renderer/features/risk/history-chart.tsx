import {
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type Time,
} from 'lightweight-charts';
import { useEffect, useRef, type ReactElement } from 'react';
import type { PastSession } from '#shared/contract/procedures/risk.ts';
import { formatCompact } from '#renderer/format/numbers.ts';
import { useChartTokens } from './use-chart-tokens.ts';

interface Drawn {
  readonly chart: IChartApi;
  readonly pnl: ISeriesApi<'Histogram'>;
  readonly historical: ISeriesApi<'Line'>;
  readonly parametric: ISeriesApi<'Line'>;
  readonly exceptions: ISeriesMarkersPluginApi<Time>;
}

export interface HistoryChartProps {
  readonly sessions: readonly PastSession[];
  readonly label: string;
  /** The session under the pointer; null when it leaves. */
  readonly onPoint: (session: PastSession | null) => void;
}

const QUIET = { lastValueVisible: false, priceLineVisible: false } as const;
const MONEY = { type: 'custom', formatter: formatCompact, minMove: 1 } as const;

/** A loss beyond its forecast. */
export const isException = ({ pnl, varHistorical }: PastSession): boolean => -pnl > varHistorical;

/** P&L of each session as bars, the VaR forecast for it below, and a dot where the loss went beyond. */
export function HistoryChart({ sessions, label, onPoint }: HistoryChartProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const point = useRef(onPoint);
  const tokens = useChartTokens();
  const known = useRef(sessions);
  useEffect(() => {
    point.current = onPoint;
    known.current = sessions;
  });

  useEffect(() => {
    if (host.current === null) return;
    const chart = createChart(host.current, {
      autoSize: true,
      layout: { attributionLogo: true, fontFamily: "'IBM Plex Mono', monospace", fontSize: 11 },
      rightPriceScale: { borderVisible: false },
      timeScale: { borderVisible: false },
      handleScale: { axisPressedMouseMove: false },
    });
    const pnl = chart.addSeries(HistogramSeries, { ...QUIET, priceFormat: MONEY });
    const historical = chart.addSeries(LineSeries, { ...QUIET, priceFormat: MONEY, lineWidth: 2 });
    const parametric = chart.addSeries(LineSeries, {
      ...{ ...QUIET, priceFormat: MONEY, lineWidth: 1 },
      lineStyle: LineStyle.Dashed,
    });
    chart.subscribeCrosshairMove(({ time }) =>
      point.current(known.current.find(({ date }) => date === time) ?? null),
    );
    drawn.current = { chart, pnl, historical, parametric, exceptions: createSeriesMarkers(pnl, []) };
    return () => {
      drawn.current = null;
      chart.remove();
    };
  }, []);

  useEffect(() => {
    const { chart, historical, parametric } = drawn.current ?? {};
    chart?.applyOptions({
      layout: { background: { color: tokens.panel }, textColor: tokens.muted },
      grid: { vertLines: { visible: false }, horzLines: { color: tokens.line } },
    });
    historical?.applyOptions({ color: tokens.text });
    parametric?.applyOptions({ color: tokens.muted });
  }, [tokens]);

  useEffect(() => {
    if (drawn.current === null) return;
    const { chart, pnl, historical, parametric, exceptions } = drawn.current;
    pnl.setData(
      sessions.map(({ date, pnl: value }) => ({
        ...{ time: date, value },
        color: value < 0 ? tokens.block : tokens['pass-fill'],
      })),
    );
    historical.setData(sessions.map(({ date, varHistorical }) => ({ time: date, value: 0 - varHistorical })));
    parametric.setData(sessions.map(({ date, varParametric }) => ({ time: date, value: 0 - varParametric })));
    exceptions.setMarkers(
      sessions.filter(isException).map(({ date, pnl: price }) => ({
        ...{ time: date, price, position: 'atPriceBottom' as const, shape: 'circle' as const },
        color: tokens.warn,
      })),
    );
    chart.timeScale().fitContent();
  }, [sessions, tokens]);

  return <div ref={host} className="risk-chart" role="figure" aria-label={label} />;
}

import {
  AreaSeries,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
} from 'lightweight-charts';
import { useEffect, useRef, type ReactElement } from 'react';

export interface PriceBar {
  /** `YYYY-MM-DD`, ascending. */
  readonly date: string;
  readonly close: number | null;
  readonly volume: number | null;
}

export interface PriceChartProps {
  readonly bars: readonly PriceBar[];
  /** Colours are read from the page's tokens again when it changes. */
  readonly theme: string;
  readonly label: string;
}

interface Drawn {
  readonly chart: IChartApi;
  readonly closes: ISeriesApi<'Area'>;
  readonly volumes: ISeriesApi<'Histogram'>;
}

export function PriceChart({ bars, theme, label }: PriceChartProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);

  useEffect(() => {
    if (host.current === null) return;
    const chart = createChart(host.current, {
      autoSize: true,
      layout: { attributionLogo: true, fontFamily: "'IBM Plex Mono', monospace", fontSize: 11 },
      rightPriceScale: { borderVisible: false },
      timeScale: { borderVisible: false },
      handleScale: { axisPressedMouseMove: false },
    });
    const closes = chart.addSeries(AreaSeries, { lineWidth: 2, priceLineVisible: false });
    const volumes = chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.8, bottom: 0 } });
    closes.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.24 } });
    drawn.current = { chart, closes, volumes };
    return () => {
      drawn.current = null;
      chart.remove();
    };
  }, []);

  useEffect(() => {
    const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const { chart, closes, volumes } = drawn.current ?? {};
    chart?.applyOptions({
      layout: { background: { color: token('--panel') }, textColor: token('--muted') },
      grid: { vertLines: { color: token('--line') }, horzLines: { color: token('--line') } },
    });
    closes?.applyOptions({
      lineColor: token('--accent'),
      topColor: `${token('--accent')}40`,
      bottomColor: `${token('--accent')}00`,
    });
    volumes?.applyOptions({ color: token('--line-strong') });
  }, [theme]);

  useEffect(() => {
    drawn.current?.closes.setData(
      bars.map(({ date, close }) => (close === null ? { time: date } : { time: date, value: close })),
    );
    drawn.current?.volumes.setData(
      bars.map(({ date, volume }) => (volume === null ? { time: date } : { time: date, value: volume })),
    );
    drawn.current?.chart.timeScale().fitContent();
  }, [bars]);

  return <div ref={host} className="price-chart" role="figure" aria-label={label} />;
}

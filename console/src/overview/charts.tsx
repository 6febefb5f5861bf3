import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';

/** A row of numbers of a chart; `name` stands under it. */
export interface Series {
  readonly name: string;
  readonly label: string;
  readonly color: string;
  /** Of a line: how it is dashed, so that it is known without its colour. */
  readonly dashes?: string;
}

export interface ChartProps {
  readonly data: readonly Readonly<Record<string, string | number | null>>[];
  readonly series: readonly Series[];
  readonly number: (value: number) => string;
}

const HEIGHT = 240;
const common = {
  h: HEIGHT,
  dataKey: 'name',
  gridAxis: 'y',
  tickLine: 'none',
  // The figures can be read in the table below; a second way through them with the arrow keys would say less.
  accessibilityLayer: false,
} as const;

/** Bars that stand on each other; an edge tells light ones apart from the page and from their neighbours. */
export function Bars({ data, series, number }: ChartProps) {
  return (
    <BarChart
      {...common}
      data={[...data]}
      series={[...series]}
      type="stacked"
      maxBarWidth={56}
      barProps={{ stroke: 'var(--mantine-color-text)', strokeOpacity: 0.7, strokeWidth: 1 }}
      valueFormatter={number}
      yAxisProps={{ allowDecimals: false, width: 48 }}
    />
  );
}

export function Lines({ data, series, number }: ChartProps) {
  return (
    <LineChart
      {...common}
      data={[...data]}
      series={series.map(({ dashes, ...each }) => ({
        ...each,
        ...(dashes === undefined ? {} : { strokeDasharray: dashes }),
      }))}
      curveType="linear"
      connectNulls={false}
      lineProps={{ isAnimationActive: false }}
      valueFormatter={number}
      yAxisProps={{ width: 48 }}
    />
  );
}

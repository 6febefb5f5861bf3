import { ColorSwatch, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { DataTable } from '../app/data-table';
import { Loading } from '../app/page';
import { useTexts } from '../texts/texts';
import type { ChartProps, Series } from './charts';

// Drawing weighs as much as the rest of the console: it is fetched when there is something to draw.
const DRAWN: Record<'bars' | 'lines', ComponentType<ChartProps>> = {
  bars: lazy(() => import('./charts').then(({ Bars }) => ({ default: Bars }))),
  lines: lazy(() => import('./charts').then(({ Lines }) => ({ default: Lines }))),
};

interface FigureProps {
  readonly as: 'bars' | 'lines';
  readonly title: string;
  readonly about: string;
  /** What the rows are named after. */
  readonly column: string;
  readonly rows: readonly (Readonly<Record<string, string | number | null>> & { readonly name: string })[];
  readonly series: readonly Series[];
  /** Columns that stand in the table alone. */
  readonly more?: readonly { readonly name: string; readonly label: string }[];
  readonly children?: ReactNode;
}

/** Numbers as a drawing, its colours named beside it, and as a table. */
export function Figure({ as, title, about, column, rows, series, more = [], children }: FigureProps) {
  const t = useTexts();
  const intl = useIntl();
  const Drawing = DRAWN[as];
  const number = (value: number) => intl.formatNumber(value);
  const columns = [...series, ...more];
  const shown = (value: string | number | null | undefined) => (typeof value === 'number' ? number(value) : '–');
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text c="dimmed" size="sm">
            {about}
          </Text>
        </div>
        <div role="img" aria-label={title}>
          <Suspense fallback={<Loading />}>
            <Drawing data={rows} series={series} number={number} />
          </Suspense>
        </div>
        <Group gap="md">
          {series.map(({ name, label, color }) => (
            <Group key={name} gap={6} wrap="nowrap">
              <ColorSwatch color={color} size={14} aria-hidden />
              <Text size="sm">{label}</Text>
            </Group>
          ))}
        </Group>
        <details>
          <summary>{t('overview.table')}</summary>
          <DataTable
            numeric
            label={title}
            minWidth={320}
            head={[column, ...columns.map(({ label }) => label)]}
            rows={rows.map((row) => ({
              key: row.name,
              cells: [row.name, ...columns.map(({ name }) => shown(row[name]))],
            }))}
          />
        </details>
        {children}
      </Stack>
    </Paper>
  );
}

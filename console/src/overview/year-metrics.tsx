import { Button, Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { DataTable } from '../app/data-table';
import { Failure, Shown } from '../app/page';
import { useSaving } from '../app/saving/use-saving';
import type { SweepScope } from '../app/sweeps';
import { useTexts } from '../texts/texts';
import { metricsAddress, metricsQuery, type Metrics } from './overview-data';

const YEARS = 6;

/** 11 CCR §7102, with what may be taken along for the privacy policy. */
export function YearMetrics({ scope }: { readonly scope: SweepScope }) {
  const t = useTexts();
  const [chosen, setChosen] = useState<number | null>(null);
  // Which year was the last one the API knows, by the clocks of the projects.
  const { data: newest } = useQuery(metricsQuery(scope, null));
  const query = useQuery(metricsQuery(scope, chosen));
  const year = chosen ?? newest?.year ?? null;
  const saving = useSaving();
  return (
    <Paper withBorder p="md" component="section" aria-label={t('overview.metrics')}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('overview.metrics')}
          </Title>
          <Text c="dimmed" size="sm">
            {t('overview.metrics.about')}
          </Text>
        </div>
        {newest !== undefined && year !== null && (
          <Group align="flex-end" className="no-print">
            <NativeSelect
              label={t('overview.metrics.year')}
              data={Array.from({ length: YEARS }, (_, back) => String(newest.year + 1 - back))}
              value={String(year)}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
            />
            <Button component="a" {...saving.link(metricsAddress(scope, year, '.csv'))} variant="default">
              {t('overview.metrics.csv')}
            </Button>
            <Button
              component="a"
              {...saving.link(metricsAddress(scope, year, ''), `privacy-metrics-${year}.json`)}
              variant="default"
            >
              {t('overview.metrics.json')}
            </Button>
          </Group>
        )}
        {saving.error !== null && <Failure error={saving.error} />}
        <Shown query={query}>
          {(metrics) => (
            <>
              {!metrics.isOver && <Text fw={700}>{t('overview.metrics.running')}</Text>}
              <MetricsTable metrics={metrics} />
            </>
          )}
        </Shown>
      </Stack>
    </Paper>
  );
}

const COUNTS = ['received', 'complied', 'compliedInWhole', 'compliedInPart', 'nothingHeld', 'denied'] as const;
const GROUNDS = ['unverified', 'not-a-consumer', 'exempt', 'other'] as const;
const OTHERS = ['withdrawn', 'failed', 'open', 'medianDays', 'meanDays'] as const;

function MetricsTable({ metrics: { year, results } }: { readonly metrics: Metrics }) {
  const t = useTexts();
  const intl = useIntl();
  const row = (
    name: (typeof COUNTS)[number] | (typeof GROUNDS)[number] | (typeof OTHERS)[number],
    valueOf: (result: Metrics['results'][number]) => number | null,
  ) => ({
    key: name,
    cells: [
      t(`overview.metrics.${name}`),
      ...results.map(valueOf).map((value) => (value === null ? '–' : intl.formatNumber(value))),
    ],
  });
  return (
    <DataTable
      numeric
      minWidth={640}
      label={`${t('overview.metrics')} (${year})`}
      head={[
        t('overview.metrics.metric'),
        ...results.map(({ of, right }) => `${t(`overview.metrics.${right}`)}, ${t(`overview.metrics.${of}`)}`),
      ]}
      rows={[
        ...COUNTS.map((name) => row(name, (result) => result[name])),
        ...GROUNDS.map((name) => row(name, ({ grounds }) => grounds[name])),
        ...OTHERS.map((name) => row(name, (result) => result[name])),
      ]}
    />
  );
}

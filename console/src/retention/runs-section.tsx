import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { DataTable } from '../app/data-table';
import { Empty, Shown } from '../app/page';
import { Section } from '../app/section';
import type { Organization } from '../app/session';
import { InUtc, Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { isUnderWay, runsQuery, type RunPage, type RunSummary } from './retention-data';
import { RunNow } from './run-now';
import { RunResult } from './run-result';

/** What went in the last nights, and when the next run is. */
export function RunsSection({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const query = useInfiniteQuery(runsQuery(organization.id));
  return (
    <Section title={t('runs.title')} about={t('runs.about')} actions={<RunNow organization={organization} />}>
      <Shown query={query}>
        {({ pages }) => {
          const runs = pages.flatMap(({ results }) => results);
          const first = pages[0];
          return (
            <Stack gap="sm" align="stretch">
              {first !== undefined && <Clock page={first} runs={runs} />}
              {runs.length === 0 ? <Empty>{t('runs.none')}</Empty> : <RunsTable runs={runs} />}
              {query.hasNextPage && (
                <Group>
                  <Button
                    variant="default"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {t('app.more')}
                  </Button>
                </Group>
              )}
            </Stack>
          );
        }}
      </Shown>
    </Section>
  );
}

function Clock({ page, runs }: { readonly page: RunPage; readonly runs: readonly RunSummary[] }) {
  const t = useTexts();
  return (
    <div>
      {/* Said when it begins, to those who do not see it. */}
      <Text role="status" fw={700}>
        {runs.some(isUnderWay) ? t('runs.underway') : ''}
      </Text>
      {page.nextRunAt !== null && (
        <Text c="dimmed" size="sm">
          {t('runs.next')} <Moment iso={page.nextRunAt} />
        </Text>
      )}
    </div>
  );
}

function RunsTable({ runs }: { readonly runs: readonly RunSummary[] }) {
  const t = useTexts();
  const intl = useIntl();
  const head = ['run', 'result', 'finished', 'rows', 'spared', 'dropped', 'orderedBy'] as const;
  return (
    <DataTable
      label={t('runs.title')}
      minWidth={760}
      head={head.map((name) => t(`runs.${name}`))}
      rows={runs.map((run) => ({
        key: run.id,
        cells: [
          <InUtc key="run" iso={run.startedAt ?? run.dueAt}>
            <Anchor component={Link} to="/retention/runs/$runId" params={{ runId: run.id } as never} inherit>
              {t('runs.open', {
                date: intl.formatDate(run.startedAt ?? run.dueAt, { dateStyle: 'medium', timeStyle: 'short' }),
              })}
            </Anchor>
          </InUtc>,
          <RunResult key="result" run={run} />,
          run.finishedAt === null ? '–' : <Moment key="finished" iso={run.finishedAt} />,
          intl.formatNumber(run.rows),
          intl.formatNumber(run.spared),
          intl.formatNumber(run.dropped),
          run.orderedBy === null ? t('runs.schedule') : <bdi key="by">{run.orderedBy}</bdi>,
        ],
      }))}
    />
  );
}

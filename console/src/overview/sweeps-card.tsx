import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DataTable } from '../app/data-table';
import { Empty, Shown } from '../app/page';
import { SweepNow } from '../app/sweep-now';
import { sweepsQuery, type Sweeps, type SweepScope } from '../app/sweeps';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';

/** What is due, when it is erased by itself, and the way to have it erased at once. */
export function SweepsCard({ scope }: { readonly scope: SweepScope }) {
  const t = useTexts();
  const query = useQuery(sweepsQuery(scope));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('sweeps.title')}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('sweeps.title')}
        </Title>
        <Shown query={query}>
          {({ due, nextAt, underway, results }) => (
            <>
              <Group justify="space-between">
                <div>
                  <Text>{t('sweeps.due', { ...due })}</Text>
                  {/* Said when it begins, to those who do not see it. */}
                  <Text role="status" fw={700}>
                    {underway ? t('sweeps.underway') : ''}
                  </Text>
                  <Text c="dimmed" size="sm">
                    {t('sweeps.next')} <Moment iso={nextAt} />
                  </Text>
                </div>
                <SweepNow scope={scope} />
              </Group>
              <details>
                <summary>{t('sweeps.latest')}</summary>
                <Latest results={results} />
              </details>
            </>
          )}
        </Shown>
      </Stack>
    </Paper>
  );
}

function Latest({ results }: { readonly results: Sweeps['results'] }) {
  const t = useTexts();
  if (results.length === 0) return <Empty>{t('sweeps.latest.none')}</Empty>;
  return (
    <DataTable
      minWidth={420}
      label={t('sweeps.latest')}
      head={[t('sweeps.started'), t('sweeps.finished'), t('sweeps.deletions'), t('sweeps.people')]}
      rows={results.map(({ id, startedAt, finishedAt, deletions, subjects }) => ({
        key: id,
        cells: [
          <Moment key="started" iso={startedAt} />,
          finishedAt === null ? t('sweeps.finished.not') : <Moment key="finished" iso={finishedAt} />,
          deletions,
          subjects,
        ],
      }))}
    />
  );
}

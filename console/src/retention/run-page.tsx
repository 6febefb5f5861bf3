import { Anchor, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Facts } from '../app/facts';
import { Note } from '../app/note';
import { Page, Shown } from '../app/page';
import { ForOwnersAndAdmins } from '../app/role-gate';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import { useCollectionTitle } from '../texts/collections';
import { useTexts } from '../texts/texts';
import { isUnderWay, runQuery, type RunDetail } from './retention-data';
import { RunRecord } from './run-record';
import { RunResult } from './run-result';
import { RunSteps } from './run-steps';

/** One run: how far it has come or how it ended, what went in each collection, and its record. */
export function RunPage() {
  const t = useTexts();
  const id = useParams({ strict: false, select: (params: { runId?: string }) => params.runId ?? '' });
  return (
    <Page title={t('runs.run.title')}>
      <Anchor component={Link} to="/retention" className="no-print">
        {t('runs.run.all')}
      </Anchor>
      <ForOwnersAndAdmins topic="retention">
        {(organization) => <OneRun id={id} organizationId={organization.id} />}
      </ForOwnersAndAdmins>
    </Page>
  );
}

function OneRun({ id, organizationId }: { readonly id: string; readonly organizationId: string }) {
  const query = useQuery(runQuery(id));
  return (
    <Shown query={query}>
      {(run) => (
        <>
          <Standing run={run} />
          <RunSteps steps={run.steps} />
          <RunRecord run={run} organizationId={organizationId} />
        </>
      )}
    </Shown>
  );
}

function Standing({ run }: { readonly run: RunDetail }) {
  const t = useTexts();
  const isInPart = run.result === 'in-part';
  return (
    <Section title={t('runs.result')}>
      <div role="status">
        <RunResult run={run} />
      </div>
      {isInPart && (
        <Note tone="warning" title={t('runs.run.inPart')}>
          {t('runs.run.inPart.words')}
        </Note>
      )}
      {isUnderWay(run) && <HowFar run={run} />}
      <Facts
        facts={[
          [t('runs.run.due'), <Moment key="due" iso={run.dueAt} />],
          [t('runs.started'), run.startedAt === null ? null : <Moment key="started" iso={run.startedAt} />],
          [t('runs.finished'), run.finishedAt === null ? null : <Moment key="finished" iso={run.finishedAt} />],
          [t('runs.run.goesOn'), run.nextAttemptAt === null ? null : <Moment key="goes-on" iso={run.nextAttemptAt} />],
          [t('runs.orderedBy'), run.orderedBy ?? t('runs.schedule')],
        ]}
      />
    </Section>
  );
}

function HowFar({ run: { steps, progress } }: { readonly run: RunDetail }) {
  const t = useTexts();
  const titleOf = useCollectionTitle();
  if (progress === null) return null;
  const { phase, done, total } = progress;
  const title = titleOf(phase, steps.find(({ collection }) => collection === phase)?.title);
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {t('runs.run.phase')}: {title}
        </Text>
        <Text size="sm">{t('request.progress.of', { done, total })}</Text>
      </Group>
      <Progress
        size="lg"
        value={total === 0 ? 0 : Math.round((100 * done) / total)}
        aria-label={t('runs.run.progress')}
      />
    </Stack>
  );
}

import { Anchor, SimpleGrid } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { Problem } from '../api/problem';
import { Page, Shown } from '../app/page';
import { ToMembers } from '../app/role-gate';
import { useSession } from '../app/session';
import { useTexts } from '../texts/texts';
import { DutiesOfRequest } from '../duties/duties-of-request';
import { CollectionsPanel } from './request/collections-panel';
import { DeadlinePanel } from './request/deadline-panel';
import { Decisions } from './request/decisions';
import { FilePanel } from './request/file-panel';
import { HandOversPanel } from './request/hand-overs-panel';
import { ReceiptPanel } from './request/receipt-panel';
import { RecordPanel } from './request/record-panel';
import { StatusPanel } from './request/status-panel';
import { SubjectsPanel } from './request/subjects-panel';
import { TimelinePanel } from './request/timeline-panel';
import { TimesPanel } from './request/times-panel';
import type { RequestDetail } from './request-query';
import { isOpen } from './request-words';
import { useLiveRequest, type LiveRequest } from './use-live-request';

/** One request from its receipt to its completion record, as it goes on. */
export function RequestPage() {
  const id = useParams({ strict: false, select: (params: { id?: string }) => params.id ?? '' });
  // Another request begins anew: what was typed about one is not said of the next.
  return <OneRequest key={id} id={id} />;
}

function OneRequest({ id }: { readonly id: string }) {
  const t = useTexts();
  const live = useLiveRequest(id);
  const { data: request, error } = live.query;
  const session = useSession();
  if (request === undefined) {
    const isMember = error instanceof Problem && error.code === 'role-too-low';
    return (
      <Page title={t('nav.requests')}>
        {isMember ? <ToMembers topic="requests" /> : <Shown query={live.query}>{() => null}</Shown>}
        {error !== null && (
          <Anchor component={Link} to="/requests">
            {t('request.back')}
          </Anchor>
        )}
      </Page>
    );
  }
  const { kind, subjectCount: people, regime, disclosure, openedBy: by } = request;
  const projects = session?.organizations.flatMap((organization) => organization.projects) ?? [];
  const project = projects.find((each) => each.id === request.projectId) ?? null;
  const about = t('request.about', {
    regime: t(`requestWords.regime.${regime}`),
    disclosure: t(`request.disclosure.${disclosure}`),
    project: project?.name ?? `${t('app.project')} ${request.projectId}`,
    by,
  });
  return (
    <Page
      title={t(`request.title.${kind}`, { people })}
      about={about}
      actions={<Decisions request={request} timezone={project?.timezone ?? null} />}
    >
      <Shown query={live.query}>{(shown) => <Panels request={shown} live={live} project={project} />}</Shown>
    </Page>
  );
}

interface PanelsProps {
  readonly request: RequestDetail;
  readonly live: LiveRequest;
  readonly project: Parameters<typeof DeadlinePanel>[0]['project'];
}

function Panels({ request, live: { query, isLive }, project }: PanelsProps) {
  const now = query.dataUpdatedAt;
  const { id, kind, artifact, status } = request;
  const hasAnswer = status === 'SUCCESS' || status === 'DENIED';
  return (
    <>
      <StatusPanel request={request} isLive={isLive} />
      {artifact !== null && kind === 'export' && <FilePanel requestId={id} artifact={artifact} now={now} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <DeadlinePanel request={request} project={project} now={now} />
        <ReceiptPanel request={request} />
      </SimpleGrid>
      <CollectionsPanel request={request} />
      <SubjectsPanel request={request} now={now} />
      {kind === 'deletion' && !isOpen(request) && <DutiesOfRequest requestId={id} />}
      <TimesPanel request={request} />
      {(hasAnswer || request.looks.length > 0) && <HandOversPanel request={request} />}
      <TimelinePanel timeline={request.timeline} />
      {!isOpen(request) && <RecordPanel requestId={id} />}
    </>
  );
}

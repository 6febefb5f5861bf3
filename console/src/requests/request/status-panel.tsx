import { Group, Stack, Text } from '@mantine/core';
import { Facts, type Fact } from '../../app/facts';
import { Moment } from '../../app/values';
import { useCollectionTitle } from '../../texts/collections';
import { useTexts, type Tell } from '../../texts/texts';
import { useKnownText } from '../known-text';
import { useSession } from '../../app/session';
import { SweepNow } from '../../app/sweep-now';
import type { RequestDetail } from '../request-query';
import { isOpen, StatusBadge } from '../request-words';
import { Notice } from './notice';
import { ProgressBar } from './progress-bar';
import { Section } from './section';

interface StatusPanelProps {
  readonly request: RequestDetail;
  readonly isLive: boolean;
}

/** Where the request stands, what it waits for and until when, and what somebody should do about it. */
export function StatusPanel({ request, isLive }: StatusPanelProps) {
  const t = useTexts();
  const { kind, status, progress } = request;
  return (
    <Section title={t('request.status')}>
      <Group gap="sm" role="status">
        <StatusBadge status={status} />
        <Text>{t(`request.state.${kind}.${isForSome(request) ? 'part' : status}`)}</Text>
      </Group>
      {request.nothingHeld && <Text>{t('request.nothingHeld')}</Text>}
      {request.partialNote !== null && (
        <Notice kind="care" title={t('request.partial')}>
          <Text size="sm" lang="en">
            {request.partialNote}
          </Text>
        </Notice>
      )}
      {progress !== null && status === 'STARTED' && <ProgressBar progress={progress} />}
      <Facts facts={waitsOf(t, request)} />
      {request.waitingFor === 'sweep' && <StartSweep request={request} />}
      <Troubles request={request} />
      {isOpen(request) && (
        <Text size="xs" c="dimmed" className="no-print">
          {isLive ? t('request.live') : t('request.polled')}
        </Text>
      )}
    </Section>
  );
}

/** Whether it failed for some of its people, and did what was asked for the others. */
function isForSome({ status, failure }: RequestDetail): boolean {
  return status === 'FAILURE' && failure?.code === 'subjects-failed';
}

/** For a deletion that waits for the sweep alone: the way to start it, which takes all that is due of the project. */
function StartSweep({ request: { projectId } }: { readonly request: RequestDetail }) {
  const t = useTexts();
  const session = useSession();
  const organization = session?.organizations.find(({ projects }) => projects.some(({ id }) => id === projectId));
  if (organization === undefined) return null;
  return (
    <Stack gap="xs" align="flex-start" className="no-print">
      <Text size="sm">{t('request.sweep.words')}</Text>
      <SweepNow scope={{ organizationId: organization.id, projectId }} />
    </Stack>
  );
}

function waitsOf(t: Tell, { waitingFor, waitingUntil }: RequestDetail): Fact[] {
  if (waitingFor === null) return [];
  const until = {
    grace: 'request.waits.until',
    approval: 'request.waits.by',
    export: 'request.waits.until',
    hold: 'request.waits.until',
    sweep: 'request.waits.until',
  } as const;
  const name = waitingFor in until ? until[waitingFor as keyof typeof until] : 'request.waits.again';
  return [
    [t('request.waits'), t(`request.wait.${waitingFor}`)],
    [t(name), waitingUntil === null ? null : <Moment iso={waitingUntil} />],
  ];
}

/** What went wrong or was decided, why, and what to do about it. The reasons are the API's own sentences. */
function Troubles({ request }: { readonly request: RequestDetail }) {
  const t = useTexts();
  const { failure, denial, attention } = request;
  const ended = request.status === 'FAILURE';
  return (
    <>
      {attention.length > 0 && <Attention request={request} />}
      {failure !== null && (attention.length === 0 || ended) && (
        <Notice kind={ended ? 'trouble' : 'care'} title={t(ended ? 'request.failure.ended' : 'request.failure.last')}>
          <Text size="sm">
            <Why {...failure} />
          </Text>
          <Text size="sm">{t(ended ? 'request.failure.open' : 'request.attention.todo')}</Text>
        </Notice>
      )}
      {denial !== null && <Denied denial={denial} />}
    </>
  );
}

/** What happened, in the API's own sentence, and what to do about it, in the reader's language. */
function Why({ code, message }: { readonly code: string; readonly message: string }) {
  const known = useKnownText();
  const advice = known('troubles', code);
  return (
    <>
      <span lang="en">{message === '' ? code : message}</span>
      {advice !== code && ` ${advice}`}
    </>
  );
}

function Attention({ request: { attention, attentionSince, status } }: { readonly request: RequestDetail }) {
  const t = useTexts();
  const titleOf = useCollectionTitle();
  const canRetry = status === 'PENDING' || status === 'STAGING' || status === 'STARTED';
  return (
    <Notice kind="trouble" title={t('request.attention')}>
      {attention.map(({ collection, code, message }) => (
        <Text key={`${collection} ${code}`} size="sm">
          {collection !== null && `${t('request.attention.in', { collection: titleOf(collection) })} `}
          {code === 'hold-ended' ? t('request.attention.holdEnded') : <Why code={code} message={message} />}
        </Text>
      ))}
      {attentionSince !== null && (
        <Text size="sm">
          {t('request.attention.since')} <Moment iso={attentionSince} />
        </Text>
      )}
      {canRetry && <Text size="sm">{t('request.attention.todo')}</Text>}
    </Notice>
  );
}

function Denied({ denial }: { readonly denial: NonNullable<RequestDetail['denial']> }) {
  const t = useTexts();
  return (
    <Notice kind="care" title={t('request.denial')}>
      <Stack gap={4}>
        <Text size="sm">{t(`requestWords.denial.${denial.code}.about`)}</Text>
        {denial.articles.length > 0 && (
          <Text size="sm">{t('request.denial.law', { articles: denial.articles.join(', ') })}</Text>
        )}
        <Text size="sm">{t('request.denial.tell')}</Text>
      </Stack>
    </Notice>
  );
}

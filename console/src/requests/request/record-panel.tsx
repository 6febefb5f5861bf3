import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Facts } from '../../app/facts';
import { Failure } from '../../app/page';
import { useSaving } from '../../app/saving/use-saving';
import { Copyable, Moment } from '../../app/values';
import { useTexts } from '../../texts/texts';
import { useKnownText } from '../known-text';
import { Notice } from './notice';
import { recordQuery, type CheckedRecord, type RecordDocument } from './record-query';
import { RecordTables } from './record-tables';
import { Section } from './section';

/** The completion record as it was signed, with the check of its signature, to be read, printed and taken along. */
export function RecordPanel({ requestId }: { readonly requestId: string }) {
  const t = useTexts();
  const query = useQuery(recordQuery(requestId));
  return (
    <Section
      title={t('record.title')}
      about={t('record.about')}
      aside={
        <Button
          className="no-print"
          variant="default"
          size="xs"
          title={t('record.again.words')}
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        >
          {t('record.again')}
        </Button>
      }
    >
      {query.error !== null && <Failure error={query.error} again={() => void query.refetch()} />}
      {query.data === undefined && query.error === null && <Text role="status">{t('record.checking')}</Text>}
      {query.data !== undefined && <Checked requestId={requestId} record={query.data} />}
    </Section>
  );
}

interface CheckedProps {
  readonly requestId: string;
  readonly record: CheckedRecord;
}

function Checked({ requestId, record }: CheckedProps) {
  const t = useTexts();
  const { document } = record;
  return (
    <Stack>
      <Verdict record={record} />
      <Head record={record} />
      <RecordTables document={document} />
      {document.notPromised.length > 0 && (
        <Stack gap="xs">
          <Title order={3} size="h6">
            {t('record.notPromised')}
          </Title>
          <List size="sm" lang="en">
            {document.notPromised.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        </Stack>
      )}
      <ByHand requestId={requestId} revision={record.revision} />
    </Stack>
  );
}

function Verdict({ record: { check, keyId } }: { readonly record: CheckedRecord }) {
  const t = useTexts();
  if (check === 'verified') {
    return (
      <Notice kind="good" title={t('record.verified')}>
        <Text size="sm">{t('record.verified.words', { keyId })}</Text>
      </Notice>
    );
  }
  if (check === 'unsupported') {
    return (
      <Notice kind="plain" title={t('record.unsupported')}>
        <Text size="sm">{t('record.unsupported.words')}</Text>
      </Notice>
    );
  }
  const name = check === 'broken' ? 'broken' : 'otherKey';
  return (
    <Notice kind="trouble" title={t(`record.${name}`)}>
      <Text size="sm">{t(`record.${name}.words`, { keyId })}</Text>
    </Notice>
  );
}

function Head({ record: { revision, revisions, document } }: { readonly record: CheckedRecord }) {
  const t = useTexts();
  const known = useKnownText();
  const { instance, request, deadline, answer, afterwards, statement }: RecordDocument = document;
  return (
    <Facts
      facts={[
        [t('record.answer'), known('record.nature', answer.nature)],
        [
          t('record.statement'),
          <span key="statement" lang="en">
            {statement}
          </span>,
        ],
        [t('record.organization'), `${request.organization}, ${request.project.name} (${request.project.id})`],
        [t('record.people'), request.subjects],
        [t('request.deadline.finished'), <Moment key="finished" iso={answer.finishedAt} />],
        [
          t('record.deadline'),
          <span key="deadline">
            <Moment iso={deadline.dueAt} />, {t(deadline.met ? 'record.met' : 'record.missed')}
          </span>,
        ],
        [
          t('record.handedOver'),
          afterwards.firstHandedOverAt === null ? null : <Moment key="given" iso={afterwards.firstHandedOverAt} />,
        ],
        [t('record.revision'), t('record.revisionOf', { revision, revisions })],
        [t('record.drawnUp'), <Moment key="drawn" iso={document.drawnUpAt} />],
        [t('record.by'), `Habeas ${instance.version}, ${instance.baseUrl}`],
      ]}
    />
  );
}

/** How anybody checks the record without Habeas, and what they need for it. */
function ByHand({ requestId, revision }: { readonly requestId: string; readonly revision: number }) {
  const t = useTexts();
  const saving = useSaving();
  const at = (ending: string) => `/api/v1/requests/${requestId}/record.${ending}?revision=${revision}`;
  const name = `completion-record-${requestId}-${revision}`;
  const command = `openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in ${name}.json -sigfile ${name}.sig`;
  return (
    <Stack gap="xs">
      <Group gap="md" className="no-print">
        <Anchor {...saving.link(at('json'))}>{t('record.json')}</Anchor>
        <Anchor {...saving.link(at('sig'))}>{t('record.sig')}</Anchor>
        <Anchor {...saving.link('/api/v1/keys/completion-record.pem', 'key.pem')}>{t('record.key')}</Anchor>
        <Anchor href={at('html')} target="_blank" rel="noopener">
          {t('record.page')}
        </Anchor>
      </Group>
      {saving.error !== null && <Failure error={saving.error} />}
      <Text size="sm">{t('record.byHand')}</Text>
      <Copyable text={command} label={t('record.command')} />
    </Stack>
  );
}

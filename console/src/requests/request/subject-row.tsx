import { Table, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import { useSize } from '../../app/sizes';
import { Moment, SubjectId } from '../../app/values';
import { useCollectionTitle } from '../../texts/collections';
import { useTexts, type Tell } from '../../texts/texts';
import { useKnownText } from '../known-text';
import type { Subject } from '../request-query';
import { DownloadButton } from './download';

interface SubjectRowProps {
  readonly requestId: string;
  readonly subject: Subject;
  /** How it ended for them, or how it stands. */
  readonly outcome: string;
  readonly hasFolders: boolean;
}

/** One person of a request. Persons are counted from 1, as the folders of an export are. */
export function SubjectRow({ requestId, subject, outcome, hasFolders }: SubjectRowProps) {
  const t = useTexts();
  const intl = useIntl();
  const titleOf = useCollectionTitle();
  const { ordinal, distinctId, tallies } = subject;
  const held = tallies.filter(({ rows }) => rows > 0);
  const rows = held.reduce((sum, tally) => sum + tally.rows, 0);
  const newRows = tallies.reduce((sum, tally) => sum + tally.newRows, 0);
  return (
    <Table.Tr>
      <Table.Td>{intl.formatNumber(ordinal + 1)}</Table.Td>
      <Table.Td>{distinctId === null ? t('request.subjects.gone') : <SubjectId id={distinctId} />}</Table.Td>
      <Table.Td>
        <Outcome subject={subject} outcome={outcome} />
      </Table.Td>
      <Table.Td ta="end">
        {intl.formatNumber(rows)}
        {held.length > 1 && (
          <Text size="xs" c="dimmed">
            {held.map((tally) => `${titleOf(tally.collection)} ${intl.formatNumber(tally.rows)}`).join(', ')}
          </Text>
        )}
        {newRows > 0 && <Text size="xs">{t('request.subjects.newRows', { rows: newRows })}</Text>}
      </Table.Td>
      <Table.Td>
        {otherIdsOf(t, subject).map((words) => (
          <Text key={words} size="xs">
            {words}
          </Text>
        ))}
      </Table.Td>
      {hasFolders && (
        <Table.Td className="no-print">
          <Folder requestId={requestId} subject={subject} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

const EXPLAINED = ['ambiguous', 'kept', 'held', 'failed'] as const;

function Outcome({ subject: { outcomeDetail, holdEndedAt }, outcome }: Pick<SubjectRowProps, 'subject' | 'outcome'>) {
  const t = useTexts();
  const known = useKnownText();
  const explained = EXPLAINED.find((each) => each === outcome);
  return (
    <>
      <Text size="sm" fw={600}>
        {known('request.outcome', outcome)}
      </Text>
      {outcomeDetail !== null && (
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          {outcome === 'failed' ? known('troubles', outcomeDetail) : outcomeDetail}
        </Text>
      )}
      {explained !== undefined && (
        <Text size="xs" c="dimmed">
          {t(`request.outcome.means.${explained}`)}
        </Text>
      )}
      {holdEndedAt !== null && (
        <Text size="xs" fw={600}>
          {t('request.subjects.holdEnded')} <Moment iso={holdEndedAt} />
        </Text>
      )}
    </>
  );
}

function otherIdsOf(t: Tell, { linkedIds, ambiguousIds, contestedIds }: Subject): string[] {
  return [
    ...(linkedIds > 1 ? [t('request.subjects.linked', { count: linkedIds - 1 })] : []),
    ...(ambiguousIds > 0 ? [t('request.subjects.ambiguous', { count: ambiguousIds })] : []),
    ...(contestedIds > 0 ? [t('request.subjects.contested', { count: contestedIds })] : []),
  ];
}

function Folder({ requestId, subject: { ordinal, folder } }: Pick<SubjectRowProps, 'requestId' | 'subject'>) {
  const t = useTexts();
  const size = useSize();
  if (folder === null) return null;
  if (folder.destroyedAt !== null) {
    return (
      <Text size="xs">
        {t('request.file.destroyed')}: <Moment iso={folder.destroyedAt} />
      </Text>
    );
  }
  return (
    <DownloadButton
      size="xs"
      address={`/api/v1/requests/${requestId}/subjects/${ordinal}/download`}
      words={t('request.file.one', { size: size(folder.bytes) })}
      label={t('request.file.oneLabel', { number: ordinal + 1, size: size(folder.bytes) })}
    />
  );
}

import { Progress, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { Empty } from '../../app/page';
import { Moment } from '../../app/values';
import { useCollectionTitle } from '../../texts/collections';
import { Rich, useTexts, type Tell } from '../../texts/texts';
import { useKnownText } from '../known-text';
import type { RequestDetail } from '../request-query';
import { Section } from './section';

type Collection = RequestDetail['collections'][number];

/** What is held or was held in each collection, and how far the work has come in it. */
export function CollectionsPanel({ request: { kind, collections } }: { readonly request: RequestDetail }) {
  const t = useTexts();
  return (
    <Section title={t('request.collections')} about={t(`request.collections.about.${kind}`)}>
      {collections.length === 0 ? (
        <Empty>{t('request.collections.empty')}</Empty>
      ) : (
        <Table.ScrollContainer
          type="native"
          minWidth={520}
          tabIndex={0}
          role="group"
          aria-label={t('request.collections')}
        >
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('request.collection')}</Table.Th>
                <Table.Th ta="end">{t('request.collection.rows')}</Table.Th>
                {kind === 'deletion' && <Table.Th>{t('request.collection.policy')}</Table.Th>}
                <Table.Th>{t('request.collection.progress')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {collections.map((each) => (
                <CollectionRow key={each.collection} collection={each} isDeletion={kind === 'deletion'} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}

function CollectionRow({ collection, isDeletion }: { readonly collection: Collection; readonly isDeletion: boolean }) {
  const t = useTexts();
  const intl = useIntl();
  const known = useKnownText();
  const title = useCollectionTitle()(collection.collection);
  const [steps, words] = isDeletion ? stepsOf(t, collection) : [4, t('request.collection.written')];
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{title}</Table.Td>
      <Table.Td ta="end">{intl.formatNumber(collection.rows)}</Table.Td>
      {isDeletion && (
        <Table.Td>{collection.policy === null ? '–' : known('request.policy', collection.policy)}</Table.Td>
      )}
      <Table.Td>
        <Stack gap={4}>
          <Text size="sm">{words}</Text>
          <Progress value={25 * steps} aria-label={t('request.collection.progressOf', { collection: title })} />
          {remarksOf(t, collection).map((remark, index) => (
            <Text key={index} size="xs">
              {remark}
            </Text>
          ))}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}

/** Of four. */
function stepsOf(t: Tell, { policy, countedAt, hiddenAt, erasedAt, verifiedAt }: Collection): [number, string] {
  if (policy === 'keep' && countedAt !== null && hiddenAt === null) return [4, t('request.collection.kept')];
  if (verifiedAt !== null) return [4, t('request.collection.step4')];
  if (erasedAt !== null) return [3, t('request.collection.step3')];
  if (hiddenAt !== null) return [2, t('request.collection.step2')];
  return countedAt === null ? [0, t('request.collection.step0')] : [1, t('request.collection.step1')];
}

function remarksOf(
  t: Tell,
  { collection, rows, survivors, newRows, keptRows, keptDueAt, notCopied }: Collection,
): ReactNode[] {
  const due = keptDueAt === null ? null : <Moment iso={keptDueAt} dateOnly />;
  return [
    ...(keptRows
      ? [
          due === null ? (
            t('request.collection.keptRows', { rows: keptRows })
          ) : (
            <Rich id="request.collection.keptUntil" values={{ rows: keptRows, due }} />
          ),
        ]
      : []),
    ...(collection === 'session_replays' && rows > 0 ? [t('request.collection.pieces')] : []),
    ...(survivors ? [t('request.collection.survivors', { rows: survivors })] : []),
    ...(newRows ? [t('request.collection.newRows', { rows: newRows })] : []),
    ...(notCopied > 0 ? [t('request.collection.notCopied', { values: notCopied })] : []),
  ];
}

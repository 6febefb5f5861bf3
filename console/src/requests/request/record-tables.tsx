import { List, Stack, Table, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { Moment } from '../../app/values';
import { useCollectionTitle } from '../../texts/collections';
import { useTexts } from '../../texts/texts';
import { useKnownText } from '../known-text';
import type { RecordDocument } from './record-query';

/** What the record counts: outcomes, collections, and whom to tell of the erasure. */
export function RecordTables({ document }: { readonly document: RecordDocument }) {
  const t = useTexts();
  const intl = useIntl();
  const known = useKnownText();
  const titleOf = useCollectionTitle();
  const { outcomes, collections, recipientsToNotify } = document;
  return (
    <>
      <Rows
        title={t('record.outcomes')}
        head={[t('record.outcome'), t('record.basis'), t('record.people')]}
        rows={outcomes.map(({ outcome, detail, subjects }) => [
          known('request.outcome', outcome),
          detail ?? '–',
          intl.formatNumber(subjects),
        ])}
      />
      <Rows
        title={t('record.collections')}
        head={[
          t('request.collection'),
          t('request.collection.policy'),
          t('request.collection.rows'),
          t('record.readBack'),
          t('record.left'),
        ]}
        rows={collections.map(({ collection, title, policy, rows, verifiedAt, survivors }) => [
          titleOf(collection, title),
          policy === null ? '–' : known('request.policy', policy),
          intl.formatNumber(rows),
          verifiedAt === null ? '–' : <Moment iso={verifiedAt} />,
          survivors === null ? '–' : intl.formatNumber(survivors),
        ])}
      />
      {recipientsToNotify.length > 0 && (
        <Stack gap="xs">
          <Title order={3} size="h6">
            {t('record.recipients')}
          </Title>
          <List size="sm">
            {recipientsToNotify.map(({ recipient, collections: from }) => (
              <List.Item key={recipient}>
                {recipient} ({from.join(', ')})
              </List.Item>
            ))}
          </List>
        </Stack>
      )}
    </>
  );
}

interface RowsProps {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
}

function Rows({ title, head, rows }: RowsProps) {
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {title}
      </Title>
      <Table.ScrollContainer type="native" minWidth={420} tabIndex={0} role="group" aria-label={title}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {head.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr key={index}>
                {row.map((cell, place) => (
                  <Table.Td key={head[place]} style={{ overflowWrap: 'anywhere' }}>
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

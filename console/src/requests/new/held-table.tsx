import { Stack, Table, Text, Title } from '@mantine/core';
import { FormattedNumber } from 'react-intl';
import { Empty } from '../../app/page';
import { Moment } from '../../app/values';
import { useCollectionTitle } from '../../texts/collections';
import { useTexts } from '../../texts/texts';
import type { Preview } from './draft';

interface HeldTableProps {
  readonly collections: Preview['collections'];
  readonly rows: number;
  /** Whether what a deletion does with it is told. */
  readonly erases: boolean;
}

/** What is held, collection by collection, and since when. */
export function HeldTable({ collections, rows, erases }: HeldTableProps) {
  const t = useTexts();
  const titleOf = useCollectionTitle();
  const held = collections.filter((collection) => collection.rows > 0);
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {t('newRequest.heldData')}
      </Title>
      {held.length === 0 ? (
        <Empty>{t('newRequest.nothingHeld')}</Empty>
      ) : (
        <>
          <Text>{t('newRequest.rowsInAll', { rows })}</Text>
          <Table.ScrollContainer
            minWidth={640}
            type="native"
            tabIndex={0}
            role="region"
            aria-label={t('newRequest.heldData')}
          >
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('newRequest.collection')}</Table.Th>
                  <Table.Th ta="end">{t('newRequest.rows')}</Table.Th>
                  <Table.Th ta="end">{t('newRequest.people')}</Table.Th>
                  <Table.Th>{t('newRequest.since')}</Table.Th>
                  <Table.Th>{t('newRequest.until')}</Table.Th>
                  {erases && <Table.Th>{t('newRequest.policy')}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {held.map((each) => (
                  <Table.Tr key={each.collection}>
                    <Table.Th scope="row">{titleOf(each.collection, each.title)}</Table.Th>
                    <Table.Td ta="end">
                      <FormattedNumber value={each.rows} />
                      {each.recordings !== null && (
                        <Text size="xs">{t('newRequest.recordings', { recordings: each.recordings })}</Text>
                      )}
                    </Table.Td>
                    <Table.Td ta="end">
                      <FormattedNumber value={each.subjects} />
                    </Table.Td>
                    <Table.Td>
                      {each.earliest === null ? t('newRequest.noTime') : <Moment iso={each.earliest} />}
                    </Table.Td>
                    <Table.Td>{each.latest === null ? t('newRequest.noTime') : <Moment iso={each.latest} />}</Table.Td>
                    {erases && (
                      <Table.Td>{t(`newRequest.policy.${each.policy}`, { basis: each.basis ?? '' })}</Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
    </Stack>
  );
}

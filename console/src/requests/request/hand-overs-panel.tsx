import { Table } from '@mantine/core';
import { Empty } from '../../app/page';
import { Moment } from '../../app/values';
import { useTexts } from '../../texts/texts';
import { useKnownText } from '../known-text';
import type { RequestDetail } from '../request-query';
import { Section } from './section';

/** Who gave the answer to the person, and who has only looked at it, newest first. */
export function HandOversPanel({ request: { handOvers, looks } }: { readonly request: RequestDetail }) {
  const t = useTexts();
  const known = useKnownText();
  const both = [
    ...handOvers.map((each) => ({ ...each, isLook: false })),
    ...looks.map((each) => ({ ...each, isLook: true })),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <Section title={t('request.handOvers')}>
      {both.length === 0 ? (
        <Empty>{t('request.handOvers.empty')}</Empty>
      ) : (
        <Table.ScrollContainer
          type="native"
          minWidth={520}
          tabIndex={0}
          role="group"
          aria-label={t('request.handOvers')}
        >
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('request.timeline.when')}</Table.Th>
                <Table.Th>{t('request.handOvers.what')}</Table.Th>
                <Table.Th>{t('request.handOvers.manner')}</Table.Th>
                <Table.Th>{t('request.handOvers.by')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {both.map(({ id, at, ordinal, manner, by, sensitive, isLook }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <Moment iso={at} />
                  </Table.Td>
                  <Table.Td>
                    {t(isLook ? 'request.handOvers.look' : 'request.handOvers.handOver')}:{' '}
                    {ordinal === null
                      ? t('request.handOvers.whole')
                      : t('request.handOvers.folder', { number: ordinal + 1 })}
                    {sensitive && ` · ${t('request.handOvers.sensitive')}`}
                  </Table.Td>
                  <Table.Td>{isLook ? known('request.handOvers.manner', manner) : manner}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {by === 'link' ? t('request.handOvers.link') : by}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}

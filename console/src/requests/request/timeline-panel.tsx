import { Button, Table, Text } from '@mantine/core';
import { Fragment, useState, type ReactNode } from 'react';
import { Moment } from '../../app/values';
import { usePrinting } from '../../print/printing';
import { Rich, useTexts, type Tell } from '../../texts/texts';
import { useKnownText } from '../known-text';
import type { RequestDetail } from '../request-query';
import { Section } from './section';

type Event = RequestDetail['timeline'][number];

const SHOWN_AT_FIRST = 30;

/** Everything that happened to the request, when, and by whom. */
export function TimelinePanel({ timeline }: { readonly timeline: RequestDetail['timeline'] }) {
  const t = useTexts();
  const detailsOf = useDetails();
  const [all, setAll] = useState(false);
  const prints = usePrinting();
  const hidden = all || prints ? 0 : Math.max(0, timeline.length - SHOWN_AT_FIRST);
  return (
    <Section title={t('request.timeline')}>
      {hidden > 0 && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          {t('request.timeline.earlier', { count: hidden })}
        </Button>
      )}
      <Table.ScrollContainer type="native" minWidth={480} tabIndex={0} role="group" aria-label={t('request.timeline')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('request.timeline.when')}</Table.Th>
              <Table.Th>{t('request.timeline.what')}</Table.Th>
              <Table.Th>{t('request.timeline.who')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {timeline.slice(hidden).map((event, index) => (
              <Table.Tr key={hidden + index}>
                <Table.Td>
                  <Moment iso={event.at} />
                </Table.Td>
                <Table.Td>
                  {t(`request.event.${event.type}`)}
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {detailsOf(event).map((part, place) => (
                      <Fragment key={place}>
                        {place > 0 && ' · '}
                        {part}
                      </Fragment>
                    ))}
                  </Text>
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{whoOf(t, event)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function whoOf(t: Tell, { actor, by }: Event): string {
  if (by !== null) return by;
  if (actor === 'habeas') return t('request.timeline.habeas');
  return actor === 'link' ? t('request.timeline.link') : t('request.timeline.somebody');
}

/** Of what an event tells beside its name, that which helps a person. */
function useDetails(): (event: Event) => ReactNode[] {
  const t = useTexts();
  const known = useKnownText();
  return ({ type, detail }) => {
    if (typeof detail !== 'object' || detail === null) return [];
    const { code, attempts, until, note, manner, ordinal, subjects, rows } = detail as Record<string, unknown>;
    return [
      ...(typeof subjects === 'number' ? [t('request.detail.subjects', { subjects })] : []),
      ...(typeof rows === 'number' ? [t('request.detail.rows', { rows })] : []),
      ...(typeof code === 'string'
        ? [
            type === 'denied'
              ? known('requestWords.denial', code)
              : t('request.detail.reason', { reason: known('reasons', code) }),
          ]
        : []),
      ...(typeof attempts === 'number' ? [t('request.detail.attempts', { attempts })] : []),
      ...(typeof until === 'string' && !Number.isNaN(Date.parse(until))
        ? [<Rich key="until" id="request.detail.until" values={{ until: <Moment iso={until} /> }} />]
        : []),
      ...(typeof manner === 'string' ? [t('request.detail.manner', { manner })] : []),
      ...(typeof ordinal === 'number' ? [t('request.detail.ordinal', { number: ordinal + 1 })] : []),
      ...(typeof note === 'string' ? [t('request.detail.note', { note })] : []),
    ];
  };
}

import { Pagination, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { FormattedNumber } from 'react-intl';
import { SubjectId } from '../../app/values';
import { usePrinting } from '../../print/printing';
import { useTexts, type Tell } from '../../texts/texts';
import { useKnownText } from '../known-text';
import { DecidedIds, leftAlone } from './decided-ids';
import type { Preview } from './draft';

type Person = Preview['subjects'][number];

const PAGE = 50;

/** Who the ids are resolved to, and what is to be known about each. */
export function PeopleTable({ subjects }: { readonly subjects: readonly Person[] }) {
  const t = useTexts();
  const known = useKnownText();
  const [page, setPage] = useState(1);
  const [onlyNoted, setOnlyNoted] = useState(false);
  const noted = subjects.filter((person) => person.decided.length > 0 || notesOf(person, t, known).length > 0);
  const listed = onlyNoted ? noted : subjects;
  const pages = Math.max(1, Math.ceil(listed.length / PAGE));
  const at = Math.min(page, pages);
  const prints = usePrinting();
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {t('newRequest.whoIsMeant')}
      </Title>
      {noted.length > 0 && subjects.length > 1 && (
        <Switch
          label={t('newRequest.onlyNoted', { count: noted.length })}
          checked={onlyNoted}
          onChange={(event) => setOnlyNoted(event.currentTarget.checked)}
        />
      )}
      <Table.ScrollContainer
        minWidth={560}
        type="native"
        tabIndex={0}
        role="region"
        aria-label={t('newRequest.whoIsMeant')}
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('newRequest.id')}</Table.Th>
              <Table.Th ta="end">{t('newRequest.otherIds')}</Table.Th>
              <Table.Th ta="end">{t('newRequest.rows')}</Table.Th>
              <Table.Th>{t('newRequest.notes')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(prints ? listed : listed.slice((at - 1) * PAGE, at * PAGE)).map((person) => (
              <PersonRow key={person.distinctId} person={person} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {pages > 1 && !prints && (
        <Pagination
          total={pages}
          value={at}
          onChange={setPage}
          getItemProps={(number) => ({ 'aria-label': t('newRequest.page', { number }) })}
          getControlProps={(control) => ({
            'aria-label': t(control === 'next' ? 'newRequest.page.next' : 'newRequest.page.previous'),
          })}
        />
      )}
    </Stack>
  );
}

function PersonRow({ person }: { readonly person: Person }) {
  const t = useTexts();
  const known = useKnownText();
  return (
    <Table.Tr>
      <Table.Td>
        <SubjectId id={person.distinctId} />
      </Table.Td>
      <Table.Td ta="end">
        <FormattedNumber value={Math.max(0, person.linkedIds - 1)} />
      </Table.Td>
      <Table.Td ta="end">
        <FormattedNumber value={person.rows} />
      </Table.Td>
      <Table.Td>
        {notesOf(person, t, known).map((note) => (
          <Text key={note} size="sm">
            {note}
          </Text>
        ))}
        <DecidedIds person={person} />
      </Table.Td>
    </Table.Tr>
  );
}

function notesOf(person: Person, t: Tell, known: ReturnType<typeof useKnownText>): string[] {
  const { held, fault, tiedTo, devicesLeftOut } = person;
  const { ambiguous, contested } = leftAlone(person);
  return [
    ...(isUnknown(person) ? [t('newRequest.note.unknown')] : []),
    ...(held === null ? [] : [t('newRequest.note.held', { basis: held })]),
    ...(fault === null ? [] : [t('newRequest.note.fault', { fault: known('newRequest.unresolved', fault) })]),
    ...(ambiguous > 0 ? [t('newRequest.note.ambiguous', { count: ambiguous })] : []),
    ...(contested > 0 ? [t('newRequest.note.contested', { count: contested })] : []),
    ...(tiedTo ? [t('newRequest.note.tiedTo')] : []),
    ...(devicesLeftOut ? [t('newRequest.note.devicesLeftOut')] : []),
  ];
}

/** As the API counts `unknown`. */
function isUnknown({ fault, rows, linkedIds, ambiguousIds, contestedIds, tiedTo }: Person): boolean {
  return fault === null && rows === 0 && !tiedTo && linkedIds + ambiguousIds + contestedIds <= 1;
}

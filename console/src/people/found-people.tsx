import { Button, Checkbox, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { FormattedNumber } from 'react-intl';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';
import { Empty, Shown } from '../app/page';
import { Moment, SubjectId } from '../app/values';
import { handOver } from '../requests/handed-over';
import { useTexts } from '../texts/texts';
import type { Search } from './find-form';

type Find = paths['/api/v1/projects/{projectId}/profiles/find']['post'];
type Person = Find['responses']['200']['content']['application/json']['results'][number];

/** Who was found, and the way on to a request about them. Each look is in the audit, so that none is taken by itself. */
export function FoundPeople({ search }: { readonly search: Search }) {
  const { projectId, property, value, number } = search;
  const t = useTexts();
  const found = useInfiniteQuery({
    // The value stays out of the key: it would outlive the page in the cache.
    queryKey: ['profiles-found', projectId, number],
    queryFn: ({ pageParam: cursor }) =>
      must(
        api.POST('/api/v1/projects/{projectId}/profiles/find', {
          params: { path: { projectId } },
          body: { property, value, ...(cursor === null ? {} : { cursor }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <section aria-label={t('find.found')} aria-live="polite">
      <Shown query={found}>
        {({ pages }) => {
          const people = pages.flatMap(({ results }) => results);
          if (people.length === 0 && !found.hasNextPage) return <Empty>{t('find.nobody')}</Empty>;
          return (
            <Stack>
              <Choice projectId={projectId} people={people} />
              {found.hasNextPage && (
                <Group>
                  <Button
                    variant="default"
                    loading={found.isFetchingNextPage}
                    onClick={() => void found.fetchNextPage()}
                  >
                    {t('app.more')}
                  </Button>
                </Group>
              )}
            </Stack>
          );
        }}
      </Shown>
    </section>
  );
}

/** Those that were found, to be ticked; one alone is. */
function Choice({ projectId, people }: { readonly projectId: number; readonly people: readonly Person[] }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const chosen = ticked ?? new Set(people.length === 1 ? people.map(({ distinctId }) => distinctId) : []);
  const tick = (id: string, on: boolean) => {
    const others = [...chosen].filter((each) => each !== id);
    setTicked(new Set(on ? [...others, id] : others));
  };
  const goOn = (kind: 'export' | 'deletion') => {
    handOver({ projectId, ids: people.map(({ distinctId }) => distinctId).filter((id) => chosen.has(id)) });
    void navigate({ to: '/requests/new/$kind', params: { kind } });
  };
  return (
    <Stack>
      <Title order={2} size="h3">
        {t('find.found')}
      </Title>
      {people.map((person) => (
        <PersonCard
          key={person.distinctId}
          person={person}
          isTicked={chosen.has(person.distinctId)}
          tick={(on) => tick(person.distinctId, on)}
        />
      ))}
      <Text>{t('find.chosen', { count: chosen.size })}</Text>
      <Group>
        <Button disabled={chosen.size === 0} onClick={() => goOn('export')}>
          {t('find.export')}
        </Button>
        <Button variant="default" disabled={chosen.size === 0} onClick={() => goOn('deletion')}>
          {t('find.deletion')}
        </Button>
      </Group>
    </Stack>
  );
}

interface PersonCardProps {
  readonly person: Person;
  readonly isTicked: boolean;
  readonly tick: (on: boolean) => void;
}

function PersonCard({ person, isTicked, tick }: PersonCardProps) {
  const t = useTexts();
  const { distinctId, linkedIds, ambiguousIds, fault, collections } = person;
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Checkbox
          checked={isTicked}
          onChange={(event) => tick(event.currentTarget.checked)}
          label={<SubjectId id={distinctId} />}
        />
        <Text size="sm">{t('find.ids', { count: Math.max(0, linkedIds - 1), shared: ambiguousIds })}</Text>
        {fault !== null && <Text size="sm">{t('newRequest.note.fault', { fault })}</Text>}
        <Table.ScrollContainer
          minWidth={420}
          type="native"
          tabIndex={0}
          role="group"
          aria-label={t('newRequest.heldData')}
        >
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('newRequest.collection')}</Table.Th>
                <Table.Th ta="end">{t('newRequest.rows')}</Table.Th>
                <Table.Th>{t('newRequest.since')}</Table.Th>
                <Table.Th>{t('newRequest.until')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {collections.map(({ collection, title, rows, earliest, latest }) => (
                <Table.Tr key={collection}>
                  <Table.Th scope="row">{title}</Table.Th>
                  <Table.Td ta="end">
                    <FormattedNumber value={rows} />
                  </Table.Td>
                  <Table.Td>{earliest === null ? t('newRequest.noTime') : <Moment iso={earliest} />}</Table.Td>
                  <Table.Td>{latest === null ? t('newRequest.noTime') : <Moment iso={latest} />}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Stack>
    </Paper>
  );
}

import { Accordion, Badge, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DataTable } from '../app/data-table';
import { Facts } from '../app/facts';
import { Empty, Shown } from '../app/page';
import { Section } from '../app/section';
import { untilWords } from '../texts/periods';
import { useCollectionTitle } from '../texts/collections';
import { useTexts, type Tell } from '../texts/texts';
import { dataMapQuery, type Collection, type DataMap } from './project-queries';

const ENGINES = { postgres: 'PostgreSQL', clickhouse: 'ClickHouse' } as const;

/** Which tables hold data of the project's people, and what a deletion does to each. */
export function DataMapSection({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const query = useQuery(dataMapQuery);
  return (
    <Section title={t('dataMap.title')} about={t('dataMap.about')}>
      <Shown query={query}>{(map) => <Map map={map} projectId={projectId} />}</Shown>
    </Section>
  );
}

function Map({ map, projectId }: { readonly map: DataMap; readonly projectId: number }) {
  const t = useTexts();
  const titleOf = useCollectionTitle();
  const own = map.collections.filter(({ projects }) => projects === null || projects.includes(projectId));
  return (
    <Stack>
      <Sentences title={t('dataMap.errors')} sentences={map.errors} />
      {own.length === 0 && <Empty>{t('dataMap.none')}</Empty>}
      <Accordion multiple variant="separated" order={3}>
        {own.map((collection) => (
          <Accordion.Item key={collection.name} value={collection.name}>
            <Accordion.Control>
              <Group gap="xs">
                <Text fw={600}>
                  <bdi>{titleOf(collection.name, collection.title)}</bdi>
                </Text>
                <Badge variant="default" tt="none">
                  {t(`dataMap.policy.${collection.policy.kind}`)}
                </Badge>
                {collection.errors.length + collection.warnings.length > 0 && (
                  <Badge variant="default" tt="none">
                    {t('dataMap.notes', { count: collection.errors.length + collection.warnings.length })}
                  </Badge>
                )}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <CollectionFacts collection={collection} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <Exempt exempt={map.exempt} />
    </Stack>
  );
}

function CollectionFacts({ collection }: { readonly collection: Collection }) {
  const t = useTexts();
  const { name, engine, store, table, recipients, headers } = collection;
  const withheld = headers.filter(({ withhold }) => withhold).map((header) => header.name);
  return (
    <Stack>
      <Sentences title={t('dataMap.errors')} sentences={collection.errors} />
      <Sentences title={t('dataMap.warnings')} sentences={collection.warnings} />
      <Facts
        facts={[
          [t('dataMap.name'), name],
          [t('dataMap.where'), `${table} · ${store} (${ENGINES[engine]})`],
          [t('dataMap.subjectColumns'), collection.subjectColumns.join(', ')],
          [t('dataMap.projectColumn'), collection.projectColumn ?? t('dataMap.projectColumn.none')],
          [t('dataMap.timeColumn'), collection.timeColumn ?? t('dataMap.timeColumn.none')],
          [t('dataMap.arrivalColumn'), collection.arrivalColumn ?? t('dataMap.arrivalColumn.none')],
          [t('dataMap.policy'), policyWords(t, collection.policy)],
          [t('dataMap.erasedAfter'), collection.erasedAfter.join(', ') || t('app.none')],
          [t('dataMap.headers'), t('dataMap.headers.count', { count: headers.length })],
          [t('dataMap.withheld'), withheld.length === 0 ? null : withheld.join(', ')],
          [t('dataMap.purpose'), collection.purpose],
          [
            t('dataMap.recipients'),
            recipients === null ? t('dataMap.notSaid') : recipients.join(', ') || t('app.none'),
          ],
          [t('dataMap.source'), collection.sourceCategory],
          [t('dataMap.retention'), collection.retention],
          [t('dataMap.window'), windowWords(t, collection.window)],
        ]}
      />
    </Stack>
  );
}

export function policyWords(t: Tell, policy: Collection['policy']): string {
  if (policy.kind === 'anonymize') return t('dataMap.policy.anonymize.words', { columns: policy.columns.join(', ') });
  if (policy.kind === 'erase') return t(policy.rows ? 'dataMap.policy.rows.words' : 'dataMap.policy.erase.words');
  const { basis, until, isReckoned } = policy;
  if (until === null) return t('dataMap.policy.keep.words', { basis });
  const words = t('dataMap.policy.keepUntil.words', { basis, until: untilWords(t, until) });
  return isReckoned ? `${words} ${t('dataMap.policy.reckoned')}` : words;
}

export function windowWords(t: Tell, window: Collection['window']): string | null {
  if (window === null) return null;
  const period = untilWords(t, `${window.from} + ${window.after}`);
  return `${period}. ${t(`dataMap.window.${window.does}`, { columns: window.columns.join(', ') })}`;
}

/** Sentences of the API, which stay in its language. */
export function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <List size="sm">
        {sentences.map((sentence) => (
          <List.Item key={sentence} style={{ overflowWrap: 'anywhere' }}>
            {sentence}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function Exempt({ exempt }: { readonly exempt: DataMap['exempt'] }) {
  const t = useTexts();
  if (exempt.length === 0) return null;
  const head = ['dataMap.table', 'dataMap.store', 'dataMap.columns', 'dataMap.reason'] as const;
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('dataMap.exempt')}</Text>
      <DataTable
        label={t('dataMap.exempt')}
        minWidth={600}
        head={head.map((name) => t(name))}
        rows={exempt.map(({ table, store, columns, reason }) => ({
          key: `${store} ${table} ${columns?.join(' ') ?? ''}`,
          cells: [table, store, columns?.join(', ') ?? t('dataMap.columns.all'), reason],
        }))}
      />
    </Stack>
  );
}

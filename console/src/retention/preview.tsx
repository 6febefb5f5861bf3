import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { DataTable } from '../app/data-table';
import { Empty, Failure } from '../app/page';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import { Figure } from '../overview/figure';
import { useKnownText } from '../requests/known-text';
import { useCollectionTitle } from '../texts/collections';
import { useTexts } from '../texts/texts';
import { useMonthName } from './month-name';
import { previewQuery, type Preview, type PreviewedCollection, type Supposed } from './retention-data';

/** Told apart by how light they are, too. */
const COLOURS = { rows: '#e8590c', spared: '#1971c2', referredTo: '#ced4da' } as const;
const PARTS = ['rows', 'spared', 'referredTo'] as const;
const AS_IT_STANDS: Supposed = {};

/** What a run would take at this moment; counted when one asks. */
export function PreviewNow({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const [asked, setAsked] = useState(false);
  const query = useQuery({ ...previewQuery(projectId, AS_IT_STANDS), enabled: asked });
  const count = () => {
    if (asked) void query.refetch();
    else setAsked(true);
  };
  return (
    <Section
      title={t('retention.preview')}
      about={t('retention.preview.about')}
      actions={
        <Button variant="default" loading={query.isFetching} onClick={count}>
          {t('retention.preview.count')}
        </Button>
      }
    >
      {asked && <Counted query={query} title={t('retention.preview')} />}
    </Section>
  );
}

interface CountedProps {
  readonly query: { readonly data: Preview | undefined; readonly error: Error | null; refetch(): unknown };
  /** What is counted, for those who do not see what stands above it. */
  readonly title: string;
}

/** A preview that is being counted, was refused, or is there. */
export function Counted({ query, title }: CountedProps) {
  const t = useTexts();
  if (query.error !== null) return <Failure error={query.error} again={() => void query.refetch()} />;
  if (query.data === undefined) return <Text role="status">{t('retention.preview.counting')}</Text>;
  return <PreviewTables preview={query.data} title={title} />;
}

interface PreviewTablesProps {
  readonly preview: Preview;
  readonly title: string;
}

function PreviewTables({ preview: { at, collections, later }, title }: PreviewTablesProps) {
  const t = useTexts();
  const intl = useIntl();
  const held = collections.filter(({ rows, spared, referredTo }) => rows + spared + referredTo > 0);
  const counted = (
    <Text size="sm" c="dimmed">
      {t('retention.preview.counted')}: <Moment iso={at} />
    </Text>
  );
  if (held.length === 0) {
    return (
      <Stack gap="xs">
        <Empty>{t('retention.preview.none')}</Empty>
        <Later later={later} />
        {counted}
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <DataTable
        label={title}
        minWidth={560}
        numeric
        head={[
          t('retention.preview.collection'),
          t('retention.rule.before'),
          ...PARTS.map((part) => t(`retention.preview.${part}`)),
        ]}
        rows={held.map((each) => ({
          key: keyOf(each),
          cells: [
            <Named key="name" {...each} />,
            each.before === null ? '–' : <Moment key="before" iso={each.before} dateOnly />,
            ...PARTS.map((part) => intl.formatNumber(each[part])),
          ],
        }))}
      />
      <Text size="sm" c="dimmed">
        {t('retention.preview.spared.about')}
      </Text>
      <ByMonth collections={held} title={title} />
      <Later later={later} />
      {counted}
    </Stack>
  );
}

/** What goes at a date that is known, and not with the next run. */
function Later({ later }: Pick<Preview, 'later'>) {
  const t = useTexts();
  const intl = useIntl();
  if (later.length === 0) return null;
  return (
    <DataTable
      label={t('retention.preview.later')}
      minWidth={560}
      numeric
      head={[
        t('retention.preview.later'),
        t('retention.preview.goesAt'),
        ...PARTS.map((part) => t(`retention.preview.${part}`)),
      ]}
      rows={later.map((each) => ({
        key: keyOf(each),
        cells: [
          <Named key="name" {...each} />,
          <Moment key="goesAt" iso={each.goesAt} dateOnly />,
          ...PARTS.map((part) => intl.formatNumber(each[part])),
        ],
      }))}
    />
  );
}

/** A collection is told once a rule: profiles go that were not seen, and those of a subscription that has ended. */
function keyOf({ collection, rule }: PreviewedCollection): string {
  return `${collection} ${rule}`;
}

function Named({ collection, title, rule }: PreviewedCollection) {
  const titleOf = useCollectionTitle();
  const known = useKnownText();
  return (
    <div>
      <Text size="sm">{titleOf(collection, title)}</Text>
      <Text size="xs" c="dimmed">
        {known('runs.rule', rule)}
      </Text>
    </div>
  );
}

interface ByMonthProps {
  readonly collections: readonly PreviewedCollection[];
  readonly title: string;
}

/** The rows of one collection by month; the one with the most rows is shown first. */
function ByMonth({ collections, title }: ByMonthProps) {
  const t = useTexts();
  const monthName = useMonthName();
  const known = useKnownText();
  const titleOf = useCollectionTitle();
  const withMonths = collections.filter(({ months }) => months.length > 0).sort((one, other) => other.rows - one.rows);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = withMonths.find((each) => keyOf(each) === chosen) ?? withMonths[0];
  if (shown === undefined) return null;
  return (
    <>
      {withMonths.length > 1 && (
        <Group>
          <NativeSelect
            label={t('retention.preview.chosen')}
            data={withMonths.map((each) => ({
              value: keyOf(each),
              label: `${titleOf(each.collection, each.title)}, ${known('runs.rule', each.rule)}`,
            }))}
            value={keyOf(shown)}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        </Group>
      )}
      <Figure
        as="bars"
        title={t('retention.preview.months', { title })}
        about={t('retention.preview.months.about', { collection: titleOf(shown.collection, shown.title) })}
        column={t('retention.preview.month')}
        rows={[...shown.months]
          .sort((one, other) => (one.month ?? '').localeCompare(other.month ?? ''))
          .map(({ month, rows, spared, referredTo }) => ({
            name: month === null ? t('retention.preview.noMonth') : monthName(month),
            rows,
            spared,
            referredTo,
          }))}
        series={PARTS.map((part) => ({ name: part, label: t(`retention.preview.${part}`), color: COLOURS[part] }))}
      />
    </>
  );
}

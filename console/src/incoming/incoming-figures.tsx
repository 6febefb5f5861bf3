import { Code, Text } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { DataTable } from '../app/data-table';
import { Empty } from '../app/page';
import { Section } from '../app/section';
import { Figure } from '../overview/figure';
import { useKnownTexts, useTexts } from '../texts/texts';
import { byDay, byReason, LEFT, leftByDay, type Incoming } from './incoming-data';

/** Three that are told apart by how light they are, too. */
const COLOURS = { taken: '#1971c2', refused: '#e8590c', dropped: '#ced4da' } as const;
const OUTCOMES = ['taken', 'refused', 'dropped'] as const;
const COLOURS_OF_LEFT = { suppressed: '#1971c2', notKept: '#e8590c', unbelieved: '#ced4da' } as const;

export function DaysFigure({ days, now }: Pick<Incoming, 'days'> & { readonly now: number }) {
  const t = useTexts();
  const dayName = useDayName();
  return (
    <Figure
      as="bars"
      title={t('incoming.days')}
      about={t('incoming.days.about')}
      column={t('incoming.day')}
      rows={byDay(days, now).map(({ day, ...counts }) => ({
        name: dayName(day),
        ...counts,
      }))}
      series={OUTCOMES.map((name) => ({ name, label: t(`incoming.${name}`), color: COLOURS[name] }))}
    />
  );
}

/** What was left out by day; nothing where nothing was. */
export function LeftFigure({ now, ...incoming }: Pick<Incoming, (typeof LEFT)[number]> & { readonly now: number }) {
  const t = useTexts();
  const dayName = useDayName();
  const rows = leftByDay(incoming, now);
  if (rows.length === 0) return null;
  return (
    <Figure
      as="bars"
      title={t('incoming.left')}
      about={t('incoming.left.about')}
      column={t('incoming.day')}
      rows={rows.map(({ day, ...counts }) => ({ name: dayName(day), ...counts }))}
      series={LEFT.map((name) => ({ name, label: t(`incoming.left.${name}`), color: COLOURS_OF_LEFT[name] }))}
    />
  );
}

function useDayName() {
  const intl = useIntl();
  return (day: string) => intl.formatDate(day, { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

export function Reasons({ days }: Pick<Incoming, 'days'>) {
  const t = useTexts();
  const intl = useIntl();
  const rows = byReason(days);
  return (
    <Section title={t('incoming.reasons')} about={t('incoming.reasons.about')}>
      {rows.length === 0 ? (
        <Empty>{t('incoming.nothing')}</Empty>
      ) : (
        <DataTable
          numeric="last"
          label={t('incoming.reasons')}
          head={[t('incoming.door'), t('incoming.outcome'), t('incoming.why'), t('incoming.records')]}
          rows={rows.map(({ door, outcome, reason, count }) => ({
            key: JSON.stringify([door, outcome, reason]),
            cells: [
              <Code key="door">{`/${door}`}</Code>,
              t(`incoming.${outcome}`),
              <Word key="why" of="why" code={reason} />,
              intl.formatNumber(count),
            ],
          }))}
        />
      )}
    </Section>
  );
}

export function RefusedPeople({ suppressed }: Pick<Incoming, 'suppressed'>) {
  const t = useTexts();
  return (
    <Section title={t('incoming.suppressed')} about={t('incoming.suppressed.about')}>
      <Sums
        label={t('incoming.suppressed')}
        none={t('incoming.suppressed.none')}
        column={t('incoming.why')}
        rows={suppressed.map(({ reason, ...sums }) => ({
          key: reason,
          name: <Word of="suppressed" code={reason} />,
          ...sums,
        }))}
      />
    </Section>
  );
}

export function NotKept({ notKept }: Pick<Incoming, 'notKept'>) {
  const t = useTexts();
  return (
    <Section title={t('incoming.notKept')} about={t('incoming.notKept.about')}>
      <Sums
        label={t('incoming.notKept')}
        none={t('incoming.notKept.none')}
        column={t('incoming.what')}
        rows={notKept.map(({ kind, name, ...sums }) => ({
          key: `${kind}-${name}`,
          name: (
            <>
              <Word of="notKept" code={kind} /> <Code style={{ overflowWrap: 'anywhere' }}>{name}</Code>
            </>
          ),
          ...sums,
        }))}
      />
    </Section>
  );
}

export function NotBelieved({ unbelieved }: Pick<Incoming, 'unbelieved'>) {
  const t = useTexts();
  return (
    <Section title={t('incoming.unbelieved')} about={t('incoming.unbelieved.about')}>
      <Sums
        label={t('incoming.unbelieved')}
        none={t('incoming.unbelieved.none')}
        column={t('incoming.what')}
        rows={unbelieved.map(({ kind, ...sums }) => ({ key: kind, name: <Code>{kind}</Code>, ...sums }))}
      />
    </Section>
  );
}

interface SumsProps {
  readonly label: string;
  readonly none: string;
  readonly column: string;
  readonly rows: readonly {
    readonly key: string;
    readonly name: ReactNode;
    readonly lastThirtyDays: number;
    readonly total: number;
    readonly days: Days;
  }[];
}

type Days = readonly { readonly day: string; readonly count: number }[];

function Sums({ label, none, column, rows }: SumsProps) {
  const t = useTexts();
  const intl = useIntl();
  if (rows.length === 0) return <Empty>{none}</Empty>;
  return (
    <DataTable
      numeric
      minWidth={320}
      label={label}
      head={[column, t('incoming.lastThirtyDays'), t('incoming.total')]}
      rows={rows.map(({ key, name, lastThirtyDays, total, days }) => ({
        key,
        cells: [
          <Fragment key="name">
            {name}
            <ByDay days={days} />
          </Fragment>,
          intl.formatNumber(lastThirtyDays),
          intl.formatNumber(total),
        ],
      }))}
    />
  );
}

function ByDay({ days }: { readonly days: Days }) {
  const t = useTexts();
  const intl = useIntl();
  const dayName = useDayName();
  if (days.length === 0) return null;
  return (
    <details>
      <summary>{t('incoming.byDay')}</summary>
      {days.map(({ day, count }) => (
        <Text key={day} size="sm">
          {t('incoming.byDay.count', { day: dayName(day), count: intl.formatNumber(count) })}
        </Text>
      ))}
    </details>
  );
}

/** A code in the reader's words, or as it is where there are none. */
function Word({ of, code }: { readonly of: 'why' | 'suppressed' | 'notKept'; readonly code: string }) {
  const known = useKnownTexts();
  if (code === '') return null;
  return known(`incoming.${of}.${code}`) ?? <Code>{code}</Code>;
}

import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { DataTable } from '../app/data-table';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import { periodWords } from '../texts/periods';
import { useTexts } from '../texts/texts';
import type { Retention, TableWindow } from './retention-data';

/** What of a retention the table tells; the record of processing has it, too. */
interface Told {
  readonly retention: Pick<Retention, 'events' | 'profiles' | 'recordings' | 'tables'>;
}

/** The rule in words: how long each kind of data is kept, why, and from which date on it goes. */
export function RuleTable({ retention }: Told) {
  const t = useTexts();
  const { events, profiles, recordings, tables } = retention;
  const head = ['retention.rule.what', 'retention.rule.kept', 'retention.rule.why', 'retention.rule.before'] as const;
  return (
    <Section title={t('retention.rule')} about={t('retention.rule.about')}>
      <DataTable
        label={t('retention.rule')}
        minWidth={720}
        head={head.map((name) => t(name))}
        rows={[
          {
            key: 'events',
            cells: [
              t('retention.events'),
              t('retention.events.kept', { months: events.months }),
              <WhyEvents key="why" retention={retention} />,
              events.before === null ? '–' : <Moment key="before" iso={events.before} dateOnly />,
            ],
          },
          {
            key: 'profiles',
            cells: [
              t('retention.profiles'),
              <KeptProfiles key="kept" profiles={profiles} />,
              t('retention.profiles.why'),
              <GoAll key="before" goAllAt={profiles.goAllAt} />,
            ],
          },
          {
            key: 'recordings',
            cells: [
              t('retention.recordings'),
              t('retention.recordings.kept', { days: recordings.days }),
              t('retention.recordings.why', { days: recordings.mostDays }),
              '–',
            ],
          },
          ...tables.map((table) => ({
            key: `table ${table.collection}`,
            cells: [
              table.title,
              <KeptTable key="kept" table={table} />,
              t('retention.tables.why'),
              table.before === null ? '–' : <Moment key="before" iso={table.before} dateOnly />,
            ],
          })),
        ]}
      />
    </Section>
  );
}

function WhyEvents({ retention: { events } }: Told) {
  const t = useTexts();
  const { rule, ruleMonths, basis } = events;
  return (
    <Lines>
      {t(`retention.events.${rule}`, { months: ruleMonths })}
      {basis !== null && <bdi>{t('retention.events.basis', { basis })}</bdi>}
    </Lines>
  );
}

function KeptProfiles({ profiles: { unseenDays, daysAfterEnd } }: Pick<Retention, 'profiles'>) {
  const t = useTexts();
  if (unseenDays === null && daysAfterEnd === null) return <>{t('retention.profiles.kept')}</>;
  return (
    <Lines>
      {unseenDays !== null && t('retention.profiles.unseen', { days: unseenDays })}
      {daysAfterEnd !== null && t('retention.profiles.afterEnd', { days: daysAfterEnd })}
    </Lines>
  );
}

function GoAll({ goAllAt }: { readonly goAllAt: string | null }) {
  const t = useTexts();
  if (goAllAt === null) return <>–</>;
  return (
    <>
      {t('retention.profiles.goAllAt')} <Moment iso={goAllAt} dateOnly />
    </>
  );
}

function KeptTable({ table: { after, from, does } }: { readonly table: TableWindow }) {
  const t = useTexts();
  return (
    <>
      {t('retention.tables.kept', {
        period: periodWords(t, after),
        column: from,
        does: t(`retention.tables.does.${does ?? 'nothing'}`),
      })}
    </>
  );
}

/** Sentences below each other, those that are false left out. */
function Lines({ children }: { readonly children: readonly ReactNode[] }) {
  return (
    <Stack gap={2}>
      {children.map((line, index) =>
        line === false ? null : (
          <Text key={index} size="sm">
            {line}
          </Text>
        ),
      )}
    </Stack>
  );
}

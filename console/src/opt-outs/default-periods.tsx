import { useQuery } from '@tanstack/react-query';
import { DataTable } from '../app/data-table';
import { Shown } from '../app/page';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { defaultPeriodsQuery, type DefaultPeriod } from './choices-data';

/** When everybody was opted out by default, which is all that is on record of whoever made no choice; nothing where that never was. */
export function DefaultPeriods({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const query = useQuery(defaultPeriodsQuery(projectId));
  return (
    <Shown query={query}>
      {({ results }) =>
        results.length > 0 && (
          <Section title={t('optOuts.default')} about={t('optOuts.default.about')}>
            <PeriodsTable periods={results} />
          </Section>
        )
      }
    </Shown>
  );
}

function PeriodsTable({ periods }: { readonly periods: readonly DefaultPeriod[] }) {
  const t = useTexts();
  return (
    <DataTable
      label={t('optOuts.default')}
      head={[
        t('optOuts.default.from'),
        t('optOuts.default.setBy'),
        t('optOuts.default.until'),
        t('optOuts.default.endedBy'),
      ]}
      rows={periods.map(({ from, setBy, until, endedBy }) => ({
        key: from,
        cells: [
          <Moment key="from" iso={from} />,
          <bdi key="setBy">{setBy}</bdi>,
          until === null ? t('optOuts.default.standing') : <Moment key="until" iso={until} />,
          <bdi key="endedBy">{endedBy ?? ''}</bdi>,
        ],
      }))}
    />
  );
}

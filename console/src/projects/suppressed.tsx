import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { DataTable } from '../app/data-table';
import { Empty, Shown } from '../app/page';
import { Section } from '../app/section';
import type { MessageId } from '../texts/en/index';
import { useTexts } from '../texts/texts';
import { suppressionQuery, type ProjectSettings, type Suppression } from './project-queries';

const REASONS: Readonly<Record<string, MessageId>> = {
  deletion: 'projects.suppression.deletion',
  deleted: 'projects.suppression.deleted',
  'opt-out': 'projects.suppression.optOut',
  gpc: 'projects.suppression.gpc',
  default: 'projects.suppression.default',
  'opt-in': 'projects.suppression.optIn',
  'gpc-no-links': 'projects.suppression.noLinks',
  held: 'projects.suppression.held',
};

/** Whose data the project refuses, in numbers. */
export function Suppressed({ project }: { readonly project: ProjectSettings }) {
  const t = useTexts();
  const query = useQuery(suppressionQuery(project.id));
  return (
    <Section
      title={t('projects.tab.suppression')}
      about={t(project.suppressAfterDeletion ? 'projects.suppression.on' : 'projects.suppression.off')}
    >
      <Shown query={query}>{(counts) => <Counts counts={counts} />}</Shown>
    </Section>
  );
}

function Counts({ counts: { ids, refused } }: { readonly counts: Suppression }) {
  const t = useTexts();
  const intl = useIntl();
  const reasons = [...new Set([...ids, ...refused].map(({ reason }) => reason))];
  if (reasons.length === 0) return <Empty>{t('projects.suppression.none')}</Empty>;
  const number = (count: number | undefined) => intl.formatNumber(count ?? 0);
  const head = ['why', 'ids', 'lastThirtyDays', 'total'] as const;
  return (
    <DataTable
      numeric
      label={t('projects.tab.suppression')}
      minWidth={520}
      head={head.map((name) => t(`projects.suppression.${name}`))}
      rows={reasons.map((reason) => {
        const word = REASONS[reason];
        const rows = refused.find((each) => each.reason === reason);
        return {
          key: reason,
          cells: [
            word === undefined ? reason : t(word),
            number(ids.find((each) => each.reason === reason)?.count),
            number(rows?.lastThirtyDays),
            number(rows?.total),
          ],
        };
      })}
    />
  );
}

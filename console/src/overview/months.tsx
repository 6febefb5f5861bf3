import { Title } from '@mantine/core';
import { useIntl } from 'react-intl';
import { DataTable } from '../app/data-table';
import { useTexts } from '../texts/texts';
import { COLOURS } from './colours';
import { Figure } from './figure';
import type { Overview } from './overview-data';

interface Told {
  readonly overview: Overview;
}

const KINDS = (['export', 'deletion'] as const).flatMap((kind) =>
  (['GDPR', 'CCPA'] as const).map((regime) => ({ kind, regime, name: `${kind}-${regime}` })),
);

/** `2026-03` in the reader's words: months are counted by the clocks of the projects, not by the reader's. */
function useMonthName(): (month: string) => string {
  const intl = useIntl();
  return (month) =>
    intl.formatDate(new Date(`${month}-01T00:00:00Z`), { month: 'short', year: '2-digit', timeZone: 'UTC' });
}

export function VolumeFigure({ overview: { months, volume, timeZones } }: Told) {
  const t = useTexts();
  const monthName = useMonthName();
  const rows = months.map((month) => {
    const counts = KINDS.map(({ kind, regime, name }) => {
      const found = volume.find((each) => each.month === month && each.kind === kind && each.regime === regime);
      return [name, found?.received ?? 0] as const;
    });
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    return { name: monthName(month), total, ...Object.fromEntries(counts) };
  });
  return (
    <Figure
      as="bars"
      title={t('overview.volume')}
      about={t('overview.volume.about', { zones: timeZones.join(', ') })}
      column={t('overview.month')}
      rows={rows}
      series={KINDS.map(({ kind, regime, name }) => ({
        name,
        label: t('overview.kindAndRegime', { kind: t(`overview.${kind}`), regime: t(`requestWords.regime.${regime}`) }),
        color: COLOURS[kind][regime],
      }))}
      more={[{ name: 'total', label: t('overview.total') }]}
    />
  );
}

export function CompletionFigure({ overview }: Told) {
  const t = useTexts();
  const intl = useIntl();
  const monthName = useMonthName();
  const { months, completion, completionByMonth, timeZones } = overview;
  const number = (value: number | null) => (value === null ? '–' : intl.formatNumber(value));
  return (
    <Figure
      as="lines"
      title={t('overview.completion')}
      about={t('overview.completion.about', { zones: timeZones.join(', ') })}
      column={t('overview.month')}
      rows={months.map((month) => {
        const found = completionByMonth.find((each) => each.month === month);
        const { medianDays = null, meanDays = null, answered = 0 } = found ?? {};
        return { name: monthName(month), medianDays, meanDays, answered };
      })}
      series={[
        { name: 'medianDays', label: t('overview.median'), color: COLOURS.export.GDPR },
        { name: 'meanDays', label: `${t('overview.mean')} (- -)`, color: COLOURS.deletion.GDPR, dashes: '6 4' },
      ]}
      more={[{ name: 'answered', label: t('overview.answered') }]}
    >
      {completion.length > 0 && (
        <>
          <Title order={3} size="h5">
            {t('overview.completion.kinds')}
          </Title>
          <DataTable
            numeric
            minWidth={320}
            label={t('overview.completion.kinds')}
            head={[t('overview.kind'), t('overview.answered'), t('overview.median'), t('overview.mean')]}
            rows={completion.map(({ kind, regime, answered, medianDays, meanDays }) => ({
              key: `${kind}-${regime}`,
              cells: [
                t('overview.kindAndRegime', {
                  kind: t(`overview.${kind}`),
                  regime: t(`requestWords.regime.${regime}`),
                }),
                number(answered),
                number(medianDays),
                number(meanDays),
              ],
            }))}
          />
        </>
      )}
    </Figure>
  );
}

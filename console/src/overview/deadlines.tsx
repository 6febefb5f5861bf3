import { Paper, SimpleGrid, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import { useTexts } from '../texts/texts';
import { COLOURS } from './colours';
import { Figure } from './figure';
import type { Overview } from './overview-data';

interface Told {
  readonly overview: Overview;
}

/** Three numbers to begin with; what is late is told in words too. */
export function KeyFigures({ overview: { open, finished } }: Told) {
  const t = useTexts();
  const intl = useIntl();
  const count = (some: Overview['open']) => some.reduce((sum, { exports, deletions }) => sum + exports + deletions, 0);
  const overdue = count(open.filter(({ due }) => due === 'overdue'));
  const { onTime, late, failed } = finished;
  const answered = onTime + late;
  const share = answered === 0 ? null : onTime / answered;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} role="group" aria-label={t('overview.figures')}>
      <Key name={t('overview.open')} value={intl.formatNumber(count(open))} />
      <Key name={t('overview.overdue')} value={intl.formatNumber(overdue)} isBad={overdue > 0} />
      <Key
        name={t('overview.onTime')}
        value={share === null ? '–' : intl.formatNumber(share, { style: 'percent', maximumFractionDigits: 1 })}
        about={[
          share === null ? t('overview.onTime.none') : t('overview.onTime.of', { onTime, answered }),
          ...(failed > 0 ? [t('overview.onTime.failed', { failed })] : []),
        ].join('; ')}
      />
    </SimpleGrid>
  );
}

function Key({
  name,
  value,
  about,
  isBad = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly about?: string;
  readonly isBad?: boolean;
}) {
  return (
    <Paper withBorder p="md">
      <Text>{name}</Text>
      <Text fz={32} fw={700} lh={1.2} style={isBad ? { color: 'light-dark(#c92a2a, #ffa8a8)' } : undefined}>
        {value}
      </Text>
      {about !== undefined && (
        <Text size="sm" c="dimmed">
          {about}
        </Text>
      )}
    </Paper>
  );
}

export function DueFigure({ overview: { open } }: Told) {
  const t = useTexts();
  return (
    <Figure
      as="bars"
      title={t('overview.due')}
      about={t('overview.due.about')}
      column={t('overview.due.column')}
      rows={open.map(({ due, exports, deletions }) => ({ name: t(`overview.due.${due}`), exports, deletions }))}
      series={[
        { name: 'exports', label: t('overview.exports'), color: COLOURS.export.GDPR },
        { name: 'deletions', label: t('overview.deletions'), color: COLOURS.deletion.GDPR },
      ]}
    />
  );
}

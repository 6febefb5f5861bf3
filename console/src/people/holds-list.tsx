import { Badge, Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { DataTable } from '../app/data-table';
import { Empty, Shown } from '../app/page';
import { Moment, SubjectId } from '../app/values';
import { useTexts } from '../texts/texts';
import { holdsQuery, type Hold } from './holds-data';
import { LiftHold } from './lift-hold';

export function HoldsList({ projectId, active }: { readonly projectId: number; readonly active: boolean }) {
  const t = useTexts();
  const query = useInfiniteQuery(holdsQuery(projectId, active));
  return (
    <Shown query={query}>
      {({ pages }) => {
        const holds = pages.flatMap(({ results }) => results);
        if (holds.length === 0) return <Empty>{t(active ? 'holds.active.none' : 'holds.ended.none')}</Empty>;
        return (
          <Stack align="flex-start">
            <HoldsTable holds={holds} label={t(active ? 'holds.active' : 'holds.ended')} />
            {query.hasNextPage && (
              <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('app.more')}
              </Button>
            )}
          </Stack>
        );
      }}
    </Shown>
  );
}

interface HoldsTableProps {
  readonly holds: readonly Hold[];
  readonly label: string;
  /** After one was lifted, beside the lists, which look again by themselves. */
  readonly lifted?: () => void;
}

export function HoldsTable({ holds, label, lifted }: HoldsTableProps) {
  const t = useTexts();
  return (
    <DataTable
      label={label}
      minWidth={720}
      head={[t('holds.person'), t('holds.reason'), t('holds.placedAt'), t('holds.endsAt'), t('holds.state')]}
      rows={holds.map((hold) => ({
        key: hold.id,
        cells: [
          hold.distinctId === null ? (
            <Text key="person" c="dimmed">
              {t('holds.person.destroyed')}
            </Text>
          ) : (
            <SubjectId key="person" id={hold.distinctId} />
          ),
          <Reason key="reason" hold={hold} />,
          <div key="placed">
            <Moment iso={hold.placedAt} />
            <Text size="sm" c="dimmed">
              {t('holds.placedBy', { name: hold.placedBy })}
            </Text>
          </div>,
          <Moment key="ends" iso={hold.until} />,
          <State key="state" hold={hold} lifted={lifted} />,
        ],
      }))}
    />
  );
}

function Reason({ hold: { basis, reference } }: { readonly hold: Hold }) {
  return (
    <div>
      <Text style={{ overflowWrap: 'anywhere' }}>
        <bdi>{basis}</bdi>
      </Text>
      {reference !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          <bdi>{reference}</bdi>
        </Text>
      )}
    </div>
  );
}

function State({ hold, lifted }: { readonly hold: Hold; readonly lifted: (() => void) | undefined }) {
  const t = useTexts();
  return (
    <Stack gap={4} align="flex-start">
      <Badge variant="default" tt="none">
        {t(`holds.state.${hold.state}`)}
      </Badge>
      {hold.liftedAt !== null && (
        <Text size="sm">
          {hold.liftedBy !== null && `${t('holds.liftedBy', { name: hold.liftedBy })}, `}
          <Moment iso={hold.liftedAt} />
        </Text>
      )}
      {hold.state === 'active' && <LiftHold hold={hold} lifted={lifted} />}
    </Stack>
  );
}

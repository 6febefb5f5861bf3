import { Badge, Stack, Text } from '@mantine/core';
import { DataTable } from '../app/data-table';
import { useOrganization } from '../app/session';
import { FromNow, Moment, SubjectId } from '../app/values';
import { Dotted } from '../requests/request-words';
import { useCollectionTitle } from '../texts/collections';
import { useTexts } from '../texts/texts';
import type { Duty } from './duties-data';
import { EndDuty } from './end-duty';
import { RequestLink } from './request-link';

interface DutiesTableProps {
  readonly duties: readonly Duty[];
  readonly label: string;
  /** When they were fetched. */
  readonly now: number;
}

/** Each duty with what is owed, until when and why, and what an owner can do about it. */
export function DutiesTable({ duties, label, now }: DutiesTableProps) {
  const t = useTexts();
  const isOwner = useOrganization()?.role === 'owner';
  const head = ['what', 'until', 'why', 'state'] as const;
  return (
    <DataTable
      label={label}
      minWidth={760}
      head={head.map((name) => t(`duties.${name}`))}
      rows={duties.map((duty) => ({
        key: duty.id,
        cells: [
          <What key="what" duty={duty} />,
          <Until key="until" duty={duty} now={now} />,
          <Why key="why" duty={duty} />,
          <Stack key="state" gap="xs" align="flex-start">
            <State duty={duty} />
            {isOwner && duty.state === 'owed' && duty.kind !== 'export-spared' && <EndDuty duty={duty} />}
          </Stack>,
        ],
      }))}
    />
  );
}

function What({ duty: { kind, collections, distinctIds } }: { readonly duty: Duty }) {
  const t = useTexts();
  const titleOf = useCollectionTitle();
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" fw={600}>
        {t(`duties.kind.${kind}`)}
      </Text>
      {collections.length > 0 && (
        <Text size="sm">{collections.map(({ name, title }) => titleOf(name, title)).join(', ')}</Text>
      )}
      {distinctIds === null ? (
        <Text size="sm" c="dimmed">
          {t('duties.people.destroyed')}
        </Text>
      ) : (
        <Ids ids={distinctIds} />
      )}
    </Stack>
  );
}

const SHOWN_IDS = 3;

/** The ids of one person, the first of them as they are. */
function Ids({ ids }: { readonly ids: readonly string[] }) {
  const t = useTexts();
  const more = ids.length - SHOWN_IDS;
  return (
    <>
      {ids.slice(0, SHOWN_IDS).map((id) => (
        <SubjectId key={id} id={id} />
      ))}
      {more > 0 && (
        <Text size="sm" c="dimmed">
          + {t('duties.people', { count: more })}
        </Text>
      )}
    </>
  );
}

function Until({ duty: { dueAt, overdue }, now }: { readonly duty: Duty; readonly now: number }) {
  const t = useTexts();
  if (dueAt !== null) {
    return (
      <Stack gap={4} align="flex-start">
        <Moment iso={dueAt} />
        {overdue && (
          <Dotted color="red">
            {t('duties.overdue')} <FromNow iso={dueAt} now={now} />
          </Dotted>
        )}
      </Stack>
    );
  }
  return (
    <Badge variant="default" tt="none">
      {t('duties.undated')}
    </Badge>
  );
}

function Why({ duty: { basis, requestId, endingId } }: { readonly duty: Duty }) {
  const t = useTexts();
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <bdi>{basis}</bdi>
      </Text>
      {requestId !== null && <RequestLink id={requestId} as="duties.request" />}
      {endingId !== null && <Text size="sm">{t('duties.ending')}</Text>}
    </Stack>
  );
}

function State({ duty }: { readonly duty: Duty }) {
  const t = useTexts();
  const { state, endedAt, endedBy, carriedOutBy, reason, newBasis } = duty;
  return (
    <Stack gap={4} align="flex-start">
      <Badge variant="default" tt="none">
        {t(`duties.state.${state}`)}
      </Badge>
      {endedAt !== null && (
        <Text size="sm">
          <Moment iso={endedAt} /> {endedBy !== null && t('duties.endedBy', { name: endedBy })}
        </Text>
      )}
      {carriedOutBy !== null && <RequestLink id={carriedOutBy} as="duties.request.by" />}
      {reason !== null && <Words>{t('duties.reason', { reason })}</Words>}
      {newBasis !== null && <Words>{t('duties.newBasis', { basis: newBasis })}</Words>}
    </Stack>
  );
}

function Words({ children }: { readonly children: string }) {
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      <bdi>{children}</bdi>
    </Text>
  );
}

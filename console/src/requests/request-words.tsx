import { Badge, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { paths } from '../api/openapi';
import { FromNow, Moment } from '../app/values';
import { useTexts } from '../texts/texts';

export type RequestPage = paths['/api/v1/requests']['get']['responses']['200']['content']['application/json'];
/** A request as lists show it. */
export type RequestSummary = RequestPage['results'][number];
export type Status = RequestSummary['status'];
export type Wait = NonNullable<RequestSummary['waitingFor']>;

export const STATUSES = ['PENDING', 'STAGING', 'STARTED', 'SUCCESS', 'FAILURE', 'REVOKED', 'DENIED'] as const;
const OPEN: readonly Status[] = ['PENDING', 'STAGING', 'STARTED'];

export function isOpen({ status }: Pick<RequestSummary, 'status'>): boolean {
  return OPEN.includes(status);
}

const STATUS_COLOURS: Readonly<Record<Status, string>> = {
  PENDING: 'gray',
  STAGING: 'cyan',
  STARTED: 'blue',
  SUCCESS: 'green',
  FAILURE: 'red',
  REVOKED: 'gray',
  DENIED: 'grape',
};

/** Words beside a dot: colour says nothing that they do not. */
export function Dotted({ color, children }: { readonly color: string; readonly children: ReactNode }) {
  return (
    <Badge variant="dot" color={color} size="lg" tt="none" fw={500}>
      {children}
    </Badge>
  );
}

/** Where a request stands, in a word. */
export function StatusBadge({ status }: { readonly status: Status }) {
  const t = useTexts();
  return <Dotted color={STATUS_COLOURS[status]}>{t(`requestWords.status.${status}`)}</Dotted>;
}

/** Where a request stands, and what it waits for. */
export function State({ request }: { readonly request: RequestSummary }) {
  const t = useTexts();
  const { status, waitingFor } = request;
  return (
    <Stack gap={2} align="flex-start">
      <StatusBadge status={status} />
      {waitingFor !== null && (
        <Text size="xs" c="dimmed">
          {t('requestWords.waitsFor', { what: t(`requestWords.wait.${waitingFor}`) })}
        </Text>
      )}
    </Stack>
  );
}

type Risk = 'overdue' | 'atRisk' | 'late';

export const RISK_COLOURS: Readonly<Record<Risk, string>> = { overdue: 'red', atRisk: 'orange', late: 'orange' };

/** How a request stands to its deadline; null: as it should. */
export function riskOf({ overdue, atRisk, finishedAt, dueAt }: RequestSummary): Risk | null {
  if (overdue) return 'overdue';
  if (atRisk) return 'atRisk';
  return finishedAt !== null && finishedAt > dueAt ? 'late' : null;
}

/** By when a request must be answered, and what is to be feared. */
export function Deadline({ request, now }: { readonly request: RequestSummary; readonly now: number }) {
  const t = useTexts();
  const risk = riskOf(request);
  return (
    <Stack gap={2} align="flex-start">
      <Moment iso={request.dueAt} dateOnly />
      {risk !== null && (
        <Dotted color={RISK_COLOURS[risk]}>
          {t(`requestWords.risk.${risk}`)}
          {risk !== 'late' && (
            <>
              {' · '}
              <FromNow iso={request.dueAt} now={now} />
            </>
          )}
        </Dotted>
      )}
    </Stack>
  );
}

/** A request by its kind and the beginning of its id, as people tell them apart. */
export function useRequestName(): (request: Pick<RequestSummary, 'id' | 'kind'>) => string {
  const t = useTexts();
  return ({ id, kind }) => t('requestWords.name', { kind: t(`requestWords.kind.${kind}`), id: id.slice(0, 8) });
}

import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { paths } from '../../api/openapi';
import { STATUSES, type Status, type Wait } from '../request-words';

export type ListQuery = NonNullable<paths['/api/v1/requests']['get']['parameters']['query']>;

export const KINDS = ['export', 'deletion'] as const;
export const REGIMES = ['GDPR', 'CCPA'] as const;
export const DEADLINES = ['atRisk', 'overdue'] as const;
export const WAITS = [
  'grace',
  'approval',
  'export',
  'hold',
  'sweep',
  'worker',
  'retry',
  'older-snapshot',
  'mutation',
  'store-busy',
  'action',
] as const satisfies readonly Wait[];

/** What of the list is shown. It stands behind the # of the address, and holds no id of a person. */
export interface Filters {
  readonly projectId?: number;
  readonly kind?: (typeof KINDS)[number];
  readonly regime?: (typeof REGIMES)[number];
  readonly status?: readonly Status[];
  readonly waitingFor?: Wait;
  readonly deadline?: (typeof DEADLINES)[number];
  readonly attention?: true;
  /** Days of the reader's calendar, `YYYY-MM-DD`, both included. */
  readonly dueFrom?: string;
  readonly dueUntil?: string;
  readonly sort?: 'due';
  readonly cursor?: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What an address says of it; what is no filter is left out. */
export function readFilters(search: Readonly<Record<string, unknown>>): Filters {
  const oneOf = <Word extends string>(words: readonly Word[], value: unknown) => words.find((word) => word === value);
  const day = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : undefined);
  const given = [search['status']].flat();
  const status = STATUSES.filter((each) => given.includes(each));
  const { projectId, cursor } = search;
  return {
    projectId: typeof projectId === 'number' && Number.isSafeInteger(projectId) ? projectId : undefined,
    kind: oneOf(KINDS, search['kind']),
    regime: oneOf(REGIMES, search['regime']),
    status: status.length > 0 ? status : undefined,
    waitingFor: oneOf(WAITS, search['waitingFor']),
    deadline: oneOf(DEADLINES, search['deadline']),
    attention: search['attention'] === true ? true : undefined,
    dueFrom: day(search['dueFrom']),
    dueUntil: day(search['dueUntil']),
    sort: oneOf(['due'] as const, search['sort']),
    cursor: typeof cursor === 'string' ? cursor : undefined,
  };
}

/** Whether anything but the order and the page was chosen. */
export function isFiltered({ sort: _, cursor: __, ...filters }: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** As the API is asked for it. */
export function queryOf(filters: Filters, organizationId: string): ListQuery {
  const { projectId, kind, regime, status, waitingFor, deadline, attention, dueFrom, dueUntil, sort, cursor } = filters;
  return {
    organizationId,
    projectId,
    kind,
    regime,
    status: status && [...status],
    waitingFor,
    atRisk: deadline === 'atRisk' ? 'true' : undefined,
    overdue: deadline === 'overdue' ? 'true' : undefined,
    attention: attention && 'true',
    dueFrom: dueFrom && new Date(`${dueFrom}T00:00:00`).toISOString(),
    dueUntil: dueUntil && new Date(`${dueUntil}T23:59:59.999`).toISOString(),
    sort,
    cursor,
  };
}

/** The filters of the address, and how to have others. */
export function useFilters(): readonly [Filters, (filters: Filters) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = useMemo(() => readFilters(search), [search]);
  return [filters, (changed) => void navigate({ to: '/requests', search: changed as never, resetScroll: false })];
}

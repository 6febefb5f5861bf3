import { Prisma, type Transaction } from '../../platform/index.js';
import type { Filing } from '../../subject-data/index.js';

/** `number`s of what was set aside of a project and has neither come back nor gone: rows of people who were held are owed still. */
function asideOf(projectId: number): Prisma.Sql {
  return Prisma.sql`
    SELECT NULL::text AS "requestId", ending.set_aside_as AS number FROM project_endings ending
    WHERE ending.project_id = ${projectId}::int AND ending.set_aside_as IS NOT NULL AND ending.state <> 'restored'
      AND (ending.state <> 'gone' OR EXISTS (
        SELECT FROM duties
        WHERE duties.project_id = ending.project_id AND duties.ending_id = ending.id AND duties.state <> 'carried-out'
      ))`;
}

interface Found {
  /** Null of what is anybody's. */
  readonly requestId: string | null;
  readonly number: number;
}

/**
 * Where everything is filed that is held of a project. It changes while none of its requests is open, and by what is gone: so what a
 * request is about is not lost to it, whenever it asks.
 */
export async function filingOf(db: Transaction, projectId: number): Promise<Filing> {
  const found = await db.$queryRaw<Found[]>`${asideOf(projectId)} ORDER BY number`;
  return { projectId, numbers: [projectId, ...found.map(({ number }) => number)] };
}

export type FilingOf = (requestId: string) => Filing;

/**
 * The same for requests of one project. A deletion that carries out what an emptied project left is about what was set aside
 * then, and about nothing that came since.
 */
export async function filingsOf(db: Transaction, projectId: number, requestIds: readonly string[]): Promise<FilingOf> {
  const found = await db.$queryRaw<Found[]>`
    ${asideOf(projectId)}
    UNION ALL
    SELECT request.id::text, ending.set_aside_as FROM requests request
    JOIN duties duty ON duty.id = request.duty_id
    JOIN project_endings ending ON ending.id = duty.ending_id
    WHERE request.id = ANY (${[...requestIds]}::uuid[]) AND request.duty_id IS NOT NULL AND ending.set_aside_as IS NOT NULL
    ORDER BY number`;
  const numbersOf = (of: string | null) => found.flatMap(({ requestId, number }) => (requestId === of ? [number] : []));
  const whole: Filing = { projectId, numbers: [projectId, ...numbersOf(null)] };
  const aside = new Map(
    found.flatMap(({ requestId, number }) =>
      requestId === null ? [] : [[requestId, { projectId, numbers: [number] }] as const],
    ),
  );
  return (requestId) => aside.get(requestId) ?? whole;
}

/** Whether it is about what was set aside alone: who goes on as a customer of an emptied project is not meant. */
export function isAsideAlone({ projectId, numbers }: Filing): boolean {
  return !numbers.includes(projectId);
}

/** Requests by where all that they are about is filed; most are about everything. */
export function alikeFiled<T extends { readonly id: string }>(
  requests: readonly T[],
  filingFor: FilingOf,
): Map<Filing, T[]> {
  const groups = new Map<Filing, T[]>();
  for (const request of requests) {
    const filing = filingFor(request.id);
    const group = groups.get(filing);
    if (group) group.push(request);
    else groups.set(filing, [request]);
  }
  return groups;
}

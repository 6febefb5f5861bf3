/** What the log is narrowed down to, as it stands in the address behind the #. No id of a subject is among it. */
export interface AuditSearch {
  readonly actor?: string;
  readonly action?: string;
  readonly project?: number;
  /** Days of the reader's own calendar, `YYYY-MM-DD`; the last is meant as a whole. */
  readonly from?: string;
  readonly until?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What stands in the address, as far as it can be meant. */
export function auditSearchOf(given: Readonly<Record<string, unknown>>): AuditSearch {
  const { actor, action, project, from, until } = given;
  return {
    ...(typeof actor === 'string' && actor !== '' ? { actor } : {}),
    ...(typeof action === 'string' && action !== '' ? { action } : {}),
    ...(typeof project === 'number' ? { project } : {}),
    ...(typeof from === 'string' && DAY.test(from) ? { from } : {}),
    ...(typeof until === 'string' && DAY.test(until) ? { until } : {}),
  };
}

/** The same as the API asks for it. */
export function queryOf({ actor, action, project, from, until }: AuditSearch) {
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
    ...(project === undefined ? {} : { projectId: project }),
    ...(from === undefined ? {} : { from: startOf(from, 0) }),
    ...(until === undefined ? {} : { until: startOf(until, 1) }),
  };
}

/** Where the same is fetched as CSV. */
export function auditAddress(organizationId: string, search: AuditSearch): string {
  const query = new URLSearchParams(Object.entries(queryOf(search)).map(([name, value]) => [name, String(value)]));
  const address = `/api/v1/organizations/${organizationId}/audit.csv`;
  return query.size === 0 ? address : `${address}?${query.toString()}`;
}

/** When a day begins where the reader is, so many days later. */
function startOf(day: string, later: number): string {
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}

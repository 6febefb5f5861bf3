import type { TestApp, TestProject } from '../support/app.js';

/** Of a property: its value is shown, or people are found by it; or neither; or whoever asks is let in nowhere. */
export type Seen = 'shown' | 'hidden' | 'no entry';

/** Who asks of what. */
export interface Asking {
  readonly app: TestApp;
  readonly project: TestProject;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Probe {
  /** Whether somebody who signed in may come by their cookie. */
  readonly takesSessions: boolean;
  /** What whoever asks sees of a property of `ada`, by each way that the route has. */
  readonly see: (asking: Asking, property: string, value: string) => Promise<Seen[]>;
}

interface SeenEvent {
  readonly properties: Readonly<Record<string, unknown>>;
}

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
/** Of the event of `ada`. */
const DAY = '2025-10-09';
const REFUSALS = ['property-sensitive', 'property-withheld'];

/** How each route that shows by a view is tried. */
export const PROBES: Readonly<Record<string, Probe>> = {
  'ProfilesController.find': {
    takesSessions: true,
    see: async (asking, property, value) => [await found(asking, property, value)],
  },
  'ProfileQueryController.queryByGet': { takesSessions: false, see: (...asked) => profilesSeen('GET', ...asked) },
  'ProfileQueryController.query': { takesSessions: false, see: (...asked) => profilesSeen('POST', ...asked) },
  'RawExportController.export': { takesSessions: false, see: (...asked) => eventsSeen('export', ...asked) },
  'EventStreamController.query': { takesSessions: false, see: (...asked) => eventsSeen('stream/query', ...asked) },
};

async function found({ app, project, headers }: Asking, property: string, value: string): Promise<Seen> {
  const response = await fetch(`${app.url}/api/v1/projects/${project.projectId}/profiles/find`, {
    method: 'POST',
    headers: { ...headers, ...SAME, 'content-type': 'application/json' },
    body: JSON.stringify({ property, value }),
  });
  const { results, code } = JSON.parse(await response.text()) as { results?: object[]; code?: string };
  return seenBy(response.status, code, results?.length === 1);
}

async function profilesSeen(method: 'GET' | 'POST', asking: Asking, property: string, value: string): Promise<Seen[]> {
  const ask = async (where: string) => {
    const fields = new URLSearchParams({ project_id: String(asking.project.projectId), where });
    const address = `${asking.app.url}/api/query/engage`;
    const response = await (method === 'GET'
      ? fetch(`${address}?${String(fields)}`, { headers: asking.headers })
      : fetch(address, { method, headers: asking.headers, body: fields }));
    const body = JSON.parse(await response.text()) as {
      results?: { $properties: Record<string, unknown> }[];
      code?: string;
    };
    return { ...body, status: response.status };
  };
  const filtered = await ask(`properties["${property}"] == "${value}"`);
  const looked = await ask('properties["$distinct_id"] == "ada"');
  const shown = looked.results?.[0]?.$properties[property];
  return [
    seenBy(filtered.status, filtered.code, filtered.results?.length === 1),
    shown === undefined ? seenBy(looked.status, looked.code, false) : seenOf(shown, value),
  ];
}

async function eventsSeen(
  route: 'export' | 'stream/query',
  { app, project, headers }: Asking,
  property: string,
  value: string,
): Promise<Seen[]> {
  const ask = async (where: string) => {
    const days = { from_date: DAY, to_date: DAY };
    const fields = new URLSearchParams({
      project_id: String(project.projectId),
      where,
      ...days,
      ...(route === 'export' ? {} : { distinct_ids: '["ada"]' }),
    });
    const response = await fetch(`${app.url}/api/2.0/${route}?${String(fields)}`, { headers });
    const text = await response.text();
    if (response.status !== 200)
      return { code: undefined, ...(JSON.parse(text) as { code?: string }), status: response.status, events: [] };
    const events =
      route === 'export'
        ? text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as SeenEvent]))
        : (JSON.parse(text) as { results: { events: SeenEvent[] } }).results.events;
    return { status: response.status, code: undefined, events };
  };
  const filtered = await ask(`properties["${property}"] == "${value}"`);
  const looked = await ask('properties["$distinct_id"] == "ada"');
  const shown = looked.events[0]?.properties[property];
  return [
    seenBy(filtered.status, filtered.code, filtered.events.length === 1),
    shown === undefined ? seenBy(looked.status, looked.code, false) : seenOf(shown, value),
  ];
}

function seenBy(status: number, code: string | undefined, isFound: boolean): Seen {
  if (status === 401 || status === 403) return 'no entry';
  if (REFUSALS.includes(code ?? '')) return 'hidden';
  if (status === 200 && isFound) return 'shown';
  throw new Error(`answered with ${status}, ${code ?? 'no code'}`);
}

/** What stands in place of a value that is there. */
function seenOf(given: unknown, value: string): Seen {
  if (given === value) return 'shown';
  if ((given as { held?: unknown }).held === true) return 'hidden';
  throw new Error('neither the value nor what stands in its place');
}

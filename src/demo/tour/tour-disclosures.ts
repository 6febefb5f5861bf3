import { categories, sources, type Detail, type TourEvent } from './tour-answers.js';
import type { Archive } from './tour-archive.js';
import { fetchArchive, follow, type Exported } from './tour-export.js';
import { rowsOf, whole, type Finding, type Tour } from './tour-stop.js';

const SUBJECTS = 12;
/** Shorter values, such as `M` or a plan's name, stand in ordinary words too. */
const TELLING_CHARACTERS = 6;

/** Cal. Civ. Code §1798.110: the records of twelve months, their categories without a value, how they were collected. */
export async function exportDisclosures(tour: Tour, gdpr: Exported): Promise<Finding[]> {
  tour.screen.title('CCPA exports: Data, Categories, Sources');
  const ids = tour.people.exported.slice(0, SUBJECTS);
  const data = await disclose(tour, ids, 'Data');
  checkWindow(tour, ids, data, gdpr.archive);
  const named = await disclose(tour, ids, 'Categories');
  checkCategories(tour, ids, named.archive, data.archive);
  const collected = await disclose(tour, ids, 'Sources');
  checkSources(tour, ids, collected.archive, data.archive);
  const refused = await tour.client.tryToOpen('data-retrievals', {
    distinct_ids: ids,
    compliance_type: 'GDPR',
    disclosure_type: 'Sources',
  });
  tour.checks.same(refused.status, 400, 'A disclosure other than Data is refused under GDPR');
  return [data.finding, named.finding, collected.finding];
}

interface Disclosed {
  readonly detail: Detail;
  readonly archive: Archive;
  readonly finding: Finding;
}

async function disclose(
  tour: Tour,
  ids: readonly string[],
  disclosure: 'Data' | 'Categories' | 'Sources',
): Promise<Disclosed> {
  const order = { distinct_ids: ids, compliance_type: 'CCPA', disclosure_type: disclosure } as const;
  const id = await tour.client.open('data-retrievals', order);
  const request = `CCPA ${disclosure}`;
  const detail = await follow(tour, id, request);
  const archive = await fetchArchive(tour, id);
  const found = `${whole(rowsOf(detail))} rows`;
  const verified = disclosure === 'Data' ? found : 'names and counts';
  return {
    detail,
    archive,
    finding: { request, subjects: ids.length, found, erased: '–', verified, untouched: 'all' },
  };
}

function checkWindow({ checks }: Tour, ids: readonly string[], { detail, archive }: Disclosed, gdpr: Archive): void {
  checks.same(archive.damaged(), [], 'Data: every file has the SHA-256 that the manifest names');
  const from = new Date(detail.window.from ?? 0);
  const twelveMonths = new Date(detail.receivedAt);
  twelveMonths.setUTCFullYear(twelveMonths.getUTCFullYear() - 1);
  const apart = Math.abs(from.getTime() - twelveMonths.getTime());
  checks.check(apart < 2 * 86_400_000, 'Data: the window begins twelve months before the receipt', from.toISOString());
  const older = eventsOf(archive, ids).filter((event) => endOf(event) < from.getTime());
  checks.same(older.length, 0, 'Data: no event is older than the window');
  const within = eventsOf(gdpr, ids).filter((event) => endOf(event) >= from.getTime()).length;
  const all = eventsOf(gdpr, ids).length;
  const disclosed = eventsOf(archive, ids).length;
  checks.check(
    disclosed === within && disclosed < all,
    'Data: every event of the window is there',
    `${whole(disclosed)} of the ${whole(all)} that GDPR disclosed`,
  );
}

function checkCategories({ checks }: Tour, ids: readonly string[], archive: Archive, data: Archive): void {
  const held = ids.flatMap((id) => propertiesOf(data, data.folderOf(id) ?? ''));
  const values = tellingValues(held);
  let headers = 0;
  const leaks: string[] = [];
  for (const [folder, path] of filesOf(archive, ids, '.categories.json')) {
    const text = archive.text(folder, path) ?? '';
    headers += categories.parse(JSON.parse(text)).headers.length;
    leaks.push(...values.filter((value) => text.includes(JSON.stringify(value))));
  }
  checks.check(headers > 0, 'Categories: the headers are named, each with its category', `${whole(headers)} headers`);
  checks.check(leaks.length === 0, 'Categories: no value stands in them', `${whole(values.length)} values looked for`);
  checks.same(filesOf(archive, ids, '.jsonl').length, 0, 'Categories: no record goes with them');
}

function checkSources({ checks }: Tour, ids: readonly string[], archive: Archive, data: Archive): void {
  let pairs = 0;
  const invented: string[] = [];
  for (const id of ids) {
    const folder = archive.folderOf(id) ?? '';
    const text = archive.text(folder, 'events.sources.json');
    if (text === null) continue;
    const events = data.events(data.folderOf(id) ?? '');
    for (const { header, value, rows } of sources.parse(JSON.parse(text)).headers) {
      pairs += 1;
      const held = events.filter(({ properties }) => shown(properties[header]) === value).length;
      if (held !== rows) invented.push(header);
    }
  }
  checks.check(
    pairs > 0,
    'Sources: library, device, browser and campaign are told with their values',
    `${whole(pairs)} values`,
  );
  checks.same(invented, [], 'Sources: each value stands in as many of the person’s events as it says');
}

function eventsOf(archive: Archive, ids: readonly string[]): TourEvent[] {
  return ids.flatMap((id) => archive.events(archive.folderOf(id) ?? ''));
}

/** The raw-export shape has whole seconds: the last millisecond the event can have happened in. */
function endOf({ properties }: TourEvent): number {
  return properties.time * 1000 + 999;
}

function filesOf(archive: Archive, ids: readonly string[], ending: string): [folder: string, path: string][] {
  return ids.flatMap((id) => {
    const folder = archive.folderOf(id) ?? '';
    return archive.paths(folder, ending).map((path): [string, string] => [folder, path]);
  });
}

function propertiesOf(archive: Archive, folder: string): object[] {
  const profiles = archive.records(folder, 'profiles').map((record) => JSON.parse(record) as { $properties: object });
  return [
    ...archive.events(folder).map((event) => event.properties),
    ...profiles.map((profile) => profile.$properties),
  ];
}

/** What the properties say, where it can be recognized: long enough, and not the name of a header as well. */
function tellingValues(properties: readonly object[]): string[] {
  const headers = new Set(properties.flatMap((each) => Object.keys(each)));
  const values = new Set(properties.flatMap((each) => Object.values(each) as unknown[]));
  return [...values].filter(
    (value): value is string => typeof value === 'string' && value.length >= TELLING_CHARACTERS && !headers.has(value),
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

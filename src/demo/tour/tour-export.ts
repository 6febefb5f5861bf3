import { SAMPLE } from '../sample-data/sample-data-people.js';
import type { Detail } from './tour-answers.js';
import { Archive } from './tour-archive.js';
import { rowsOf, showDetail, whole, type Finding, type Tour } from './tour-stop.js';

const NOBODY = "'; drop table events; --";

/** An export that the later stops compare with. */
export interface Exported {
  readonly detail: Detail;
  readonly archive: Archive;
  readonly finding: Finding;
}

/** GDPR Art. 15: everything held about the people in a CSV file, one of whom nobody knows. */
export async function exportFromCsv(tour: Tour): Promise<Exported> {
  const { client, screen, checks, people } = tour;
  screen.title('GDPR export of the ids in a CSV file');
  const expected = await client.preview([...people.exported, NOBODY]);
  const opened = await client.openCsv(csvOf(people.exported));
  checks.same(
    [opened.subjectCount, opened.duplicateCount],
    [people.exported.length + 1, 1],
    'The CSV is read: blank lines skipped, quotes kept, one duplicate merged',
  );
  const detail = await follow(tour, opened.id, 'GDPR export');
  checkOutcomes(tour, detail);
  checks.same(rowsOf(detail), expected.rows, 'As many rows as the preview had promised');
  const archive = await fetchArchive(tour, opened.id);
  checkArchive(tour, archive, detail);
  const found = `${whole(rowsOf(detail))} rows`;
  const finding = {
    request: 'GDPR export',
    subjects: opened.subjectCount,
    found,
    erased: '–',
    verified: found,
    untouched: 'all',
  };
  return { detail, archive, finding };
}

/** Follows an export to its end, on a bar. */
export async function follow({ client, screen, checks }: Tour, id: string, label: string): Promise<Detail> {
  const bar = screen.open(label);
  const detail = await client.follow('data-retrievals', id, showDetail(bar));
  bar.end(`${detail.status}, ${whole(rowsOf(detail))} rows`);
  checks.check(detail.status === 'SUCCESS', `${label} ends as SUCCESS`, detail.failure?.message);
  return detail;
}

/** Polls for the link and opens what it yields. */
export async function fetchArchive({ client }: Tour, id: string): Promise<Archive> {
  const { link } = await client.poll('data-retrievals', id);
  return Archive.open(await client.download(link));
}

function csvOf(ids: readonly string[]): string {
  const [first = '', second = '', ...others] = ids;
  return ['\uFEFFdistinct_id', first, `"${second}"`, '', ...others, first, `"${NOBODY}"`, ''].join('\r\n');
}

function checkOutcomes({ checks, people }: Tour, detail: Detail): void {
  const outcomes = detail.subjects.map(({ outcome }) => outcome);
  checks.same(
    outcomes,
    [...people.exported.map(() => 'exported'), 'not_found'],
    'Each person is exported, and the id nobody knows is said to be not found',
  );
}

function checkArchive({ checks, people }: Tour, archive: Archive, detail: Detail): void {
  checks.same(
    archive.damaged(),
    [],
    'The link yields a ZIP without credentials; every file has the SHA-256 that the manifest names',
  );
  checks.check(archive.isFlat, 'It holds no folder, since clients of the wire open every entry as a file');
  const wrong = detail.subjects.filter(({ distinctId, tallies }) => {
    const folder = archive.folderOf(distinctId ?? '');
    return (
      folder === null || tallies.some(({ collection, rows }) => archive.records(folder, collection).length !== rows)
    );
  });
  checks.same(wrong, [], 'Each folder holds as many records, collection by collection, as the request counted');
  const idsIn = (id: string): Set<string> =>
    new Set(archive.events(archive.folderOf(id) ?? '').map(({ properties }) => properties.distinct_id));
  const regular = SAMPLE.regular.distinctId;
  const merged = idsIn(regular);
  checks.check(
    merged.size > 1 && [...merged].every((id) => people.idsOf([regular]).includes(id)),
    'A person with merged identities is found under each of them, and under nobody else’s',
    `${merged.size} ids`,
  );
  const strangers = people.exported.filter((id) =>
    [...idsIn(id)].some((other) => other !== id && people.everybody.includes(other)),
  );
  checks.same(strangers, [], 'No folder holds an event of another person');
}

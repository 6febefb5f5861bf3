import { wireConflict, type Detail, type Preview } from './tour-answers.js';
import { read } from './tour-client.js';
import type { Archive } from './tour-archive.js';
import { fetchArchive, follow, type Exported } from './tour-export.js';
import { rowsOf, showDetail, whole, type Finding, type Tour } from './tour-stop.js';

/** People whose records are compared byte for byte, before and after. */
const NEIGHBOURS = 20;
const COLLECTIONS = ['events', 'profiles', 'session_replays', 'identity_links'];

/** GDPR Art. 17: two people are erased, everybody else stays as they were. */
export async function eraseTwoPeople(tour: Tour, earlier: Exported): Promise<Finding> {
  const { client, screen, checks, people } = tour;
  screen.title('A deletion of two people: one named by an alias, one who has no profile');
  const everybody = await client.preview(people.everybody);
  const theirs = await client.preview(people.erased);
  checks.check(theirs.rows > 0, 'The preview tells what they have', countsOf(theirs));

  const id = await client.open('data-deletions', { distinct_ids: people.erased, compliance_type: 'GDPR' });
  await checkConflict(tour, id);
  const bar = screen.open('Deletion');
  const detail = await client.follow('data-deletions', id, showDetail(bar));
  bar.end(`${detail.status}, ${whole(rowsOf(detail))} rows`);
  checkEnd(tour, detail, theirs);
  checks.same(await client.cancel(id), 405, 'It can no longer be revoked');

  const after = await client.preview(people.everybody);
  await checkGone(tour);
  const untouched = checkOthers(tour, everybody, after, theirs.rows);
  await checkNeighbours(tour, earlier.archive);
  await checkOlderExport(tour, earlier);
  return {
    request: 'Deletion',
    subjects: people.erased.length,
    found: `${whole(theirs.rows)} rows`,
    erased: `${whole(rowsOf(detail))} rows`,
    verified: `0 left in ${detail.collections.length} collections`,
    untouched,
  };
}

async function checkConflict({ client, checks, people }: Tour, id: string): Promise<void> {
  const answer = await client.tryToOpen('data-deletions', { distinct_ids: people.erased, compliance_type: 'GDPR' });
  const { error } = read(answer, 409, wireConflict);
  checks.same(error.conflicting_task_ids, [id], 'A second deletion of the same ids is refused, and names the first');
}

function checkEnd({ checks }: Tour, detail: Detail, theirs: Preview): void {
  checks.check(detail.status === 'SUCCESS', 'It ends as SUCCESS', detail.failure?.message);
  checks.same(
    detail.subjects.map(({ outcome }) => outcome),
    ['erased', 'erased'],
    'Both ended as erased',
  );
  const counted = detail.collections.filter(({ rows }) => rows > 0).map(({ collection, rows }) => [collection, rows]);
  const promised = theirs.collections.filter(({ rows }) => rows > 0).map(({ collection, rows }) => [collection, rows]);
  checks.same(counted.sort(), promised.sort(), 'It found what the preview had promised, in each collection');
  checks.same(
    detail.collections.filter(({ policy, survivors, erasedAt }) => survivors !== 0 || (policy !== 'keep' && !erasedAt)),
    [],
    `The read-back found no row of theirs in any of ${detail.collections.length} collections`,
  );
  const { hiddenAt, erasedAt, verifiedAt } = detail;
  const inOrder =
    hiddenAt !== null && erasedAt !== null && verifiedAt !== null && hiddenAt <= erasedAt && erasedAt <= verifiedAt;
  checks.check(inOrder, 'Hidden, erased and verified are three times, in this order');
}

async function checkGone({ client, checks, people }: Tour): Promise<void> {
  const ids = people.idsOf(people.erasedPersons);
  const after = await client.preview(ids);
  checks.same(
    [after.rows, ...after.collections.map(({ rows }) => rows)],
    [0, ...after.collections.map(() => 0)],
    `Nothing is found under any of their ${ids.length} ids, in any collection`,
  );
}

/** Returns what stayed as it was, for the table. */
function checkOthers({ checks, people }: Tour, before: Preview, after: Preview, theirRows: number): string {
  const others = (preview: Preview) =>
    preview.subjects.filter(({ distinctId }) => !people.erasedPersons.includes(distinctId));
  const changed = others(after).filter(({ rows }, index) => rows !== others(before)[index]?.rows);
  checks.same(changed.length, 0, `Each of ${whole(others(before).length)} other people has as many rows as before`);
  checks.same(after.rows, before.rows - theirRows, 'All rows after are all rows before, less theirs');
  return `${whole(others(after).length)} people, ${whole(after.rows)} rows`;
}

async function checkNeighbours(tour: Tour, earlier: Archive): Promise<void> {
  const { client, checks, people } = tour;
  const neighbours = people.exported.filter((id) => !people.erasedPersons.includes(id)).slice(0, NEIGHBOURS);
  const id = await client.open('data-retrievals', { distinct_ids: neighbours, compliance_type: 'GDPR' });
  await follow(tour, id, 'Export of the others');
  const later = await fetchArchive(tour, id);
  const changed = neighbours.filter((each) => recordsOf(later, each) !== recordsOf(earlier, each));
  checks.same(changed.length, 0, `The records of ${neighbours.length} others are byte for byte as before`);
}

/** Everything held about a person; a collection has no order of its own. */
function recordsOf(archive: Archive, distinctId: string): string {
  const folder = archive.folderOf(distinctId);
  const records = COLLECTIONS.map((collection) => archive.records(folder ?? '', collection).sort());
  return JSON.stringify([folder === null, records]);
}

async function checkOlderExport(tour: Tour, { archive, detail }: Exported): Promise<void> {
  const { client, checks, people } = tour;
  const now = await fetchArchive(tour, detail.id);
  const lost = people.erasedPersons.map((id) => archive.folderOf(id) ?? '');
  const destroyed = now.manifest.subjects.filter(({ destroyedAt }) => destroyedAt !== undefined);
  checks.same(
    [destroyed.map(({ folder }) => folder), destroyed.some((part) => 'distinct_id' in part)],
    [lost, false],
    'The older export names their folders as destroyed, without an id',
  );
  checks.same(
    [now.folders, now.damaged()],
    [archive.folders.filter((folder) => !lost.includes(folder)), []],
    'It still yields everybody else’s folder, whole',
  );
  const ordinal = detail.subjects.find(({ distinctId }) => distinctId === people.erasedPersons[0])?.ordinal ?? -1;
  checks.same(await client.downloadPart(detail.id, ordinal), 410, 'Their part on its own answers 410');
}

function countsOf({ collections }: Preview): string {
  return collections.map(({ collection, rows }) => `${collection} ${whole(rows)}`).join(', ');
}

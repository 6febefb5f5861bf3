import type { Detail } from './tour-answers.js';
import { Archive } from './tour-archive.js';
import { watchDevice } from './tour-device.js';
import { follow } from './tour-export.js';
import { watchHold } from './tour-hold.js';
import { watchKept } from './tour-kept.js';
import { showDetail, whole, type Finding, type Tour } from './tour-stop.js';

/** What the server said of the deletion that it could not do whole. */
export interface LawfulDeletion {
  readonly detail: Detail;
  readonly finding: Finding;
  /** Subjects that ended so. */
  readonly held: number;
  readonly ambiguous: number;
  /** Collections of which rows were kept. */
  readonly kept: number;
}

/** GDPR Art. 15 and 17 in one order, of which Art. 17(3), a policy and a shared device leave something. */
export async function eraseWithinTheLaw(tour: Tour): Promise<LawfulDeletion> {
  const { client, screen, checks, people } = tour;
  screen.title('A copy of everything, then erasure: one is on hold, one has an invoice, one shares a device');
  const asked = [people.onHold, people.buyer, people.sharer, people.sharedDevice];
  const watches = [await watchHold(tour), await watchKept(tour), await watchDevice(tour)];
  const preview = await client.preview(asked, 'deletion');
  for (const watch of watches) watch.foresee(preview);

  const { exportId, deletionId } = await client.orderBoth(asked);
  await follow(tour, exportId, 'Export of the order');
  checks.same(
    (await client.show(deletionId)).waitingFor,
    'export',
    'The deletion waits until the export was handed over',
  );
  const copy = await download(tour, exportId);
  checks.same(
    (await client.show(deletionId)).waitingFor,
    'export',
    'It still waits once an officer has downloaded the export: a look is no hand-over',
  );
  await client.handOver(exportId, 'e-mail');
  const bar = screen.open('Deletion of the order');
  const detail = await client.follow('data-deletions', deletionId, showDetail(bar));
  const erased = erasedRows(detail);
  bar.end(`${detail.status}, ${whole(erased)} rows`);
  checks.check(
    detail.status === 'SUCCESS',
    'Once the hand-over is recorded the deletion goes on, and ends as SUCCESS',
    detail.failure?.message,
  );
  checks.same(
    detail.collections.filter(({ survivors }) => survivors !== 0),
    [],
    'The read-back found nothing left of what the law lets go',
  );
  for (const watch of watches) await watch.end(detail);
  await checkSpared(tour, exportId, copy);
  return {
    detail,
    finding: {
      request: 'Export, then deletion',
      subjects: asked.length,
      found: `${whole(preview.rows)} rows`,
      erased: `${whole(erased)} rows`,
      verified: '0 left of the rest',
      untouched: 'what is held, kept, shared',
    },
    held: endedAs(detail, 'held'),
    ambiguous: endedAs(detail, 'ambiguous'),
    kept: detail.collections.filter(({ policy, rows }) => policy === 'keep' && rows > 0).length,
  };
}

async function checkSpared(tour: Tour, exportId: string, before: Archive): Promise<void> {
  const after = await download(tour, exportId);
  const { artifact } = await tour.client.show(exportId);
  tour.checks.check(
    artifact?.sparedAt != null,
    'The copy that was ordered with it says that the deletion spared it',
    artifact?.sparedAt ?? '',
  );
  tour.checks.same(
    [after.folders, after.damaged()],
    [before.folders, []],
    'It still yields every folder, whole, until it expires',
  );
}

async function download({ client }: Tour, exportId: string): Promise<Archive> {
  return Archive.open(await client.file(exportId, 'download'));
}

function endedAs({ subjects }: Detail, outcome: string): number {
  return subjects.filter((subject) => subject.outcome === outcome).length;
}

/** Rows of those whom no hold kept, in collections that no policy keeps. */
function erasedRows({ subjects, collections }: Detail): number {
  const kept = new Set(collections.filter(({ policy }) => policy === 'keep').map(({ collection }) => collection));
  return subjects
    .filter(({ outcome }) => outcome !== 'held')
    .flatMap(({ tallies }) => tallies.filter(({ collection }) => !kept.has(collection)))
    .reduce((sum, { rows }) => sum + rows, 0);
}

import { countOf, rowsOf, showDetail, subjectOf, type Finding, type Tour } from './tour-stop.js';

const VISITOR = 'recorded@example.com';
const DEVICE = '$device:7b0e4c55-1f3d-4c1a-8d2b-5a9e6f7c8d90';
const REPLAY = '5d2f8a10-9c47-4e6b-b1a3-7e0c9d8f6a21';
/** Under which the part that was recorded before the sign-in is filed. */
const RECORDING = `$recording:${REPLAY}`;

/** GDPR Art. 17: a recording begins under a device, goes on under its user, and goes as a whole with them. */
export async function recordSession({ client, screen, checks, shop }: Tour): Promise<Finding> {
  screen.title('A recording of a session, which comes in and goes');
  const rows = async () => countOf(await shop.rowsOf([VISITOR, DEVICE, RECORDING]));
  const onDevice = { distinct_id: DEVICE, $device_id: DEVICE.slice('$device:'.length) };
  const signedIn = { ...onDevice, distinct_id: VISITOR, $user_id: VISITOR };
  await client.record(REPLAY, 0, onDevice);
  const answer = await client.record(REPLAY, 1, signedIn);
  checks.same(answer, { code: 200, status: 'OK' }, 'What a recorder sends is taken');
  const recordings = (await shop.rowsOf([VISITOR, RECORDING]))['subject_data.session_replays'];
  checks.same(recordings.length, 2, 'Both of its batches are kept');
  const preview = await client.preview([VISITOR], 'deletion');
  const found = preview.collections.find(({ collection }) => collection === 'session_replays')?.rows;
  checks.same(found, 2, 'What was recorded before the visitor signed in is theirs, too');

  const id = await client.open('data-deletions', { distinct_ids: [VISITOR], compliance_type: 'GDPR' });
  const bar = screen.open('Deletion');
  const detail = await client.follow('data-deletions', id, showDetail(bar));
  bar.end(`${detail.status}, ${rowsOf(detail)} rows`);
  checks.check(detail.status === 'SUCCESS', 'The deletion ends as SUCCESS', detail.failure?.message);
  checks.same(subjectOf(detail, VISITOR).outcome, 'erased', 'The visitor ended as erased');
  checks.same(await rows(), 0, 'No batch is left, nor anything that tied the recording to them');
  return {
    request: 'Deletion of a recording',
    subjects: 1,
    found: `${preview.rows} rows`,
    erased: `${rowsOf(detail)} rows`,
    verified: '0 left',
    untouched: 'all',
  };
}

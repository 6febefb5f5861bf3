import { countOf, type Tour } from './tour-stop.js';

const VISITOR = 'visitor@example.com';
const DEVICE = '$device:2f1c9d34-6a0b-4f7e-9a35-0d8b6c1e7f42';

/** GDPR Art. 21, §1798.120: who opted out is not collected, on no device of theirs, until they opt in. */
export async function optOut({ client, screen, checks, shop }: Tour): Promise<void> {
  screen.title('A visitor who opts out, and in again');
  const events = async () => countOf(await shop.rowsOf([VISITOR, DEVICE]));
  const onDevice = { distinct_id: DEVICE, $device_id: DEVICE.slice('$device:'.length) };
  const signedIn = { ...onDevice, distinct_id: VISITOR, $user_id: VISITOR };
  await client.track('Viewed', onDevice);
  await client.track('Bought', signedIn);
  const before = await events();
  checks.check(before > 0, 'What an SDK sends is stored');
  const covered = await client.choose('opt-outs', VISITOR);
  checks.check(covered > 1, 'The opt-out covers the visitor and their device', `${covered} ids`);
  checks.same(await client.track('Bought', signedIn), '1', 'What is sent of them afterwards is answered as always');
  await client.track('Viewed', onDevice);
  checks.same(await events(), before, 'Nothing of it is kept, nor of what their device sends');
  await client.choose('opt-ins', VISITOR);
  await client.track('Bought', signedIn);
  checks.same(await events(), before + 1, 'Once they opted in, it is kept again');
}

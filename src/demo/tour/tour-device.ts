import { countOf, subjectOf, whole, type Tour, type Watch } from './tour-stop.js';

/** GDPR Art. 15(4) and 17: two people signed in on one device; what happened on it without either of them is neither's. */
export async function watchDevice({ client, checks, people, shop }: Tour): Promise<Watch> {
  const { sharer, companion, sharedDevice } = people;
  const own = people.idsOf([sharer]).filter((id) => id !== sharedDevice);
  const others = people.idsOf([companion]);
  const before = { device: await shop.rowsOf([sharedDevice]), companion: await shop.rowsOf(others) };
  return {
    foresee: (preview) => {
      const { ambiguousIds } = subjectOf(preview, sharer);
      checks.same(ambiguousIds, 1, 'Shared device: the preview tells that it is ambiguous whose the device is');
      const device = subjectOf(preview, sharedDevice);
      checks.same(
        [device.ambiguousIds, device.rows],
        [1, 0],
        'Shared device: asked for by its own id it yields nothing',
      );
    },
    end: async (detail) => {
      const outcomes = [sharer, sharedDevice].map((id) => subjectOf(detail, id).outcome);
      checks.same(
        outcomes,
        ['erased', 'ambiguous'],
        'Shared device: who asked ends as erased, the device as ambiguous',
      );
      checks.same(countOf(await shop.rowsOf(own)), 0, 'Shared device: no row of who asked is left in any table');
      const { device } = before;
      checks.check(
        countOf(device) > 0,
        'Shared device: it has events of its own',
        `${whole(device['subject_data.events'].length)} events`,
      );
      checks.same(await shop.rowsOf([sharedDevice]), device, 'Shared device: they stay, byte for byte');
      checks.same(
        await shop.rowsOf(others),
        before.companion,
        'Shared device: so does everything of the other one who used it',
      );
      const { subjects } = await client.preview([sharedDevice]);
      checks.same(subjects[0]?.ambiguousIds, 1, 'Shared device: it does not become the other one’s by that');
    },
  };
}

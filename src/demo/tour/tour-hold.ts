import { Clock } from '../../platform/index.js';
import { countOf, subjectOf, whole, type Tour, type Watch } from './tour-stop.js';

const BASIS = 'GDPR Art. 17(3)(e): defence of legal claims';
const YEAR = 365 * 86_400_000;

/** GDPR Art. 17(3)(e): somebody asks to be erased whose data a court will ask for. */
export async function watchHold({ client, checks, people, shop }: Tour): Promise<Watch> {
  const { onHold } = people;
  const until = new Date(new Clock().now().getTime() + YEAR);
  const placed = await client.placeHold(onHold, BASIS, until);
  checks.same(
    placed,
    [{ state: 'active', basis: BASIS }],
    'A hold is placed on one of them, with its basis and an end',
  );
  const ids = people.idsOf([onHold]);
  const before = await shop.rowsOf(ids);
  return {
    foresee: (preview) =>
      checks.same(subjectOf(preview, onHold).held, BASIS, 'On hold: the preview tells who is held, and on which basis'),
    end: async (detail) => {
      const { outcome, outcomeDetail } = subjectOf(detail, onHold);
      checks.same([outcome, outcomeDetail], ['held', BASIS], 'On hold: the person ends as held, with the basis');
      const after = await shop.rowsOf(ids);
      checks.check(countOf(before) > 0, 'On hold: there was something to erase', `${whole(countOf(before))} rows`);
      checks.same(after, before, 'On hold: each row in each table is byte for byte as before, the newsletter’s too');
      checks.same(
        await client.owedBy(detail.id),
        [{ kind: 'held', state: 'owed', dueAt: until.toISOString() }],
        'On hold: the erasure is owed from here on, and due when the hold ends',
      );
    },
  };
}

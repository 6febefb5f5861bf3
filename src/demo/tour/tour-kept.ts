import { KEPT } from './tour-shop.postgres.js';
import { countOf, subjectOf, whole, type Tour, type Watch } from './tour-stop.js';

/** GDPR Art. 17(3)(b): an invoice that tax law keeps, beside a newsletter that nothing keeps. */
export async function watchKept({ client, checks, people, shop }: Tour): Promise<Watch> {
  const { buyer } = people;
  const ids = people.idsOf([buyer]);
  const before = await shop.rowsOf(ids);
  const invoices = before['shop.invoices'];
  return {
    foresee: ({ collections }) => {
      const told = collections.find(({ collection }) => collection === KEPT.collection);
      checks.same(
        [told?.policy, told?.basis, told?.rows],
        ['keep', KEPT.basis, invoices.length],
        'Invoice: the preview tells that it is kept, and on which basis',
      );
    },
    end: async (detail) => {
      const { outcome, outcomeDetail } = subjectOf(detail, buyer);
      checks.same(
        [outcome, outcomeDetail],
        ['erased', KEPT.basis],
        'Invoice: the buyer ends as erased, with the basis of what is kept',
      );
      const after = await shop.rowsOf(ids);
      checks.same(after['shop.invoices'], invoices, 'Invoice: the row is still there, as it was');
      checks.check(
        before['shop.newsletter'].length > 0 && countOf(after) === invoices.length,
        'Invoice: the newsletter beside it and all other rows are gone',
        `${whole(countOf(before) - countOf(after))} rows`,
      );
      const { subjects, collections } = await client.preview([buyer]);
      const left = collections.filter(({ rows }) => rows > 0).map(({ collection }) => collection);
      checks.same(
        [subjects[0]?.rows, left],
        [invoices.length, [KEPT.collection]],
        'Invoice: a new preview finds it, and nothing else',
      );
    },
  };
}

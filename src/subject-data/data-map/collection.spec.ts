import { BUILT_IN_COLLECTIONS } from './built-in-collections.js';
import { type Collection, definitionOf } from './collection.js';

const events = BUILT_IN_COLLECTIONS[0] as Collection;

describe('the definition of a collection', () => {
  it('is another where its arrivals are read in another zone', () => {
    const zoned = (arrivalZone: string) => definitionOf({ ...events, arrivalZone });
    expect(new Set([definitionOf(events), zoned('Asia/Tokyo'), zoned('UTC')]).size).toBe(3);
  });

  it('is another where its rows are kept, or grow old, otherwise', () => {
    const keeping = (years: number) =>
      definitionOf({
        ...events,
        policy: { kind: 'keep', basis: 'tax law', until: { column: 'time', plus: { months: 12 * years, days: 0 } } },
      });
    const aging = (years: number) =>
      definitionOf({
        ...events,
        window: { column: 'time', after: { months: 12 * years, days: 0 }, does: { kind: 'rows' } },
      });
    expect(new Set([definitionOf(events), keeping(6), keeping(10), aging(6), aging(10)]).size).toBe(5);
  });

  it('is the same whatever it tells to those who ask', () => {
    expect(definitionOf({ ...events, purpose: 'another', timeZone: 'Asia/Tokyo' })).toBe(definitionOf(events));
  });
});

import { BUILT_IN_COLLECTIONS } from './built-in-collections.js';
import { type Collection, definitionOf } from './collection.js';

const events = BUILT_IN_COLLECTIONS[0] as Collection;

describe('the definition of a collection', () => {
  it('is another where its arrivals are read in another zone', () => {
    const zoned = (arrivalZone: string) => definitionOf({ ...events, arrivalZone });
    expect(new Set([definitionOf(events), zoned('Asia/Tokyo'), zoned('UTC')]).size).toBe(3);
  });

  it('is the same whatever it tells to those who ask', () => {
    expect(definitionOf({ ...events, purpose: 'another', timeZone: 'Asia/Tokyo' })).toBe(definitionOf(events));
  });
});

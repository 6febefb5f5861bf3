import { StreamPlaces } from './stream-places.js';

describe('places for streams', () => {
  it('are so many for one person, however many are free', () => {
    const places = new StreamPlaces(2, 100);
    places.take('pat');
    const give = places.take('pat');
    expect(places.refusalFor('pat')).toBe('too-many-of-one');
    expect(places.refusalFor('ana')).toBeNull();
    give();
    expect(places.refusalFor('pat')).toBeNull();
  });

  it('are so many for all', () => {
    const places = new StreamPlaces(2, 3);
    const gives = ['pat', 'ana', 'lee'].map((who) => places.take(who));
    expect(places.refusalFor('kim')).toBe('too-many');
    gives[0]?.();
    expect(places.refusalFor('kim')).toBeNull();
  });

  it('are given back once', () => {
    const places = new StreamPlaces(1, 2);
    const give = places.take('pat');
    places.take('ana');
    give();
    give();
    places.take('lee');
    expect(places.refusalFor('kim')).toBe('too-many');
  });
});

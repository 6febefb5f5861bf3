import { ReadingPlaces } from './reading-places.js';

describe('how many exports of events are under way', () => {
  it('is two of a project at the most, whoever asks; who comes third is told when to come again', () => {
    const places = new ReadingPlaces();
    const leave = places.take(1, 'user:a');
    places.take(1, 'user:b');
    const refusal = { kind: 'too-many', code: 'too-many-readings', details: { retryAfter: 30 } };
    expect(() => places.take(1, 'user:c')).toThrow(expect.objectContaining(refusal) as Error);
    places.take(2, 'user:c');
    leave();
    leave();
    places.take(1, 'user:c');
    expect(() => places.take(1, 'user:d')).toThrow('This project has 2');
  });

  it('is four of an account at the most, in however many projects, and a refusal takes no place', () => {
    const places = new ReadingPlaces();
    const leaves = [1, 2, 3, 4].map((projectId) => places.take(projectId, 'service-account:a'));
    for (let again = 0; again < 3; again++)
      expect(() => places.take(5, 'service-account:a')).toThrow('This account has 4');
    places.take(5, 'user:b');
    places.take(5, 'user:b');
    leaves[0]?.();
    places.take(1, 'service-account:a');
  });
});

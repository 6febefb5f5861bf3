import { shapeUnknownTo } from './id-shapes.js';

const UUID = '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f';
const people = (last: string) => new Set([...Array.from({ length: 20 }, (_, n) => `person-${n}`), last]);

describe('ids of people and values of a subject column', () => {
  it('cannot meet where the one are all numbers, or UUIDs, and none of the others is', () => {
    expect(shapeUnknownTo(people('x'), ['1', '20', '-3'])).toBe('whole numbers');
    expect(shapeUnknownTo(people('7'), [UUID, UUID.toUpperCase()])).toBe('UUIDs');
  });

  it('may meet where some are alike, or nobody is known yet', () => {
    expect(shapeUnknownTo(people('7'), ['1', '20'])).toBeNull();
    expect(shapeUnknownTo(people('x'), ['1', 'anna'])).toBeNull();
    expect(shapeUnknownTo(new Set(['x']), ['1'])).toBeNull();
    expect(shapeUnknownTo(people('x'), [])).toBeNull();
  });
});

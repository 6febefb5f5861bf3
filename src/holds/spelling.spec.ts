import { spellingOf } from './spelling.js';

const UUID = '3f2b8c1e-5D4a-4c6b-9e7f-0a1b2c3d4e5f';

describe('the spelling of a held id', () => {
  it('is one and the same for a UUID in either letter case', () => {
    expect(spellingOf(UUID)).toBe(spellingOf(UUID.toUpperCase()));
  });

  it('leaves every other id as it is', () => {
    for (const id of ['Ann@Example.com', '007', ' x ', '__proto__', `${UUID}0`]) expect(spellingOf(id)).toBe(id);
  });
});

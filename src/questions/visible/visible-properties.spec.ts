import { builtInCollections } from '../../subject-data/data-map/built-in-collections.js';
import { visibleProperties } from './visible-properties.js';

describe('what is shown of profiles', () => {
  const header = { category: 'government_id', source: false, withhold: true };
  const collections = builtInCollections(new Map([['profiles', [{ name: 'ssn', ...header }]]]));
  const visible = visibleProperties(collections);

  it('is all but what the data map withholds, at every depth, and every digit of it', () => {
    const json = '{"a":9007199254740993,"ssn":"1","family":[{"ssn":"2","name":"b"}],"x":{"y":{"ssn":3,"z":1}}}';
    expect(visible.redact('profiles', json)).toBe('{"a":9007199254740993,"family":[{"name":"b"}],"x":{"y":{"z":1}}}');
  });

  it('is no way to find out what is withheld', () => {
    expect(() => visible.assertShown('profiles', 'ssn')).toThrow(
      expect.objectContaining({ code: 'property-withheld' }),
    );
    expect(() => visible.assertShown('profiles', 'name')).not.toThrow();
  });
});

import { toldName } from './told-name.js';

describe('the name of a property in the audit', () => {
  it.each(['$email', 'plan', 'Größe in cm', 'a.b:c-d'])('is told: %s', (name) => {
    expect(toldName(name)).toBe(name);
  });

  it.each(['ada@example.com', '+43 1 234', '', 'x'.repeat(101), '{"a":1}'])(
    'is not told where it may be a value: %s',
    (name) => {
      expect(toldName(name)).toBeNull();
    },
  );
});

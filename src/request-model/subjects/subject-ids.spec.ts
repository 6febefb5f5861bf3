import { randomBytes } from 'node:crypto';
import { MasterKey } from '../../platform/index.js';
import { SubjectIds } from './subject-ids.js';

describe('the ids of a request', () => {
  const master = new MasterKey(randomBytes(32));
  const hostile = ["'; drop table requests --", '../../etc/passwd', '👩‍👩‍👧', 'שלום', '__proto__', ' spaced '];

  it('come back byte for byte from their ciphertext', () => {
    const sealing = SubjectIds.create(master, 'request-1');
    const opening = SubjectIds.open(master, 'request-1', sealing.wrappedKey);
    expect(hostile.map((id) => opening.unseal(sealing.seal(id)))).toEqual(hostile);
  });

  it('cannot be read with the key of another request', () => {
    const one = SubjectIds.create(master, 'request-1');
    expect(() => SubjectIds.open(master, 'request-2', one.wrappedKey)).toThrow(
      expect.objectContaining({ code: 'key-unreadable' }),
    );
  });

  it('never stand in the ciphertext', () => {
    const sealed = SubjectIds.create(master, 'request-1').seal('pat@example.com');
    expect(sealed.includes('pat@example.com')).toBe(false);
  });
});

import { createCipheriv, randomBytes } from 'node:crypto';
import { MasterKey } from '../../platform/index.js';
import { SubjectIds } from './subject-ids.js';

describe('the ids of a request', () => {
  const master = new MasterKey(randomBytes(32));
  const hostile = ["'; drop table requests --", '../../etc/passwd', '👩‍👩‍👧', 'שלום', '__proto__', ' spaced '];

  it('come back byte for byte from their ciphertext', () => {
    const sealing = SubjectIds.create(master, 'request-1', 1);
    const opening = SubjectIds.open(master, 'request-1', sealing.wrappedKey, 1);
    expect(hostile.map((id) => opening.unseal(sealing.seal(id)))).toEqual(hostile);
  });

  it('cannot be read with the key of another request', () => {
    const one = SubjectIds.create(master, 'request-1', 1);
    expect(() => SubjectIds.open(master, 'request-2', one.wrappedKey, 1)).toThrow(
      expect.objectContaining({ code: 'key-unreadable' }),
    );
  });

  it('cannot be read as those of another project', () => {
    const one = SubjectIds.create(master, 'request-1', 1);
    const other = SubjectIds.open(master, 'request-1', one.wrappedKey, 2);
    expect(() => other.unseal(one.seal('pat@example.com'))).toThrow();
  });

  it('cannot be changed in any byte', () => {
    const sealing = SubjectIds.create(master, 'request-1', 1);
    const sealed = sealing.seal('pat');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealing.unseal(changed)).toThrow();
    }
  });

  it.each([0x00, 0x02])(
    'that were sealed before they were bound to their place are read as ever (nonce %i …)',
    (first) => {
      const { wrappedKey } = SubjectIds.create(master, 'request-1', 1);
      const nonce = Buffer.concat([Buffer.of(first), randomBytes(11)]);
      const cipher = createCipheriv('aes-256-gcm', master.unwrap(wrappedKey, 'request-ids/request-1'), nonce);
      const text = Buffer.concat([cipher.update('pat@example.com', 'utf8'), cipher.final()]);
      const before = Buffer.concat([nonce, text, cipher.getAuthTag()]);
      expect(SubjectIds.open(master, 'request-1', wrappedKey, 1).unseal(before)).toBe('pat@example.com');
    },
  );

  it('never stand in the ciphertext', () => {
    const sealed = SubjectIds.create(master, 'request-1', 1).seal('pat@example.com');
    expect(sealed.includes('pat@example.com')).toBe(false);
  });
});

import { createPublicKey } from 'node:crypto';
import { isSignedBy, keyIdOf, RecordKey } from './sealed-record.js';

/** The first test of RFC 8032, section 7.1. */
const SEED = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
const PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const SIGNATURE =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';

describe('RecordKey', () => {
  const key = new RecordKey(SEED);

  it('is the key of RFC 8032 for its seed, and signs as it', () => {
    const der = createPublicKey(key.publicPem).export({ format: 'der', type: 'spki' });
    expect(der.subarray(-32).toString('hex')).toBe(PUBLIC);
    expect(key.sign(Buffer.alloc(0)).toString('hex')).toBe(SIGNATURE);
  });

  it('is named by its public half', () => {
    expect(key.id).toMatch(/^[0-9a-f]{16}$/);
    expect(key.id).toBe(keyIdOf(key.publicPem));
    expect(new RecordKey(Buffer.alloc(32, 7)).id).not.toBe(key.id);
  });

  it('signs bytes so that no bit of them or of the signature can be changed', () => {
    const document = Buffer.from('{"a":1}');
    const signature = key.sign(document);
    expect(isSignedBy(key.publicPem, document, signature)).toBe(true);
    for (let bit = 0; bit < 8 * document.length; bit++) {
      const changed = Buffer.from(document);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(isSignedBy(key.publicPem, changed, signature)).toBe(false);
    }
    const forged = Buffer.from(signature);
    forged[5] = (forged[5] as number) ^ 1;
    expect(isSignedBy(key.publicPem, document, forged)).toBe(false);
    expect(isSignedBy(new RecordKey(Buffer.alloc(32, 7)).publicPem, document, signature)).toBe(false);
    expect(isSignedBy(key.publicPem, document, signature.subarray(1))).toBe(false);
  });
});

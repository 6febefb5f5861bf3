import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { HabeasError } from '../core/errors.js';
import { decodeKey, MasterKey } from './keys.js';

const key = randomBytes(32);
const master = new MasterKey(key);
const dataKey = Buffer.alloc(32, 9);

const failureOf = (attempt: () => unknown): HabeasError => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof HabeasError) return error;
  }
  throw new Error('No HabeasError was thrown.');
};

describe('MasterKey', () => {
  it('gives back what it wrapped', () => {
    expect(master.unwrap(master.wrap(dataKey, 'part/1'), 'part/1')).toEqual(dataKey);
  });

  it('never wraps the same key to the same bytes', () => {
    expect(master.wrap(dataKey, 'part/1')).not.toEqual(master.wrap(dataKey, 'part/1'));
  });

  it('refuses a key that was moved to another row', () => {
    const error = failureOf(() => master.unwrap(master.wrap(dataKey, 'part/1'), 'part/2'));
    expect([error.kind, error.code]).toEqual(['gone', 'key-unreadable']);
  });

  it('refuses wrapped bytes of which any one was changed or that were cut', () => {
    const wrapped = master.wrap(dataKey, 'part/1');
    for (let index = 0; index < wrapped.length; index++) {
      const changed = Buffer.from(wrapped);
      changed[index] = (changed[index] as number) ^ 1;
      expect(failureOf(() => master.unwrap(changed, 'part/1')).code).toBe('key-unreadable');
      expect(failureOf(() => master.unwrap(wrapped.subarray(0, index), 'part/1')).code).toBe('key-unreadable');
    }
  });

  it('says that another master key is needed, as something that heals', () => {
    const other = new MasterKey(randomBytes(32));
    const error = failureOf(() => other.unwrap(master.wrap(dataKey, 'part/1'), 'part/1'));
    expect([error.kind, error.retryable]).toEqual(['unavailable', true]);
    expect(error.message).toContain('HABEAS_MASTER_KEY');
  });

  it('derives a different key for every purpose and the same one every time', () => {
    expect(master.derive('download-link')).toEqual(new MasterKey(key).derive('download-link'));
    expect(master.derive('download-link')).not.toEqual(master.derive('receipt'));
    expect(master.derive('ids', 64)).toHaveLength(64);
  });

  it('shows nothing of itself when printed', () => {
    const shown = `${inspect(master, { depth: 9, showHidden: true })}${JSON.stringify({ master })}`;
    expect(shown).not.toContain(key.toString('hex').slice(0, 8));
    expect(shown).not.toContain(
      key
        .subarray(0, 3)
        .toString('hex')
        .replaceAll(/(..)(?=.)/g, '$1 '),
    );
  });
});

describe('decodeKey', () => {
  it.each([
    ['hex', key.toString('hex')],
    ['upper-case hex', randomBytes(32).toString('hex').toUpperCase()],
    ['base64', key.toString('base64')],
    ['base64url without padding, with a line end', `${key.toString('base64url')}\n`],
  ])('reads %s', (_form, text) => {
    expect(decodeKey(text, 'HABEAS_MASTER_KEY')).toHaveLength(32);
  });

  it.each(['', 'secret', 'ab'.repeat(31), key.toString('hex') + '0', 'é'.repeat(43)])(
    'refuses anything else without showing it',
    (text) => {
      const error = failureOf(() => decodeKey(text, 'HABEAS_MASTER_KEY'));
      expect(error.code).toBe('master-key-malformed');
      expect(error.message).toContain('HABEAS_MASTER_KEY');
      if (text !== '') expect(error.message).not.toContain(text);
    },
  );

  it.each([
    '00'.repeat(32),
    'ff'.repeat(32),
    Buffer.alloc(32, 7).toString('base64'),
    'deadbeef'.repeat(8),
    '0123456789abcdef'.repeat(4),
    Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('hex'),
    Buffer.from(Array.from({ length: 32 }, (_, at) => 255 - at)).toString('hex'),
  ])('refuses a pattern, which no random key is (%#)', (text) => {
    const error = failureOf(() => decodeKey(text, 'HABEAS_MASTER_KEY'));
    expect([error.kind, error.code]).toEqual(['invalid', 'master-key-weak']);
    expect(error.message).toMatch(/^HABEAS_MASTER_KEY .*openssl rand -hex 32/);
    expect(error.message).not.toContain(text);
  });
});

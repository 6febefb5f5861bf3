import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMasterKey } from '../../src/platform/crypto/master-key-file.js';
import { TEST_MASTER_KEY } from '../support/master-key.js';

describe('loadMasterKey', () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'habeas-key-'));
    file = join(directory, 'data', 'master.key');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('makes a file only its owner can read, and reads the same key from it the next time', () => {
    const made = loadMasterKey({ value: null, file, mayCreate: true });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(directory, 'data'))).toEqual(['master.key']);
    expect(loadMasterKey({ value: null, file, mayCreate: false }).id).toBe(made.id);
  });

  it('prefers the setting and leaves no file', () => {
    loadMasterKey({ value: TEST_MASTER_KEY, file, mayCreate: true });
    expect(() => statSync(file)).toThrow('ENOENT');
  });

  it('says what to do when there is no key and none may be made', () => {
    expect(() => loadMasterKey({ value: null, file, mayCreate: false })).toThrow('set it to the key');
    expect(() => loadMasterKey({ value: ' ', file, mayCreate: false })).toThrow('openssl rand -hex 32');
  });

  it('refuses a file that others can read', () => {
    loadMasterKey({ value: null, file, mayCreate: true });
    chmodSync(file, 0o644);
    expect(() => loadMasterKey({ value: null, file, mayCreate: true })).toThrow('chmod 600');
  });

  it('refuses a damaged file and does not replace it', () => {
    loadMasterKey({ value: null, file, mayCreate: true });
    writeFileSync(file, 'half a k');
    expect(() => loadMasterKey({ value: null, file, mayCreate: true })).toThrow('must be 32 bytes');
    expect(readFileSync(file, 'utf8')).toBe('half a k');
  });
});

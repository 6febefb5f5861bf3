import { readConfig } from '../platform/index.js';
import { separateDisks } from './separate-disks.js';

const KEY = { HABEAS_MASTER_KEY: '5'.repeat(63) + 'a' };
const SERVER = { ...KEY, DATABASE_URL: 'postgres://db/habeas' };
const BUCKET = { S3_REGION: 'eu', S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'k', S3_SECRET_ACCESS_KEY: 's' };

describe('exports of processes that may not share a disk', () => {
  it.each([
    [{ ...SERVER, ROLE: 'api' }, true],
    [{ ...SERVER, ROLE: 'worker' }, true],
    [{ ...SERVER, ROLE: 'all' }, false],
    [{ ...SERVER, ...BUCKET, ROLE: 'worker' }, false],
    [{ ROLE: 'api' }, false],
  ])('are told of at the start: %j', (environment, isTold) => {
    expect(separateDisks(readConfig(environment)) !== null).toBe(isTold);
  });
});

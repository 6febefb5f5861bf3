import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { S3ArtifactStore } from '../../src/artifacts/artifact-store.s3.js';
import { readConfig } from '../../src/platform/index.js';
import { S3Server } from '../support/s3-server.js';
import { describeArtifactStore } from './artifact-store.contract.js';

const MEBIBYTE = Buffer.alloc(1 << 20, 'x');

describe('S3ArtifactStore on s3rver (not on S3: aborting and listing uploads are added by the test)', () => {
  let server: S3Server;
  const stores: S3ArtifactStore[] = [];
  const open = async (settings = server.newBucket()): Promise<S3ArtifactStore> => {
    const store = await S3ArtifactStore.open(settings);
    stores.push(store);
    return store;
  };

  beforeAll(async () => {
    server = await S3Server.start();
  });
  afterEach(() => {
    server.fails = () => false;
  });
  afterAll(async () => {
    stores.forEach((store) => store.onApplicationShutdown());
    await server.close();
  });

  const write = (sink: Writable, chunk: Buffer): Promise<void> =>
    new Promise((resolve, reject) => sink.write(chunk, (error) => (error ? reject(error) : resolve())));

  describeArtifactStore(() => open());

  it('sends a part again that the server did not take', async () => {
    const settings = server.newBucket();
    const store = await open(settings);
    let failed = 0;
    server.fails = ({ url }) => url.searchParams.get('partNumber') === '2' && failed++ === 0;
    const chunks = Array.from({ length: 20 }, () => MEBIBYTE);
    await pipeline(chunks, store.write('request-1/1.bin'));
    expect(failed).toBeGreaterThan(1);
    expect(await store.size('request-1/1.bin')).toBe(20 * MEBIBYTE.length);
    expect(server.openUploads(settings.bucket)).toEqual([]);
  });

  it('aborts the upload when a part cannot be sent, and says that it can be tried again', async () => {
    const settings = server.newBucket();
    const store = await open(settings);
    server.fails = ({ url }) => url.searchParams.get('partNumber') === '2';
    const chunks = Array.from({ length: 20 }, () => MEBIBYTE);
    await expect(pipeline(chunks, store.write('request-1/1.bin'))).rejects.toMatchObject({
      code: 'artifact-store-unavailable',
      retryable: true,
    });
    expect(server.openUploads(settings.bucket)).toEqual([]);
    await expect(store.size('request-1/1.bin')).rejects.toMatchObject({ code: 'artifact-missing' });
  });

  it('aborts with a part on its way, and leaves no part', async () => {
    const settings = server.newBucket();
    const store = await open(settings);
    const sink = store.write('request-1/1.bin');
    for (let count = 0; count < 9; count++) await write(sink, MEBIBYTE);
    expect(server.openUploads(settings.bucket)).toHaveLength(1);
    sink.destroy();
    await once(sink, 'close');
    expect(server.openUploads(settings.bucket)).toEqual([]);
  });

  it('fails, and can be tried again, when its upload was taken away under it', async () => {
    const store = await open();
    const sink = store.write('request-1/1.bin');
    await write(sink, MEBIBYTE);
    await store.removeUnfinished(new Date('2999-01-01'));
    sink.end();
    await expect(finished(sink)).rejects.toMatchObject({ code: 'artifact-store-unavailable' });
  });

  it('asks again for a piece that broke off', async () => {
    const store = await open();
    await pipeline([MEBIBYTE], store.write('a'));
    let failed = 0;
    server.fails = ({ method, url }) => method === 'GET' && url.pathname.endsWith('/a') && failed++ < 4;
    let bytes = 0;
    for await (const piece of store.read('a')) bytes += (piece as Buffer).length;
    expect(bytes).toBe(MEBIBYTE.length);
    expect(failed).toBe(5);
  });

  it('sees nothing that others keep in the bucket', async () => {
    const settings = server.newBucket();
    const store = await open(settings);
    const theirs = `${settings.endpoint}/${settings.bucket}/request-1/1.bin`;
    expect((await fetch(theirs, { method: 'PUT', body: 'theirs' })).status).toBe(200);
    const names: string[] = [];
    for await (const { name } of store.list('')) names.push(name);
    expect(names).toEqual([]);
    await store.remove('request-1/1.bin');
    expect(await (await fetch(theirs)).text()).toBe('theirs');
  });

  it.each([
    ['a bucket that is not there', { bucket: 'no-such-bucket' }, 'NoSuchBucket'],
    ['keys that are not known', { accessKeyId: 'nobody', secretAccessKey: 'wrong-secret' }, 'InvalidAccessKeyId'],
    ['an endpoint where nobody is', { endpoint: 'http://127.0.0.1:9' }, 'ECONNREFUSED'],
  ])('ends the start with %s, and tells no secret', async (_what, wrong, reason) => {
    const failure: unknown = await open({ ...server.newBucket(), ...wrong }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      kind: 'invalid',
      code: 'artifact-bucket',
      message: expect.stringContaining(reason) as string,
    });
    expect(String(failure)).not.toContain('wrong-secret');
  });

  it('is asked for by all of its settings or by none', () => {
    const all = { S3_REGION: 'eu-1', S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'very-secret' };
    expect(readConfig({}).s3).toBeNull();
    expect(readConfig(all).s3).toMatchObject({ endpoint: null, bucket: 'b' });
    expect(readConfig({ ...all, S3_ENDPOINT: 'https://minio.example' }).s3).toMatchObject({
      endpoint: 'https://minio.example',
    });
    expect(() => readConfig({ ...all, S3_BUCKET: '' })).toThrow('S3_BUCKET must be set');
    expect(() => readConfig({ S3_ENDPOINT: 'https://minio.example' })).toThrow('S3_REGION, S3_BUCKET');
    expect(() => readConfig({ ...all, S3_ENDPOINT: 'minio.example' })).toThrow(
      'S3_ENDPOINT must be a URL that starts with',
    );
  });
});

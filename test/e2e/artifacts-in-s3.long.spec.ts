import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ArtifactStore } from '../../src/artifacts/index.js';
import type { S3Settings } from '../../src/platform/index.js';
import { Retention } from '../../src/jobs/retention.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { S3Server } from '../support/s3-server.js';
import { until } from '../support/until.js';
import { readZip } from '../support/zip.js';

describe('artifacts in a bucket of s3rver (not of S3)', () => {
  let server: S3Server;
  let bucket: S3Settings;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    server = await S3Server.start();
    bucket = server.newBucket();
    app = await startApp({
      settings: {
        S3_ENDPOINT: bucket.endpoint ?? '',
        S3_REGION: bucket.region,
        S3_BUCKET: bucket.bucket,
        S3_ACCESS_KEY_ID: bucket.accessKeyId,
        S3_SECRET_ACCESS_KEY: bucket.secretAccessKey,
      },
    });
    project = await createProject(app);
    client = new ApiClient(app, project);
    await client.importEvents(
      ['ada', 'bob'].map((id) => ({
        event: 'Song played',
        properties: { time: 1_770_000_000, distinct_id: id, $insert_id: `of-${id}` },
      })),
    );
  });

  afterAll(async () => {
    await app.close();
    await server.close();
  });

  const finish = async (order: object): Promise<string> => {
    const id = await client.open({ regime: 'GDPR', ...order });
    await until('the end of the request', async () => (await client.show(id)).status === 'SUCCESS');
    return id;
  };
  /** What a poll of the wire answers with: a link, without credentials. */
  const linkTo = async (id: string): Promise<string | null> => {
    const path = `/api/app/data-retrievals/v3.0/${id}?token=${project.projectToken}`;
    const { body } = await client.call<{ results: { results: string | null } }>('GET', path);
    return body.results.results && new URL(body.results.results).pathname;
  };
  const blobs = async (): Promise<string[]> => {
    const names: string[] = [];
    for await (const { name } of app.application.get(ArtifactStore, { strict: false }).list('')) names.push(name);
    return names;
  };

  it('are written encrypted, given out through a link of Habeas, and destroyed with the person', async () => {
    const id = await finish({ kind: 'export', distinctIds: ['ada', 'bob'] });
    expect(await blobs()).toEqual([expect.stringMatching(new RegExp(`^${id}/`))]);
    expect(server.openUploads(bucket.bucket)).toEqual([]);
    expect(existsSync(join(app.dataDirectory, 'artifacts'))).toBe(false);
    const stored = server.bytes(bucket.bucket);
    expect(stored.length).toBeGreaterThan(1_000);
    for (const plain of ['Song played', 'manifest.json', 'events.jsonl']) expect(stored.includes(plain)).toBe(false);

    const link = await linkTo(id);
    expect(link).toMatch(/^\/download\//);
    const response = await fetch(app.url + link);
    expect(response.status).toBe(200);
    const files = await readZip(Buffer.from(await response.arrayBuffer()));
    expect(
      [...files].filter(([path, text]) => path.endsWith('events.jsonl') && text.includes('Song played')),
    ).toHaveLength(2);

    await finish({ kind: 'deletion', distinctIds: ['ada', 'bob'] });
    await app.application.get(Retention, { strict: false }).run();
    expect(await blobs()).toEqual([]);
    expect((await fetch(app.url + link)).status).toBe(410);
  });

  it('are written by another try where the bucket was away for a while', async () => {
    let refused = 0;
    server.fails = ({ method, url }) => method === 'POST' && url.searchParams.has('uploads') && refused++ < 3;
    const id = await finish({ kind: 'export', distinctIds: ['ada'] });
    expect(refused).toBeGreaterThan(3);
    expect(await blobs()).toEqual([expect.stringMatching(new RegExp(`^${id}/`))]);
    expect(server.openUploads(bucket.bucket)).toEqual([]);
  });
});

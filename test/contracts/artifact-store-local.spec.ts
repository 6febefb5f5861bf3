import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalArtifactStore } from '../../src/artifacts/artifact-store.local.js';
import { describeArtifactStore } from './artifact-store.contract.js';

describe('LocalArtifactStore', () => {
  const roots: string[] = [];
  const newRoot = (): string => {
    const root = mkdtempSync(join(tmpdir(), 'habeas-artifacts-'));
    roots.push(root);
    return join(root, 'artifacts');
  };
  afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })));

  describeArtifactStore(async () => new LocalArtifactStore(newRoot()));

  it('lets nobody but its own user read', async () => {
    const root = newRoot();
    const sink = new LocalArtifactStore(root).write('request-1/1.bin');
    sink.end('secret');
    await once(sink, 'close');
    const modes = ['', 'request-1', 'request-1/1.bin'].map((path) => statSync(join(root, path)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o700, 0o600]);
  });

  it('leaves no draft and no empty directory behind', async () => {
    const root = newRoot();
    const store = new LocalArtifactStore(root);
    const sink = store.write('request-1/deep/1.bin');
    sink.end('x');
    await once(sink, 'close');
    expect(readdirSync(join(root, '.unfinished'))).toEqual([]);
    await store.remove('request-1/deep/1.bin');
    expect(readdirSync(root)).toEqual(['.unfinished']);
  });
});

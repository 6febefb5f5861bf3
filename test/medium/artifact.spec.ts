import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, deflateRawSync } from 'node:zlib';
import { ArtifactReader, ArtifactWriter, type SealedPart, type StoredPart } from '../../src/artifacts/index.js';
import { SegmentEncryptor } from '../../src/artifacts/artifact-cipher.js';
import { ZipImage } from '../../src/artifacts/zip-image.js';
import { LocalArtifactStore } from '../../src/artifacts/artifact-store.local.js';
import { readZip } from './artifact-zip.js';

const at = new Date('2026-03-09T12:00:00Z');
const NAME = 'request-1/1.bin';
const damaged = { kind: 'gone', code: 'artifact-damaged' };

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('an artifact', () => {
  let root: string;
  let store: LocalArtifactStore;
  let reader: ArtifactReader;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'habeas-artifact-'));
    store = new LocalArtifactStore(join(root, 'store'));
    reader = new ArtifactReader(store, NAME);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const writeParts = async (parts: Record<string, Record<string, Iterable<string>>>): Promise<SealedPart[]> => {
    const writer = new ArtifactWriter(store, NAME);
    const sealed: SealedPart[] = [];
    for (const [folder, files] of Object.entries(parts)) {
      const part = await writer.openPart(folder);
      for (const [path, content] of Object.entries(files)) await part.file(path, content);
      sealed.push(await part.seal());
    }
    const { bytes } = await writer.seal();
    expect(await store.size(NAME)).toBe(bytes);
    return sealed;
  };
  const save = async (stream: Readable, file = 'out.zip'): Promise<string> => {
    const path = join(root, file);
    await pipeline(stream, createWriteStream(path));
    return path;
  };
  const inFolders = ({ folder }: StoredPart, path: string): string => `${folder}/${path}`;
  const openZip = async (
    parts: Iterable<StoredPart>,
    extra: { path: string; content: string }[] = [],
  ): Promise<Readable> => (await reader.zip(parts, inFolders, extra, at)).read();
  const drain = (stream: Readable): Promise<void> =>
    pipeline(stream, new Writable({ write: (_chunk, _encoding, done) => done() }));
  const two = {
    'subject-0001-aaaa': { 'events.jsonl': ['{"event":"Überblick 😀"}\n', '{"event":"b"}\n'], 'profile.json': ['{}'] },
    'subject-0002-bbbb': { 'events.jsonl': [], 'index.html': ['<p>two</p>'] },
  };

  it('yields one zip of all its parts, each in its folder', async () => {
    const parts = await writeParts(two);
    const zip = await readZip(await save(await openZip(parts, [{ path: 'manifest.json', content: '{"n":2}' }])));
    expect(zip).toEqual({
      'subject-0001-aaaa/events.jsonl': '{"event":"Überblick 😀"}\n{"event":"b"}\n',
      'subject-0001-aaaa/profile.json': '{}',
      'subject-0002-bbbb/events.jsonl': '',
      'subject-0002-bbbb/index.html': '<p>two</p>',
      'manifest.json': '{"n":2}',
    });
  });

  it("yields a part as a zip of its own, with nobody else's files", async () => {
    const [, second] = (await writeParts(two)) as [SealedPart, SealedPart];
    const path = await save(await openZip([second]));
    expect(Object.keys(await readZip(path))).toEqual([
      'subject-0002-bbbb/events.jsonl',
      'subject-0002-bbbb/index.html',
    ]);
  });

  it('yields the rest when a part was destroyed', async () => {
    const [, second] = (await writeParts(two)) as [SealedPart, SealedPart];
    const names = Object.keys(await readZip(await save(await openZip([second]))));
    expect(names).toEqual(['subject-0002-bbbb/events.jsonl', 'subject-0002-bbbb/index.html']);
  });

  it('tells the size and the hash of every file', async () => {
    const [first] = (await writeParts(two)) as [SealedPart, SealedPart];
    const text = '{"event":"Überblick 😀"}\n{"event":"b"}\n';
    expect(first.files).toMatchObject([
      { path: 'events.jsonl', bytes: Buffer.byteLength(text), sha256: sha256(text) },
      { path: 'profile.json', bytes: 2, sha256: sha256('{}') },
    ]);
  });

  it('gives any range of the zip, the same bytes as the whole', async () => {
    const parts = await writeParts(two);
    const zip = await reader.zip(parts, inFolders, [{ path: 'manifest.json', content: '{}' }], at);
    const whole = readFileSync(await save(zip.read()));
    expect(whole).toHaveLength(zip.bytes);
    for (let start = 0; start < whole.length; start += 37) {
      const end = Math.min(whole.length, start + 91);
      expect(readFileSync(await save(zip.read({ start, end })))).toEqual(whole.subarray(start, end));
    }
    const again = await reader.zip(parts, inFolders, [{ path: 'manifest.json', content: '{}' }], at);
    const other = await reader.zip(parts, inFolders, [{ path: 'manifest.json', content: '{ }' }], at);
    expect([again.tag === zip.tag, other.tag === zip.tag]).toEqual([true, false]);
  });

  it('opens a part that was written as a zip of its own, as parts were at first', async () => {
    const content = deflateRawSync(Buffer.from('{}'));
    const file = { path: 'subject-0001/profile.json', bytes: 2, packedBytes: content.length, crc32: crc32('{}') };
    async function* read(start: number, end: number): AsyncGenerator<Buffer> {
      yield content.subarray(start, end);
    }
    const old = readFileSync(await save(new ZipImage([{ ...file, read }], at).read()));
    const writer = new ArtifactWriter(store, NAME);
    const sealed = await (await writer.openPart('subject-0001')).seal();
    const encryptor = new SegmentEncryptor(sealed.dataKey);
    await writer.seal();
    const bytes = Buffer.concat([...encryptor.push(old), ...encryptor.end()]);
    writeFileSync(join(root, 'store', NAME), bytes);
    const part = { ...sealed, offset: 0, length: bytes.length, files: [{ path: 'profile.json', bytes: 2 }] };
    expect(await readZip(await save(await openZip([part])))).toEqual({ 'subject-0001/profile.json': '{}' });
  });

  it('keeps a part of many segments, and other programs can open it', async () => {
    const lines = Array.from(
      { length: 60_000 },
      (_, index) => `${JSON.stringify({ index, hash: sha256(String(index)) })}\n`,
    );
    const parts = await writeParts({
      a: { 'events.jsonl': lines, 'small.json': ['{}'] },
      b: { 'events.jsonl': lines },
    });
    expect(parts[0]?.length).toBeGreaterThan(2_000_000);
    const path = await save(await openZip(parts));
    expect(sha256((await readZip(path))['b/events.jsonl'] ?? '')).toBe(sha256(lines.join('')));
    if (existsSync('/usr/bin/unzip')) execFileSync('/usr/bin/unzip', ['-tqq', path]);
    for (const part of parts) await reader.verifyPart(part);
  });

  it('reads a part back and compares it with what was written', async () => {
    const [first, second] = (await writeParts(two)) as [SealedPart, SealedPart];
    await reader.verifyPart(first);
    await expect(reader.verifyPart({ ...first, sha256: second.sha256 })).rejects.toMatchObject(damaged);
    await expect(reader.verifyPart({ ...first, plainBytes: first.plainBytes + 1 })).rejects.toMatchObject(damaged);
    await expect(reader.verifyPart({ ...first, dataKey: second.dataKey })).rejects.toMatchObject(damaged);
    await expect(reader.verifyPart({ ...second, length: second.length - 1 })).rejects.toMatchObject(damaged);
    await expect(reader.verifyPart(first, AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up');
  });

  it('fails the download instead of giving out what was tampered with', async () => {
    const [first, second] = (await writeParts(two)) as [SealedPart, SealedPart];
    const path = join(root, 'store', NAME);
    const bytes = readFileSync(path);
    bytes[second.offset + 40] = (bytes[second.offset + 40] as number) ^ 1;
    writeFileSync(path, bytes);
    await reader.verifyPart(first);
    await expect(drain(await openZip([second]))).rejects.toMatchObject(damaged);
    await expect(drain(await openZip([first, second]))).rejects.toMatchObject(damaged);
    await expect(drain(await openZip([{ ...first, dataKey: second.dataKey }]))).rejects.toMatchObject(damaged);
  });

  it('fails the download of a blob that was cut or removed', async () => {
    const parts = await writeParts(two);
    const path = join(root, 'store', NAME);
    writeFileSync(path, readFileSync(path).subarray(0, -1));
    const missing = { kind: 'gone', code: 'artifact-missing' };
    const whole = readFileSync(path).length + 1;
    await expect(drain(await openZip(parts))).rejects.toMatchObject(damaged);
    await expect(reader.check(whole, parts[0] as SealedPart)).rejects.toMatchObject(damaged);
    await store.remove(NAME);
    await expect(drain(await openZip(parts))).rejects.toMatchObject(missing);
    await expect(reader.check(whole, parts[0] as SealedPart)).rejects.toMatchObject(missing);
  });

  it('goes on after a part that failed in the middle', async () => {
    const writer = new ArtifactWriter(store, NAME);
    const failing = await writer.openPart('bad');
    async function* rows(): AsyncGenerator<string> {
      yield 'x'.repeat(2_000_000);
      throw new Error('the database went away');
    }
    await expect(failing.file('events.jsonl', rows())).rejects.toThrow('the database went away');
    await expect(failing.seal()).rejects.toMatchObject({ code: 'artifact-part-closed' });
    await expect(writer.seal()).rejects.toMatchObject({ code: 'artifact-part-open' });
    failing.abandon();
    const good = await writer.openPart('good');
    await good.file('profile.json', ['{}']);
    const sealed = await good.seal();
    await writer.seal();
    await reader.verifyPart(sealed);
    expect(await readZip(await save(await openZip([sealed])))).toEqual({ 'good/profile.json': '{}' });
  });

  it('leaves nothing when it is aborted in the middle of a part', async () => {
    const writer = new ArtifactWriter(store, NAME);
    const part = await writer.openPart('a');
    await part.file('a.json', ['{}']);
    await writer.abort();
    await writer.abort();
    await expect(store.size(NAME)).rejects.toMatchObject({ code: 'artifact-missing' });
    expect(readdirSync(join(root, 'store'), { recursive: true })).toEqual(['.unfinished']);
  });

  it('fails when the disk does, and tells what it was', async () => {
    writeFileSync(join(root, 'file'), '');
    const writer = new ArtifactWriter(new LocalArtifactStore(join(root, 'file', 'store')), NAME);
    const part = await writer.openPart('a');
    await expect(part.file('a.json', ['x'.repeat(1000)]).then(() => part.seal())).rejects.toThrow('ENOTDIR');
    await writer.abort();
  });

  it('takes no names but plain ones, and each only once', async () => {
    const writer = new ArtifactWriter(store, NAME);
    await expect(writer.openPart('../up')).rejects.toMatchObject({ code: 'artifact-path' });
    const part = await writer.openPart('a');
    await expect(part.file('../../etc/passwd', [])).rejects.toMatchObject({ code: 'artifact-path' });
    await expect(part.file('/abs', [])).rejects.toMatchObject({ code: 'artifact-path' });
    await part.file('a.json', []);
    await expect(part.file('a.json', [])).rejects.toThrow();
    await writer.abort();
  });

  it('does not read ahead of a slow store', async () => {
    let produced = 0;
    let written = 0;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = Object.assign(Object.create(store) as LocalArtifactStore, {
      write: () =>
        new Writable({
          highWaterMark: 1,
          write: (chunk: Buffer, _encoding, done) => {
            written += chunk.length;
            void held.then(() => done());
          },
        }),
    });
    async function* rows(): AsyncGenerator<Buffer> {
      for (let index = 0; index < 1024; index++) {
        produced += 16_384;
        yield randomBytes(16_384);
      }
    }
    const part = await new ArtifactWriter(slow, NAME).openPart('a');
    const done = part.file('noise.bin', rows());
    while (written === 0) await new Promise(setImmediate);
    for (let turn = 0; turn < 5000; turn++) await new Promise(setImmediate);
    expect(produced).toBeLessThan(4_000_000);
    release();
    await done;
    expect(produced).toBe(1024 * 16_384);
  });

  it('stops reading when the download is given up', async () => {
    const noise = Array.from({ length: 64 }, () => randomBytes(32_768).toString('hex'));
    const parts = await writeParts({ a: { 'noise.txt': noise }, b: { 'noise.txt': noise } });
    let asked = 0;
    const counting = Object.assign(Object.create(store) as LocalArtifactStore, {
      read: (...given: Parameters<LocalArtifactStore['read']>) => {
        asked++;
        return store.read(...given);
      },
    });
    const stream = (await new ArtifactReader(counting, NAME).zip(parts, inFolders, [], at)).read();
    for await (const _first of stream) break;
    const after = asked;
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
    expect(asked).toBeLessThanOrEqual(after + 1);
  });
});

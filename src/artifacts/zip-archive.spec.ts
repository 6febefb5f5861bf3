import { readZipFile, ZipArchive, type ZipSource } from './zip-archive.js';

const at = new Date('2026-03-09T12:00:00Z');

const sourceOf = (zip: Buffer): ZipSource => ({
  plainBytes: zip.length,
  read: async (start, end) => zip.subarray(start, end),
});

const build = async (fill: (archive: ZipArchive) => Promise<void>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  const archive = new ZipArchive(async (bytes) => void pieces.push(Buffer.from(bytes)), at);
  await fill(archive);
  await archive.finish();
  return Buffer.concat(pieces);
};

describe('ZipArchive', () => {
  it('writes files small and large, which come back as they were', async () => {
    const large = Array.from({ length: 30_000 }, (_, index) => `line ${index} with some length to it\n`);
    const zip = await build(async (archive) => {
      await archive.add('a/small.json', ['{"a":', Buffer.from('1}')]);
      await archive.add('a/large.jsonl', large);
      await archive.add('a/empty', []);
    });
    expect((await readZipFile(sourceOf(zip), 'a/small.json'))?.toString()).toBe('{"a":1}');
    expect((await readZipFile(sourceOf(zip), 'a/large.jsonl'))?.toString()).toBe(large.join(''));
    expect(await readZipFile(sourceOf(zip), 'a/empty')).toHaveLength(0);
    expect(await readZipFile(sourceOf(zip), 'a/none')).toBeNull();
  });

  it('writes the same bytes for the same files and time', async () => {
    const fill = async (archive: ZipArchive): Promise<void> => void (await archive.add('a', ['x']));
    expect(await build(fill)).toEqual(await build(fill));
  });

  it('merges zips beyond the 65,535 entries a plain zip can count', async () => {
    const one = await build(async (archive) => {
      for (let index = 0; index < 1000; index++) await archive.add(`folder-000/${index}.json`, []);
    });
    const renamed = (number: number): Buffer =>
      Buffer.from(
        one.toString('latin1').replaceAll('folder-000', `folder-${String(number).padStart(3, '0')}`),
        'latin1',
      );
    const merged = await build(async (archive) => {
      for (let number = 0; number < 66; number++) await archive.append(sourceOf(renamed(number)));
    });
    expect(merged.readUInt16LE(merged.length - 22 + 10)).toBe(0xffff);
    expect(merged.subarray(-42, -38).toString('latin1')).toBe('PK\x06\x07');
    const directory = Number(merged.readBigUInt64LE(merged.length - 42 + 8));
    expect(Number(merged.readBigUInt64LE(directory + 32))).toBe(66_000);
    expect(await readZipFile(sourceOf(merged), 'folder-065/999.json')).toHaveLength(0);
  });
});

import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** Every file of a ZIP as text, by path, read by an ordinary reader. */
export async function readZip(zip: Buffer): Promise<Map<string, string>> {
  const file = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const files = new Map<string, string>();
  return new Promise((resolve, reject) => {
    file.on('error', reject);
    file.on('end', () => resolve(files));
    file.on('entry', (entry: Entry) => {
      file.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', reject);
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
          file.readEntry();
        });
      });
    });
    file.readEntry();
  });
}

/** The text of a subject's file by the name it has in every export (`events.jsonl`), in folders or flat; subjects count from 1. */
export function fileOf(files: ReadonlyMap<string, string>, subject: number, name: string): string | undefined {
  const wanted = `${String(subject).padStart(4, '0')}-${name}`;
  const path = [...files.keys()].find(
    (each) =>
      each
        .split('/')
        .at(-1)
        ?.replace(/^[0-9a-f]{12}-/, '') === wanted,
  );
  return path === undefined ? undefined : files.get(path);
}

/** The manifest of an export. */
export function manifestIn(files: ReadonlyMap<string, string>): string {
  return [...files].find(([path]) => /^[0-9a-f]{12}-manifest\.json$/.test(path))?.[1] ?? '';
}

import { once } from 'node:events';
import { promisify } from 'node:util';
import { open as openZip, type Entry, type Options, type ZipFile } from 'yauzl';

const open = promisify<string, Options, ZipFile>(openZip);

/** Every entry of a zip file and its text, read by a library that had no part in writing it. */
export async function readZip(path: string): Promise<Record<string, string>> {
  const zip = await open(path, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
  const openEntry = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<AsyncIterable<Buffer>>;
  const files: Record<string, string> = {};
  for (let left = zip.entryCount; left > 0; left--) {
    const next = once(zip, 'entry') as Promise<[Entry]>;
    zip.readEntry();
    const [entry] = await next;
    const chunks: Buffer[] = [];
    for await (const chunk of await openEntry(entry)) chunks.push(chunk);
    files[entry.fileName] = Buffer.concat(chunks).toString();
  }
  zip.close();
  return files;
}

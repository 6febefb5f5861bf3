import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { basename } from 'node:path';
import { Reader, type Response } from 'maxmind';
import { HabeasError } from '../platform/index.js';
import { creditOf } from './credits.js';
import { placeOfRow } from './place-of-row.js';
import { Places, type Place, type PlaceSource } from './places.port.js';
import { publicAddress } from './public-address.js';

/** Places from .mmdb files, which are read into memory once. */
export class MaxmindPlaces extends Places {
  readonly sources: readonly PlaceSource[];

  private constructor(private readonly files: readonly File[]) {
    super();
    this.sources = files.map(sourceOf);
  }

  /**
   * @param paths one file, or one for each family of addresses
   * @throws HabeasError `bad-settings` that names the file which is not there, or is no such database
   */
  static async open(paths: readonly string[]): Promise<MaxmindPlaces> {
    return new MaxmindPlaces(await Promise.all(paths.map(opened)));
  }

  of(text: string): Place | null {
    const address = publicAddress(text);
    if (address === null) return null;
    for (const { reader } of this.files) {
      if (reader.metadata.ipVersion === 4 && !isIPv4(address)) continue;
      const place = placeOfRow(reader.get(address));
      if (place !== null) return place;
    }
    return null;
  }
}

interface File {
  readonly path: string;
  readonly reader: Reader<Response>;
}

/** Zero bytes between the tree of networks and what it leads to. */
const SEPARATOR = Buffer.alloc(16);

async function opened(path: string): Promise<File> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unfit(path, 'cannot be read', error);
  });
  try {
    // Without the library's cache, in which addresses would be remembered.
    const reader = new Reader<Response>(bytes);
    const { searchTreeSize } = reader.metadata;
    if (!bytes.subarray(searchTreeSize, searchTreeSize + SEPARATOR.length).equals(SEPARATOR)) {
      throw new Error('The tree of networks does not end where the file says.');
    }
    for (const address of reader.metadata.ipVersion === 4 ? ['1.1.1.1'] : ['1.1.1.1', '2606:4700::1111']) {
      reader.get(address);
    }
    return { path, reader };
  } catch (error) {
    throw unfit(path, 'is no .mmdb database, or is damaged', error);
  }
}

function sourceOf({ path, reader: { metadata } }: File): PlaceSource {
  const name = basename(path, '.mmdb');
  const description = englishOf(metadata.description) || metadata.databaseType;
  return {
    name,
    description,
    builtAt: metadata.buildEpoch,
    credit: creditOf(name, metadata.databaseType, description),
  };
}

/** Files say it by language, whatever the type of the library says. */
function englishOf(description: unknown): string {
  if (typeof description === 'string') return description;
  const { en } = (description ?? {}) as { readonly en?: unknown };
  return typeof en === 'string' ? en : '';
}

function unfit(path: string, fault: string, cause: unknown): HabeasError {
  return new HabeasError('invalid', 'bad-settings', `GEOIP_DATABASE: the file ${path} ${fault}.`, { cause });
}

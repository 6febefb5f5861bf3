import { createHash } from 'node:crypto';
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { event, manifest, type Manifest, type TourEvent } from './tour-answers.js';

configure({ useWebWorkers: false });

/** A downloaded export, opened with a plain ZIP reader. */
export class Archive {
  private constructor(
    readonly manifest: Manifest,
    private readonly files: ReadonlyMap<string, Buffer>,
  ) {}

  /** Unpacks everything and checks each entry's CRC. */
  static async open(zip: Buffer): Promise<Archive> {
    const files = new Map<string, Buffer>();
    const reader = new ZipReader(new Uint8ArrayReader(zip));
    for (const entry of await reader.getEntries()) {
      if (entry.directory) continue;
      files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter(), { checkSignature: true })));
    }
    await reader.close();
    const text = files.get('manifest.json')?.toString('utf8') ?? 'null';
    return new Archive(manifest.parse(JSON.parse(text)), files);
  }

  /** Folders that hold something. */
  get folders(): string[] {
    return [
      ...new Set([...this.files.keys()].filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? '')),
    ];
  }

  /** The folder of a subject as the manifest says; null where it names none. */
  folderOf(distinctId: string): string | null {
    return this.manifest.subjects.find((subject) => subject.distinct_id === distinctId)?.folder ?? null;
  }

  text(folder: string, path: string): string | null {
    return this.files.get(`${folder}/${path}`)?.toString('utf8') ?? null;
  }

  /** Paths of a folder's files that end so. */
  paths(folder: string, ending: string): string[] {
    const inFolder = [...this.files.keys()].filter((path) => path.startsWith(`${folder}/`));
    return inFolder.map((path) => path.slice(folder.length + 1)).filter((path) => path.endsWith(ending));
  }

  events(folder: string): TourEvent[] {
    return this.records(folder, 'events').map((line) => event.parse(JSON.parse(line)));
  }

  /** Records of a collection in a folder, as JSON text. */
  records(folder: string, collection: string): string[] {
    if (collection === 'profiles') {
      const profiles = JSON.parse(this.text(folder, 'profile.json') ?? '[]') as unknown[];
      return profiles.map((profile) => JSON.stringify(profile));
    }
    return (this.text(folder, `${collection}.jsonl`) ?? '').split('\n').filter((line) => line !== '');
  }

  /** Files whose bytes are not those the manifest names, and files it does not name. */
  damaged(): string[] {
    const named = this.manifest.subjects.flatMap(({ folder, files }) =>
      files.map(({ path, sha256 }) => [`${folder}/${path}`, sha256] as const),
    );
    const expected = new Map<string, string>(named);
    const wrong = named.filter(([path, sha256]) => sha256Of(this.files.get(path)) !== sha256).map(([path]) => path);
    const unnamed = [...this.files.keys()].filter((path) => path !== 'manifest.json' && !expected.has(path));
    return [...wrong, ...unnamed];
  }
}

function sha256Of(content: Buffer | undefined): string | null {
  return content === undefined ? null : createHash('sha256').update(content).digest('hex');
}

import { createHash } from 'node:crypto';
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { event, manifest, type Manifest, type TourEvent } from './tour-answers.js';

configure({ useWebWorkers: false });

/** Before the name of each file: the end of the request's id, and the subject's number. */
const PREFIX = /^[0-9a-f]{12}-\d{4,}-/;
const MANIFEST = /^[0-9a-f]{12}-manifest\.json$/;

/** A downloaded export, opened with a plain ZIP reader: with a folder a subject, or flat as the wire's link yields it. */
export class Archive {
  private constructor(
    readonly manifest: Manifest,
    /** By name, without a folder. */
    private readonly files: ReadonlyMap<string, Buffer>,
    /** Whether every entry stands at the top. */
    readonly isFlat: boolean,
  ) {}

  /** Unpacks everything and checks each entry's CRC. */
  static async open(zip: Buffer): Promise<Archive> {
    const files = new Map<string, Buffer>();
    let isFlat = true;
    const reader = new ZipReader(new Uint8ArrayReader(zip));
    for (const entry of await reader.getEntries()) {
      if (entry.directory) continue;
      const [name = '', folder] = entry.filename.split('/').reverse();
      if (folder !== undefined) isFlat = false;
      files.set(name, Buffer.from(await entry.getData(new Uint8ArrayWriter(), { checkSignature: true })));
    }
    await reader.close();
    const text = [...files].find(([name]) => MANIFEST.test(name))?.[1].toString('utf8') ?? 'null';
    return new Archive(manifest.parse(JSON.parse(text)), files, isFlat);
  }

  /** Folders that hold something, whether or not the ZIP has them as such. */
  get folders(): string[] {
    return this.manifest.subjects.map(({ folder }) => folder).filter((folder) => this.named(folder).length > 0);
  }

  /** The folder of a subject as the manifest says; null where it names none. */
  folderOf(distinctId: string): string | null {
    return this.manifest.subjects.find((subject) => subject.distinct_id === distinctId)?.folder ?? null;
  }

  text(folder: string, path: string): string | null {
    const name = this.named(folder).find((each) => each.replace(PREFIX, '') === path);
    return name === undefined ? null : (this.files.get(name)?.toString('utf8') ?? null);
  }

  /** Paths of a folder's files that end so, as `text` takes them. */
  paths(folder: string, ending: string): string[] {
    return this.named(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => name.replace(PREFIX, ''));
  }

  /** Names of a subject's files as the manifest tells them. */
  private named(folder: string): string[] {
    const subject = this.manifest.subjects.find((each) => each.folder === folder);
    return (subject?.files ?? []).map(({ path }) => path).filter((name) => this.files.has(name));
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
    const named = this.manifest.subjects.flatMap(({ files }) =>
      files.map(({ path, sha256 }) => [path, sha256] as const),
    );
    const expected = new Map<string, string>(named);
    const wrong = named.filter(([name, sha256]) => sha256Of(this.files.get(name)) !== sha256).map(([name]) => name);
    const unnamed = [...this.files.keys()].filter((name) => !MANIFEST.test(name) && !expected.has(name));
    return [...wrong, ...unnamed];
  }
}

function sha256Of(content: Buffer | undefined): string | null {
  return content === undefined ? null : createHash('sha256').update(content).digest('hex');
}

import { randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, opendir, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { HabeasError } from '../platform/index.js';
import { missing } from './artifact-damage.js';
import { checkArtifactName } from './artifact-name.js';
import { ArtifactStore, type ByteRange, type StoredArtifact } from './artifact-store.port.js';

/** No artifact's name begins with a dot, so drafts never meet blobs. */
const DRAFTS = '.unfinished';
const PRIVATE_DIRECTORY = { recursive: true, mode: 0o700 } as const;

/** Blobs as files (0600) in directories (0700) under one root. */
export class LocalArtifactStore extends ArtifactStore {
  readonly #root: string;

  constructor(root: string) {
    super();
    this.#root = resolve(root);
  }

  /** Throws the system's own error where nothing can be written there: a start is to fail, and not the first export. */
  static async open(root: string): Promise<LocalArtifactStore> {
    await mkdir(root, PRIVATE_DIRECTORY);
    await access(root, constants.W_OK);
    return new LocalArtifactStore(root);
  }

  write(name: string): Writable {
    const target = this.#path(name);
    const drafts = join(this.#root, DRAFTS);
    return new DraftFile(join(drafts, randomBytes(16).toString('hex')), target);
  }

  async size(name: string): Promise<number> {
    return (await stat(this.#path(name)).catch(failAsMissing)).size;
  }

  read(name: string, range?: ByteRange): Readable {
    return Readable.from(readFile(this.#path(name), range), { objectMode: false });
  }

  async remove(name: string): Promise<void> {
    const path = this.#path(name);
    await rm(path, { force: true });
    await removeEmptyDirectories(dirname(path), this.#root);
  }

  async *list(prefix: string): AsyncIterable<StoredArtifact> {
    for await (const path of walk(this.#root)) {
      const name = relative(this.#root, path).split(sep).join('/');
      if (!name.startsWith(prefix) || name.startsWith(DRAFTS)) continue;
      const found = await stat(path).catch(ignoreAbsence);
      if (found) yield { name, bytes: found.size, storedAt: found.mtime };
    }
  }

  async removeUnfinished(before: Date): Promise<number> {
    let removed = 0;
    for await (const path of walk(join(this.#root, DRAFTS))) {
      const found = await stat(path).catch(ignoreAbsence);
      if (!found || found.mtime >= before) continue;
      await rm(path, { force: true });
      removed++;
    }
    return removed;
  }

  #path(name: string): string {
    checkArtifactName(name);
    return join(this.#root, ...name.split('/'));
  }
}

/** Written aside and moved into place when it ends, so that a name never shows half a blob. */
class DraftFile extends Writable {
  #file: FileHandle | null = null;

  constructor(
    private readonly draft: string,
    private readonly target: string,
  ) {
    super({ highWaterMark: 1 << 20 });
  }

  override _construct(done: (error?: Error | null) => void): void {
    mkdir(dirname(this.draft), PRIVATE_DIRECTORY)
      .then(() => open(this.draft, 'wx', 0o600))
      .then((file) => {
        this.#file = file;
      })
      .then(() => done(), done);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#opened.writeFile(chunk).then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#place().then(() => done(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#close()
      .then(() => rm(this.draft, { force: true }))
      .then(() => done(error), done);
  }

  async #place(): Promise<void> {
    await this.#opened.sync();
    await this.#close();
    await moveInto(this.draft, this.target).catch(() => moveInto(this.draft, this.target));
    await syncDirectory(dirname(this.target));
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  get #opened(): FileHandle {
    if (this.#file === null) throw new Error('The draft is not open.');
    return this.#file;
  }
}

/** A removal may take the empty directory away in between: whoever calls tries once more. */
async function moveInto(draft: string, target: string): Promise<void> {
  await mkdir(dirname(target), PRIVATE_DIRECTORY);
  await rename(draft, target);
}

/** A rename is durable once its directory is; where directories cannot be opened (Windows) the file system has to see to it. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function* readFile(path: string, range?: ByteRange): AsyncGenerator<Buffer> {
  if (range !== undefined && range.end <= range.start) return;
  const file = createReadStream(path, {
    highWaterMark: 1 << 18,
    ...(range === undefined ? {} : { start: range.start, end: range.end - 1 }),
  });
  try {
    for await (const chunk of file) yield chunk as Buffer;
  } catch (error) {
    failAsMissing(error);
  } finally {
    file.destroy();
  }
}

async function* walk(directory: string): AsyncGenerator<string> {
  const entries = await opendir(directory).catch(ignoreAbsence);
  if (!entries) return;
  for await (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

async function removeEmptyDirectories(directory: string, root: string): Promise<void> {
  if (directory === root) return;
  const removed = await rmdir(directory).then(
    () => true,
    () => false,
  );
  if (removed) await removeEmptyDirectories(dirname(directory), root);
}

function failAsMissing(error: unknown): never {
  if (isAbsence(error)) throw missing();
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EACCES' && code !== 'EPERM') throw error; // the machine's trouble, which others tell of
  const message = `The directory of the artifacts cannot be read (${code}): let this process read it.`;
  throw new HabeasError('unavailable', 'artifact-store-unavailable', message, { cause: error });
}

function ignoreAbsence(error: unknown): null {
  if (isAbsence(error)) return null;
  throw error;
}

function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HabeasError } from '../../platform/index.js';
import type { ApiClient } from './api-client.js';

/** The public key to check a record with: the one that was kept, else the one that the server shows. */
export async function keptKey(api: ApiClient, file: string | undefined): Promise<string> {
  if (file !== undefined) return readFile(file, 'utf8').catch(unreadable(file));
  const { results } = await api.get<{ results: { publicKey: string }[] }>('/keys/completion-record');
  return results[0]?.publicKey ?? '';
}

/**
 * Writes files into a folder, all or none of them new unless forced.
 * @returns their paths
 */
export async function keptFiles(
  folder: string,
  contents: Readonly<Record<string, Buffer>>,
  force: boolean,
): Promise<string[]> {
  const files = Object.entries(contents).map(([name, content]) => ({ path: join(folder, name), content }));
  const there = force ? undefined : files.find(({ path }) => existsSync(path));
  if (there) {
    throw new HabeasError(
      'conflict',
      'file-exists',
      `${there.path} is there already: name another folder, or add --force.`,
    );
  }
  await mkdir(folder, { recursive: true });
  for (const { path, content } of files) await writeFile(path, content);
  return files.map(({ path }) => path);
}

function unreadable(file: string): (cause: unknown) => never {
  return (cause) => {
    throw new HabeasError('invalid', 'file-unreadable', `${file} cannot be read.`, { cause });
  };
}

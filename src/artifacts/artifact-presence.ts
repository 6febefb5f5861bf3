import { HabeasError } from '../platform/index.js';
import type { ArtifactStore } from './artifact-store.port.js';

/** What is wrong with a blob as far as its length tells; null where nothing is, or where the store cannot be asked for the moment. */
export async function faultOf(
  store: ArtifactStore,
  name: string,
  bytes: number,
): Promise<'missing' | 'damaged' | null> {
  try {
    return (await store.size(name)) === bytes ? null : 'damaged';
  } catch (error) {
    return error instanceof HabeasError && error.code === 'artifact-missing' ? 'missing' : null;
  }
}

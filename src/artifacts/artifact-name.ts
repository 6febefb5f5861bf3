import { HabeasError } from '../platform/index.js';

const COMPONENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** True for relative slash-separated paths of plain ASCII names: nothing hidden, nothing upwards, nothing a zip tool could trip over. */
export function isPlainPath(path: string): boolean {
  return (
    path.length <= 512 && path.split('/').every((component) => COMPONENT.test(component) && !component.endsWith('.'))
  );
}

/** @throws HabeasError `artifact-name` when a blob may not be called so */
export function checkArtifactName(name: string): void {
  if (!isPlainPath(name)) {
    throw new HabeasError(
      'invalid',
      'artifact-name',
      'An artifact is named by ids and slashes alone, such as <request>/<fence>.bin.',
    );
  }
}

/** @throws HabeasError `artifact-path` when a folder or file inside an artifact may not be called so */
export function checkEntryPath(path: string): void {
  if (!isPlainPath(path)) {
    throw new HabeasError(
      'invalid',
      'artifact-path',
      'Folders and files of an artifact are named with A-Z, a-z, 0-9, dot, hyphen and underscore alone.',
    );
  }
}

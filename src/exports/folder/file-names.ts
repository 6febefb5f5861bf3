import type { NameInZip } from '../../artifacts/index.js';

/**
 * Names in an export tell nothing of a person: the end of the request's id, and the number of the subject in it. No two requests
 * share a name, so that exports unpacked into one folder leave each other whole, and a page's links hold in a folder and without.
 */
export function shortId(requestId: string): string {
  return requestId.slice(-12);
}

/** A subject's folder: `subject-3f2a9c1b77e0-0001`. */
export function folderOf(requestId: string, ordinal: number): string {
  return `subject-${numberOf(requestId, ordinal)}`;
}

/** A file in it: `3f2a9c1b77e0-0001-events.jsonl`. */
export function fileOf(requestId: string, ordinal: number, file: string): string {
  return `${numberOf(requestId, ordinal)}-${file}`;
}

/** The manifest beside the folders: `3f2a9c1b77e0-manifest.json`. */
export function manifestOf(requestId: string): string {
  return `${shortId(requestId)}-manifest.json`;
}

/** How the files of all subjects are laid out in one ZIP. */
export type Layout = 'folders' | 'flat';

/** A folder a subject, for people; or none at all, since clients of the wire open every entry as a file. */
export function namesIn(layout: Layout, requestId: string): NameInZip {
  if (layout === 'folders') return ({ folder }, path) => `${folder}/${path}`;
  const own = `${shortId(requestId)}-`;
  // Files of exports from before names told the request.
  return ({ folder }, path) => (path.startsWith(own) ? path : `${own}${folder}-${path}`);
}

function numberOf(requestId: string, ordinal: number): string {
  return `${shortId(requestId)}-${String(ordinal + 1).padStart(4, '0')}`;
}

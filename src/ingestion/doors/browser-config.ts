import type { IngestSettings } from '../../access/index.js';

/**
 * What a project's settings tell the SDK in a browser to do, in its own words: keys of its configuration. A second line of defence:
 * what it sends all the same is dropped here.
 */
export function browserConfigOf(_settings: IngestSettings): Record<string, unknown> {
  return {};
}

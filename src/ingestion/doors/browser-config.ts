import type { IngestSettings } from '../../access/index.js';

/**
 * What a project's settings tell the SDK in a browser to do, in its own words: keys of its configuration. A second line of defence:
 * what it sends all the same is dropped here. Of blocked properties it knows names alone, not beginnings.
 */
export function browserConfigOf({
  lookUpPlaces,
  blockedProperties,
}: Pick<IngestSettings, 'lookUpPlaces' | 'blockedProperties'>): Record<string, unknown> {
  const names = blockedProperties.filter((name) => !name.endsWith('*'));
  return {
    ...(lookUpPlaces ? {} : { ip: false }),
    ...(names.length === 0 ? {} : { property_blacklist: names }),
  };
}

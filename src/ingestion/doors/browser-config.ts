import type { IngestSettings } from '../../access/index.js';

/**
 * What a project's settings tell the SDK in a browser to do, in its own words: keys of its configuration. A second line of defence:
 * what it sends all the same is dropped here. The share of sessions that are recorded is always said: with `strict` the SDK takes an
 * answer without anything for none, and records nothing. Of blocked properties it knows names alone, not beginnings.
 */
export function browserConfigOf({
  lookUpPlaces,
  blockedProperties,
  recordSessions,
}: Pick<IngestSettings, 'lookUpPlaces' | 'blockedProperties' | 'recordSessions'>): Record<string, unknown> {
  const names = blockedProperties.filter((name) => !name.endsWith('*'));
  return {
    record_sessions_percent: recordSessions,
    ...(lookUpPlaces ? {} : { ip: false }),
    ...(names.length === 0 ? {} : { property_blacklist: names }),
  };
}

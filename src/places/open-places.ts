import { createRequire } from 'node:module';
import { NoPlaces } from './no-places.js';
import { MaxmindPlaces } from './places.maxmind.js';
import type { Places } from './places.port.js';

/** Countries of networks, for both families of addresses; as free as its sources, which ask for a line (`creditOf`). */
const SHIPPED = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';

/**
 * @param setting GEOIP_DATABASE: paths, `[]` for none, null for the database that is shipped
 * @throws HabeasError `bad-settings`
 */
export async function openPlaces(setting: readonly string[] | null): Promise<Places> {
  if (setting?.length === 0) return new NoPlaces();
  return MaxmindPlaces.open(setting ?? [createRequire(import.meta.url).resolve(SHIPPED)]);
}

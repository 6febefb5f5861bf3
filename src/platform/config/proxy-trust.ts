import { isIP, isIPv4 } from 'node:net';

/** Whom the framework lets say for whom they ask: so many proxies in front, those at the addresses, or nobody. */
export type ProxyTrust = number | readonly string[] | null;

const MOST_PROXIES = 16;

/**
 * Reads TRUST_PROXY: `1`, or `10.0.0.0/8,192.0.2.7`; null and `false` = nobody. There is no "everybody", by which whoever
 * comes would choose an address. Undefined where it is none of these.
 */
export function readProxyTrust(text: string | null): ProxyTrust | undefined {
  if (text === null || text === 'false') return null;
  if (/^\d{1,2}$/.test(text)) return Number(text) <= MOST_PROXIES ? Number(text) : undefined;
  const places = text.split(',').map((place) => place.trim());
  return places.every(isPlace) ? places : undefined;
}

function isPlace(place: string): boolean {
  const [address = '', bits, ...more] = place.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (isIPv4(address) ? 32 : 128))
  );
}

import type { PlaceCredit } from './places.port.js';

/** Whose licences ask for a line beside what is made of their data (CC BY 4.0; GeoLite's), by a word in what a file says of itself. */
const CREDITS: readonly (readonly [RegExp, PlaceCredit])[] = [
  [/db-?ip/i, { text: 'IP Geolocation by DB-IP', url: 'https://db-ip.com' }],
  [
    /geolite|geoip2|maxmind/i,
    { text: 'This product includes GeoLite Data created by MaxMind', url: 'https://www.maxmind.com' },
  ],
  [/ip2location/i, { text: 'This product uses IP2Location LITE data', url: 'https://lite.ip2location.com' }],
  [/ipinfo/i, { text: 'IP address data powered by IPinfo', url: 'https://ipinfo.io' }],
  [
    /geo-(?:whois-)?asn/i,
    { text: 'Countries from statistics of the Number Resource Organization (CC BY 4.0)', url: 'https://www.nro.net' },
  ],
];

/** The line that goes with a database, by its names and its description; null where nothing asks for one. */
export function creditOf(...words: readonly string[]): PlaceCredit | null {
  const text = words.join(' ');
  return CREDITS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Where a request comes from: our own pages, another site, or no browser that says so. */
export type Origin = 'same' | 'foreign' | 'unknown';

export interface OriginHeaders {
  readonly 'sec-fetch-site'?: string | string[] | undefined;
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
}

/**
 * Tells where a request comes from by Sec-Fetch-Site, which a page cannot set, else by Origin, which must be BASE_URL's or
 * name the host that was asked. `baseUrl` null = not set.
 */
export function originOf(headers: OriginHeaders, baseUrl: string | null): Origin {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin' || site === 'none' ? 'same' : 'foreign';
  if (headers.origin === undefined) return 'unknown';
  if (!URL.canParse(headers.origin)) return 'foreign';
  const origin = new URL(headers.origin);
  if (baseUrl !== null && origin.origin === new URL(baseUrl).origin) return 'same';
  return baseUrl === null && origin.host === headers.host ? 'same' : 'foreign';
}

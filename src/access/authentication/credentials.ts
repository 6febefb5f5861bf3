/** What an Authorization header says; null where there is none, `scheme` in small letters. */
export interface Credentials {
  readonly scheme: string;
  readonly value: string;
}

export function readCredentials(header: string | undefined): Credentials | null {
  const text = (header ?? '').trim();
  const gap = text.search(/\s/);
  const scheme = gap < 0 ? text : text.slice(0, gap);
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(scheme)) return null;
  return { scheme: scheme.toLowerCase(), value: gap < 0 ? '' : text.slice(gap).trimStart() };
}

/** User name and password of Basic (RFC 7617); the name ends at the first colon. Null where it is not base64 of such a pair. */
export function readBasic(header: string | undefined): { name: string; password: string } | null {
  const credentials = readCredentials(header);
  if (credentials?.scheme !== 'basic' || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(credentials.value)) return null;
  const pair = Buffer.from(credentials.value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? null : { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

/** As `readBasic`, where an API secret may also stand alone, without the colon after it: some tools send it so. */
export function readBasicOrKey(header: string | undefined): { name: string; password: string } | null {
  const credentials = readCredentials(header);
  const { value } = credentials?.scheme === 'basic' ? credentials : { value: '' };
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return null;
  return readBasic(header) ?? { name: Buffer.from(value, 'base64').toString('utf8'), password: '' };
}

/** The token of `Authorization: Bearer <token>`; null where the header is another. */
export function readBearer(header: string | undefined): string | null {
  const credentials = readCredentials(header);
  return credentials?.scheme === 'bearer' && credentials.value !== '' ? credentials.value : null;
}

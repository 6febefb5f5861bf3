import { readFileSync } from 'node:fs';
import { HabeasError } from '../core/errors.js';

/** Where the company's own identity provider is, and what it knows Habeas by. */
export interface OauthSettings {
  /** What people call it: it stands on the button. */
  readonly name: string;
  readonly clientId: string;
  /** Never to be printed. */
  readonly clientSecret: string;
  readonly provider: OauthProvider;
}

/** `issuer`: the rest is asked of it (OpenID Connect Discovery 1.0). Else where each thing is asked for. */
export type OauthProvider =
  | { readonly issuer: string }
  | { readonly authorizationUrl: string; readonly tokenUrl: string; readonly userinfoUrl: string };

const ENDPOINTS = ['OAUTH_AUTHORIZATION_URL', 'OAUTH_TOKEN_URL', 'OAUTH_USERINFO_URL'] as const;
const SECRETS = ['OAUTH_CLIENT_SECRET', 'OAUTH_CLIENT_SECRET_FILE'] as const;
const OTHERS = ['OAUTH_NAME', 'OAUTH_CLIENT_ID'] as const;
type OauthName = 'OAUTH_ISSUER' | (typeof ENDPOINTS)[number] | (typeof SECRETS)[number] | (typeof OTHERS)[number];
export type OauthValues = Readonly<Record<OauthName, string | null>> & { readonly BASE_URL: string | null };

/**
 * All of them or none: a name, a client with its secret or a file with it, and the issuer or each of its addresses. With them
 * BASE_URL, since the provider sends people back there.
 * @returns null where people sign in with a password alone
 * @throws HabeasError `bad-settings` that names what is missing, never with a value
 */
export function readOauthSettings(values: OauthValues): OauthSettings | null {
  const all = ['OAUTH_ISSUER', ...ENDPOINTS, ...SECRETS, ...OTHERS] as const;
  const given = new Set<OauthName>(all.filter((name) => values[name] !== null));
  if (given.size === 0) return null;
  if (SECRETS.every((name) => given.has(name))) throw bad(`${SECRETS.join(' and ')} must not both be set`);
  if (given.has('OAUTH_ISSUER') && ENDPOINTS.some((name) => given.has(name))) {
    throw bad(`OAUTH_ISSUER tells where everything is: leave out ${ENDPOINTS.join(', ')}, or leave out the issuer`);
  }
  const missing = missingOf(given, values.BASE_URL);
  if (missing.length > 0) throw bad(`${missing.join(', ')} must be set where another OAUTH_… is`);
  return {
    name: values.OAUTH_NAME ?? '',
    clientId: values.OAUTH_CLIENT_ID ?? '',
    clientSecret: values.OAUTH_CLIENT_SECRET ?? readSecret(values.OAUTH_CLIENT_SECRET_FILE ?? ''),
    provider: readProvider(values),
  };
}

function missingOf(given: ReadonlySet<OauthName>, baseUrl: string | null): string[] {
  const missing: string[] = OTHERS.filter((name) => !given.has(name));
  if (!SECRETS.some((name) => given.has(name))) missing.push(SECRETS.join(' or '));
  if (ENDPOINTS.some((name) => given.has(name))) missing.push(...ENDPOINTS.filter((name) => !given.has(name)));
  else if (!given.has('OAUTH_ISSUER')) missing.push('OAUTH_ISSUER');
  if (baseUrl === null) missing.push('BASE_URL');
  return missing;
}

function readProvider(values: OauthValues): OauthProvider {
  if (values.OAUTH_ISSUER !== null) return { issuer: values.OAUTH_ISSUER };
  return {
    authorizationUrl: values.OAUTH_AUTHORIZATION_URL ?? '',
    tokenUrl: values.OAUTH_TOKEN_URL ?? '',
    userinfoUrl: values.OAUTH_USERINFO_URL ?? '',
  };
}

function readSecret(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw bad('OAUTH_CLIENT_SECRET_FILE must name a file that can be read', cause);
  }
  if (text === '') throw bad('OAUTH_CLIENT_SECRET_FILE must name a file with the secret in it');
  return text;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether secrets and codes may be sent there: over TLS, or without leaving this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== '' || password !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

function bad(complaint: string, cause?: unknown): HabeasError {
  return new HabeasError('invalid', 'bad-settings', `Settings: ${complaint}.`, cause === undefined ? {} : { cause });
}

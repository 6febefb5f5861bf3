import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration, Provider } from 'oidc-provider';

/** What a provider says of somebody beside their subject. */
export interface Claims {
  readonly email?: string | undefined;
  readonly email_verified?: boolean | undefined;
  readonly name?: string | undefined;
}

export interface OidcProvider {
  /** `http://localhost:…`, which is another site than the `127.0.0.1` of the applications under test. */
  readonly issuer: string;
  /** For the application whose people sign in here; with BASE_URL they are whole. */
  readonly settings: Readonly<Record<string, string>>;
  /** Everybody, by subject. */
  readonly people: Map<string, Claims>;
  close(): Promise<void>;
}

const CLIENT = { client_id: 'habeas', client_secret: 'a secret: with + and %' } as const;
/** What the button says. */
export const PROVIDER_NAME = 'Acme ID';

/**
 * A real OpenID Connect provider on a free port, which insists on PKCE. It asks who one is, and believes it.
 * @param baseUrl of the application that is its only client
 */
export async function startOidcProvider(baseUrl: string): Promise<OidcProvider> {
  const people = new Map<string, Claims>();
  const answer: { with: (request: IncomingMessage, response: ServerResponse) => void } = { with: () => undefined };
  const server = createServer((request, response) => answer.with(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = await openProvider(issuer, configurationOf(baseUrl, people));
  const serve = provider.callback();
  answer.with = (request, response) => {
    if (request.url?.startsWith('/interaction/')) void interact(provider, request, response);
    else void serve(request, response);
  };
  return {
    issuer,
    people,
    settings: {
      OAUTH_NAME: PROVIDER_NAME,
      OAUTH_ISSUER: issuer,
      OAUTH_CLIENT_ID: CLIENT.client_id,
      OAUTH_CLIENT_SECRET: CLIENT.client_secret,
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** It says on the console that it is for newer runtimes and keeps its data in memory alone, which is what is wanted here. */
async function openProvider(issuer: string, configuration: Configuration): Promise<Provider> {
  const { warn, info } = console;
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  try {
    const { Provider: OfThisRun } = await import('oidc-provider');
    return new OfThisRun(issuer, configuration);
  } finally {
    Object.assign(console, { warn, info });
  }
}

function configurationOf(baseUrl: string, people: ReadonlyMap<string, Claims>): Configuration {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'of-this-run' };
  return {
    clients: [
      {
        ...CLIENT,
        redirect_uris: [`${baseUrl}/api/v1/session/oauth/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['of this run'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_context, subject) =>
      people.has(subject)
        ? { accountId: subject, claims: () => ({ sub: subject, ...people.get(subject) }) }
        : undefined,
    // Nobody is asked whether Habeas may know who they are: it is the company's own.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        accountId: oidc.session?.accountId,
        clientId: oidc.client?.clientId,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    renderError: (context, { error, error_description: why }) => {
      context.type = 'text/plain';
      context.body = `${error}: ${why ?? ''}`;
    },
  };
}

const PAGE = `<!doctype html>
<html lang="en">
  <head><title>${PROVIDER_NAME}</title></head>
  <body><main>
    <h1>${PROVIDER_NAME}</h1>
    <form method="post">
      <label>Who are you? <input name="subject" autofocus></label>
      <button>Continue</button>
      <button name="refuse" value="yes">Turn back</button>
    </form>
  </main></body>
</html>`;

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(PAGE);
    return;
  }
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const form = new URLSearchParams(body);
  const result = form.has('refuse')
    ? { error: 'access_denied', error_description: 'The person turned back.' }
    : { login: { accountId: form.get('subject') ?? '' } };
  await provider.interactionFinished(request, response, result);
}

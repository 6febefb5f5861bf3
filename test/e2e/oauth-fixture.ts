import { InvitationsService } from '../../src/access/account-links/invitations.service.js';
import type { Role } from '../../src/access/index.js';
import { freePort } from '../../src/platform/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { tokenOf } from '../support/join.js';
import { startOidcProvider, type Claims, type OidcProvider } from '../support/oidc.js';
import { TestClock } from '../support/test-clock.js';
import { Visitor } from '../support/visitor.js';

export const [STATE, SESSION] = ['habeas_sign_in', 'habeas_session'] as const;

/** Where somebody who is signed in goes to prove that it is them. */
export const PROOF = '/api/v1/session/oauth/proof';

/** Who signs in, as the provider knows them. */
export interface Known {
  readonly subject: string;
  readonly email: string;
}

export interface Shown {
  readonly person: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly emailVerified: boolean;
  };
  readonly organizations: readonly { readonly id: string; readonly role: string }[];
  readonly proof: { readonly provider: boolean; readonly until: string | null };
  readonly secondFactor: { readonly enrolled: boolean };
}

export const isCallback = (url: string): boolean => new URL(url).pathname.endsWith('/session/oauth/callback');

/** Why one is not signed in, as the page is told; null where one is. */
export const codeOf = (url: string): string | null => new URL(url.replace('/#/', '/')).searchParams.get('error');

/** An application with an organization, and the real provider its people sign in by. */
export class ProviderApp {
  private number = 0;

  private constructor(
    readonly clock: TestClock,
    readonly provider: OidcProvider,
    readonly app: TestApp,
    readonly project: TestProject,
  ) {}

  static async open(): Promise<ProviderApp> {
    const clock = new TestClock();
    const port = await freePort();
    const provider = await startOidcProvider(`http://127.0.0.1:${port}`);
    const settings = { ...STEP_BY_STEP, ...provider.settings, BASE_URL: `http://127.0.0.1:${port}` };
    const app = await startApp({ clock, port, settings });
    return new ProviderApp(clock, provider, app, await createProject(app));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.provider.close();
  }

  /** A number nobody had before. */
  next(): number {
    this.number += 1;
    return this.number;
  }

  service<T>(type: abstract new (...parts: never[]) => T): T {
    return this.app.application.get<T>(type, { strict: false });
  }

  /** Somebody the provider knows, with a confirmed address that nobody else has. */
  person(name: string, claims: Claims = {}, domain = 'example.com'): Known {
    const number = this.next();
    const [subject, email] = [`subject-${number}`, `${name}-${number}@${domain}`];
    this.provider.people.set(subject, { email, email_verified: true, name, ...claims });
    return { subject, email };
  }

  /** Invites by the operator. @returns the token of the link */
  async invite(email: string, role: Role, organizationId = this.project.organizationId): Promise<string> {
    return tokenOf((await this.service(InvitationsService).invite('operator', organizationId, { email, role })).link);
  }

  /** As if they had proved by mail that the address is theirs. */
  async confirm(userId: string): Promise<void> {
    const data = { emailVerifiedAt: this.clock.now(), homeOrganizationId: null };
    await this.app.prisma.user.update({ where: { id: userId }, data });
  }

  /** From our button to where the provider asks who one is. */
  async begin(visitor: Visitor, path = '/api/v1/session/oauth'): Promise<string> {
    const asks = (url: string): boolean => new URL(url).pathname.startsWith('/interaction/');
    return visitor.follow(`${this.app.url}${path}`, asks);
  }

  /** Signs in at the provider anew, in a session that is there: null where it proves who one is, else why not. */
  async prove(subject: string, visitor: Visitor): Promise<string | null> {
    visitor.forget(new URL(this.provider.issuer).hostname);
    const landed = await visitor.submit(await this.begin(visitor, PROOF), { subject });
    expect(landed).toMatch(/\/#\/sign-in(?:\?error=[a-z-]+)?$/);
    expect(visitor.valueOf(STATE)).toBeUndefined();
    return codeOf(landed);
  }

  /** A visitor who signed in with a password. */
  async withPassword(email: string, password: string): Promise<Visitor> {
    const visitor = new Visitor();
    const answer = await this.post(visitor, '/session', { email, password });
    if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.status}`);
    return visitor;
  }

  /** A change from our own page. */
  async post(visitor: Visitor, path: string, body: object, method = 'POST'): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    return visitor.ask(`${this.app.url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
  }

  /** From our button to where one lands: null where one is signed in, else why not. */
  async signIn(subject: string, visitor = new Visitor()): Promise<string | null> {
    const landed = await visitor.submit(await this.begin(visitor), { subject });
    expect(landed).toMatch(/\/#\/sign-in(?:\?error=[a-z-]+)?$/);
    expect(visitor.valueOf(SESSION) !== undefined).toBe(codeOf(landed) === null);
    expect(visitor.valueOf(STATE)).toBeUndefined();
    return codeOf(landed);
  }

  /** As far as the provider's answer, which is not handed in. */
  async answered(subject: string, visitor: Visitor): Promise<string> {
    return visitor.submit(await this.begin(visitor), { subject }, isCallback);
  }

  /** Who is signed in there, and where they belong. */
  async shown(visitor: Visitor): Promise<Shown> {
    const answer = await visitor.ask(`${this.app.url}/api/v1/session`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Shown;
  }

  /** What somebody did, by the audit. */
  async actionsOf(userId: string): Promise<string[]> {
    const where = { actor: `user:${userId}` };
    const entries = await this.app.prisma.auditEntry.findMany({ where, orderBy: { id: 'asc' } });
    return entries.map(({ action }) => action);
  }
}

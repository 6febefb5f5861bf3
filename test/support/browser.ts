import type { INestApplication } from '@nestjs/common';
import request, { type Agent, type Response } from 'supertest';

export const SAME = { 'Sec-Fetch-Site': 'same-origin' };

/** A person at one of our own pages, with the cookies they were given. */
export class Browser {
  private readonly agent: Agent;

  constructor(app: INestApplication) {
    this.agent = request.agent(app.getHttpServer());
  }

  async post(path: string, body: object = {}): Promise<Response> {
    return this.agent.post(`/api/v1${path}`).set(SAME).send(body);
  }

  /** @param headers beside those of a browser */
  async patch(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    return this.agent
      .patch(`/api/v1${path}`)
      .set({ ...SAME, ...headers })
      .send(body);
  }

  async get(path: string): Promise<Response> {
    return this.agent.get(`/api/v1${path}`);
  }

  async put(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    return this.agent
      .put(`/api/v1${path}`)
      .set({ ...SAME, ...headers })
      .send(body);
  }

  async delete(path: string, body?: object): Promise<Response> {
    return this.agent.delete(`/api/v1${path}`).set(SAME).send(body);
  }

  async signIn(
    email: string,
    password: string,
    organizationId: string | null = null,
    code: string | null = null,
  ): Promise<Response> {
    return this.post('/session', { email, password, organizationId, code });
  }

  /** Names of the organizations of who is signed in. */
  async organizations(): Promise<string[]> {
    const { status, body } = await this.get('/session');
    if (status !== 200) throw new Error(`Nobody is signed in: ${status}.`);
    return (body as { organizations: { name: string }[] }).organizations.map(({ name }) => name).sort();
  }
}

/** A browser in which somebody has signed in. */
export async function signedIn(
  app: INestApplication,
  email: string,
  password: string,
  organizationId: string | null = null,
): Promise<Browser> {
  const browser = new Browser(app);
  const { status, body } = await browser.signIn(email, password, organizationId);
  if (status !== 200) throw new Error(`${email} could not sign in: ${JSON.stringify(body)}`);
  return browser;
}

import type { TestApp, TestProject } from './app.js';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A client of /api/v1 that holds a GDPR OAuth token. */
export class ApiClient {
  constructor(
    private readonly app: TestApp,
    private readonly project: TestProject,
  ) {}

  async call<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    const response = await fetch(`${this.app.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.project.oauthToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }

  /** Loads events as an existing client would. */
  async importEvents(events: readonly object[]): Promise<void> {
    const basic = Buffer.from(`${this.project.apiSecret}:`).toString('base64');
    const response = await fetch(`${this.app.url}/import?strict=1`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    if (response.status !== 200) throw new Error(`/import answered ${response.status}: ${await response.text()}`);
  }

  async engage(updates: readonly object[]): Promise<void> {
    const response = await fetch(`${this.app.url}/engage?verbose=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(updates.map((update) => ({ $token: this.project.projectToken, ...update }))),
    });
    const answer = (await response.json()) as { status: number; error: string | null };
    if (answer.status !== 1) throw new Error(`/engage answered: ${answer.error}`);
  }

  async open(order: object): Promise<string> {
    const { status, body } = await this.call<{ id: string }>('POST', '/api/v1/requests', {
      projectId: this.project.projectId,
      ...order,
    });
    if (status !== 201) throw new Error(`The request was refused: ${JSON.stringify(body)}`);
    return body.id;
  }

  async show(id: string): Promise<RequestView> {
    return (await this.call<RequestView>('GET', `/api/v1/requests/${id}`)).body;
  }
}

/** The part of a shown request that tests look at. */
export interface RequestView {
  readonly status: string;
  readonly waitingFor: string | null;
  readonly subjects: readonly { readonly distinctId: string | null; readonly outcome: string | null }[];
  readonly failure?: { readonly code: string } | null;
  readonly [member: string]: unknown;
}

import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { z } from 'zod';
import type { Demo } from '../sample-data/demo-file.js';
import * as answers from './tour-answers.js';

const POLL_MILLISECONDS = 200;
const PATIENCE_MILLISECONDS = 40_000;
const JSON_HEADERS = { 'Content-Type': 'application/json' };
const ENDED = new Set(['SUCCESS', 'FAILURE', 'REVOKED', 'DENIED']);

export type WireKind = 'data-retrievals' | 'data-deletions';

export interface WireBody {
  readonly distinct_ids: readonly string[];
  readonly compliance_type: 'GDPR' | 'CCPA';
  readonly disclosure_type?: 'Data' | 'Categories' | 'Sources';
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What an existing client says (the wire), and beside it the questions that only `/api/v1` answers. */
export class TourClient {
  constructor(
    private readonly demo: Demo,
    private readonly signal: AbortSignal,
  ) {}

  /** Changes the project, as its owner at a page of the server: a token opens requests and changes no settings. */
  async set(settings: { readonly deletionGraceSeconds: number; readonly recordSessions: number }): Promise<void> {
    const { status } = await this.asOwner('PATCH', `/api/v1/projects/${this.demo.projectId}`, JSON.stringify(settings));
    if (status !== 200) throw new Error(`the settings of the project were answered ${status}`);
  }

  /** Sends old data in, as somebody does who comes from elsewhere. */
  async importEvents(events: readonly object[]): Promise<void> {
    const { apiSecret, baseUrl } = this.demo;
    const basic = Buffer.from(`${apiSecret}:`).toString('base64');
    const headers = { ...JSON_HEADERS, Authorization: `Basic ${basic}` };
    const sent = { method: 'POST', body: JSON.stringify(events), headers, signal: this.signal };
    const { status } = await fetch(`${baseUrl}/import?strict=1`, sent);
    if (status !== 200) throw new Error(`the import was answered ${status}`);
  }

  /** Has the run of retention begin at once, as an owner; its id. */
  async runRetention(): Promise<string> {
    const response = await this.asOwner('POST', '/api/v1/retention/runs', null);
    return read({ status: response.status, body: await response.json() }, 202, answers.orderedRun).id;
  }

  /** Waits until a run has ended. */
  async followRun(id: string): Promise<answers.Run> {
    const patience = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const answer = await this.ask('GET', `/api/v1/retention/runs/${id}`);
      if (answer.status === 200) {
        const run = read(answer, 200, answers.run);
        if (run.result !== null) return run;
      }
      if (performance.now() > patience) throw new Error('the run of retention has not ended');
      await wait(POLL_MILLISECONDS, undefined, { signal: this.signal });
    }
  }

  /** Answers 201 with the tracking id, else throws. */
  async open(kind: WireKind, body: WireBody): Promise<string> {
    const answer = await this.tryToOpen(kind, body);
    return read(answer, 201, answers.wireOpened).results.tracking_id;
  }

  /** Posts as the official examples do: JSON under the Content-Type of a form. */
  async tryToOpen(kind: WireKind, body: WireBody): Promise<Answer> {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return this.ask('POST', this.wirePath(kind), JSON.stringify(body), headers);
  }

  /** The wire's word for where a request stands, and the link of a finished export. */
  async poll(kind: WireKind, id: string): Promise<{ status: string; link: string }> {
    const { results } = read(await this.ask('GET', this.wirePath(kind, id)), 200, answers.wirePolled);
    return { status: results.status, link: results.results ?? '' };
  }

  /** HTTP status of the cancellation. */
  async cancel(id: string): Promise<number> {
    return (await this.ask('DELETE', this.wirePath('data-deletions', id))).status;
  }

  async openCsv(csv: string): Promise<z.output<typeof answers.opened>> {
    const form = new FormData();
    form.set('projectId', String(this.demo.projectId));
    form.set('kind', 'export');
    form.set('regime', 'GDPR');
    form.set('file', new Blob([csv], { type: 'text/csv' }), 'subjects.csv');
    return read(await this.ask('POST', '/api/v1/requests', form), 201, answers.opened);
  }

  /** What a request for these ids would find, in the order of the ids. */
  async preview(distinctIds: readonly string[], kind: 'export' | 'deletion' = 'export'): Promise<answers.Preview> {
    return read(await this.post('/api/v1/requests/preview', { kind, distinctIds }), 200, answers.preview);
  }

  /** An export, and a deletion of the same people that waits until it was handed over. */
  async orderBoth(distinctIds: readonly string[]): Promise<{ exportId: string; deletionId: string }> {
    const order = { kind: 'export', then: 'deletion', distinctIds };
    const { id, followUp } = read(await this.post('/api/v1/requests', order), 201, answers.ordered);
    return { exportId: id, deletionId: followUp.id };
  }

  async placeHold(distinctId: string, basis: string, until: Date): Promise<z.output<typeof answers.holds>['results']> {
    const order = { distinctIds: [distinctId], basis, until: until.toISOString() };
    return read(await this.post('/api/v1/holds', order), 201, answers.holds).results;
  }

  /** What a deletion has left for later of people on hold. */
  async owedBy(requestId: string): Promise<z.output<typeof answers.duties>['results']> {
    return read(await this.ask('GET', `/api/v1/duties?kind=held&requestId=${requestId}`), 200, answers.duties).results;
  }

  /** Records that the answer as a whole was given to the person. */
  async handOver(id: string, manner: string): Promise<void> {
    const { status } = await this.ask(
      'POST',
      `/api/v1/requests/${id}/hand-overs`,
      JSON.stringify({ manner }),
      JSON_HEADERS,
    );
    if (status !== 201) throw new Error(`the hand-over was answered ${status}`);
  }

  async deny(id: string, code: string): Promise<z.output<typeof answers.denied>> {
    const answer = await this.ask('POST', `/api/v1/requests/${id}/deny`, JSON.stringify({ code }), JSON_HEADERS);
    return read(answer, 200, answers.denied);
  }

  async show(id: string): Promise<answers.Detail> {
    return read(await this.ask('GET', `/api/v1/requests/${id}`), 200, answers.detail);
  }

  /** Polls until the request has ended. */
  async follow(kind: WireKind, id: string, see: (detail: answers.Detail) => void): Promise<answers.Detail> {
    const patience = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const { status } = await this.poll(kind, id);
      const detail = await this.show(id);
      see(detail);
      if (ENDED.has(status)) return detail;
      if (performance.now() > patience) throw new Error(`a request still stands at ${status}`);
      await wait(POLL_MILLISECONDS, undefined, { signal: this.signal });
    }
  }

  /** A plain GET without credentials, as link-following clients make it. */
  async download(link: string): Promise<Buffer> {
    const response = await fetch(link, { signal: this.signal });
    if (response.status !== 200) throw new Error(`the download link answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** Bytes that belong to a request, or to a run of retention, such as `download` or `record.sig`, as somebody who signed in gets them. */
  async file(id: string, name: string, of: 'requests' | 'retention/runs' = 'requests'): Promise<Buffer> {
    const response = await this.fetch('GET', `/api/v1/${of}/${id}/${name}`);
    if (response.status !== 200) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** PEM of the key that checks completion records; anybody may have it. */
  async recordKey(): Promise<string> {
    return (await this.download(`${this.demo.baseUrl}/api/v1/keys/completion-record.pem`)).toString('utf8');
  }

  /** HTTP status of the download of one subject's folder. */
  async downloadPart(id: string, ordinal: number): Promise<number> {
    return (await this.ask('GET', `/api/v1/requests/${id}/subjects/${ordinal}/download`)).status;
  }

  /** What the SDKs send: an event, for the project of the public token. Returns the answer, `1` or `0`. */
  async track(event: string, properties: object): Promise<string> {
    const data = JSON.stringify({ event, properties: { token: this.demo.projectToken, ...properties } });
    const response = await fetch(`${this.demo.baseUrl}/track`, {
      method: 'POST',
      body: new URLSearchParams({ data }),
      signal: this.signal,
    });
    return response.text();
  }

  /** What a recorder sends: the batch of this number, of the page as it stood. Returns the answer. */
  async record(replayId: string, seq: number, who: Readonly<Record<string, string>>): Promise<unknown> {
    const query = new URLSearchParams({ replay_id: replayId, seq: String(seq), format: 'gzip', mp_lib: 'web', ...who });
    const page = { type: 4, data: { href: 'https://coffee.example.com/', width: 1280, height: 720 }, timestamp: 1 };
    const response = await fetch(`${this.demo.baseUrl}/record/?${query.toString()}`, {
      method: 'POST',
      body: gzipSync(JSON.stringify([page])),
      headers: { Authorization: `Basic ${Buffer.from(`${this.demo.projectToken}:`).toString('base64')}` },
      signal: this.signal,
    });
    return response.json();
  }

  /** Opts a person out, or in again; how many ids that covers. */
  async choose(choice: 'opt-outs' | 'opt-ins', distinctId: string): Promise<number> {
    const answer = await this.post(`/api/v1/${choice}`, { distinctIds: [distinctId] });
    return read(answer, 200, answers.chosen).results[0]?.covered ?? 0;
  }

  private wirePath(kind: WireKind, id?: string): string {
    return `/api/app/${kind}/v3.0/${id === undefined ? '' : `${id}/`}?token=${this.demo.projectToken}`;
  }

  /** Of the tour's project, under GDPR where it is a request. */
  private async post(path: string, order: object): Promise<Answer> {
    const body = JSON.stringify({ projectId: this.demo.projectId, ...order });
    return this.ask('POST', path, body, JSON_HEADERS);
  }

  private async asOwner(method: string, path: string, body: string | null): Promise<Response> {
    const { email, password } = this.demo;
    const signedIn = await this.fetch('POST', '/api/v1/session', JSON.stringify({ email, password }), JSON_HEADERS);
    const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]);
    return this.fetch(method, path, body, {
      ...JSON_HEADERS,
      Cookie: cookie.join('; '),
      'Sec-Fetch-Site': 'same-origin',
    });
  }

  private async ask(
    method: string,
    path: string,
    body: string | FormData | null = null,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await this.fetch(method, path, body, headers);
    const text = await response.text();
    return { status: response.status, body: isJson(response) ? (JSON.parse(text) as unknown) : text };
  }

  private async fetch(
    method: string,
    path: string,
    body: string | FormData | null = null,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.demo.baseUrl}${path}`, {
      method,
      body,
      headers: { ...headers, Authorization: `Bearer ${this.demo.oauthToken}` },
      signal: this.signal,
    });
  }
}

/** The body of an answer of the expected status and shape; otherwise throws what the server said. */
export function read<T>({ status, body }: Answer, expected: number, schema: z.ZodType<T>): T {
  if (status !== expected) throw new Error(`the server answered ${status}: ${JSON.stringify(body)}`);
  return schema.parse(body);
}

function isJson(response: Response): boolean {
  return /[/+]json\b/.test(response.headers.get('content-type') ?? '');
}

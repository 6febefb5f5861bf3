import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { until } from '../support/until.js';
import { readSent, type Sent } from './sent.js';
import type { Site } from './site.js';

/** Of the SDK's configuration; anything it knows may stand here. */
export type SdkOptions = Readonly<Record<string, unknown>>;

/** How many records stand in the queues of the SDK, which has not sent them yet. */
const QUEUED = `Object.keys(localStorage).filter((key) => /^__mpq_.*_(ev|pp|gr)$/.test(key))
  .reduce((sum, key) => sum + JSON.parse(localStorage.getItem(key) || '[]').length, 0)`;

/**
 * Counts the records that are on their way into a queue: each waits for its lock, up to a tenth of a second and longer, while those before it
 * may have been sent, answered and removed. An empty queue says nothing of them.
 */
const COUNT_ENTERING = `(sdk) => {
  window.entering = 0;
  for (const batcher of Object.values(sdk.request_batchers)) {
    const enqueue = batcher.enqueue.bind(batcher);
    batcher.enqueue = (record) => {
      window.entering += 1;
      const entered = enqueue(record);
      const left = () => { window.entering -= 1; };
      entered.then(left, left);
      return entered;
    };
  }
}`;

/** Somebody who visits the site in a browser of their own, whose SDK points at Habeas. */
export class Visit {
  private readonly unanswered = new Set<Request>();

  private constructor(
    readonly page: Page,
    private readonly site: Site,
    private readonly habeas: string,
    private readonly token: string,
    /** What the console of the browser shows as an error: refused answers, calls that CORS forbids, faults of scripts. */
    readonly complaints: string[],
    /** What the SDK has sent to Habeas, in order. */
    readonly sent: Sent[],
  ) {}

  static async begin(
    browser: Browser,
    site: Site,
    habeas: { readonly url: string; readonly token: string },
    options: BrowserContextOptions = {},
  ): Promise<Visit> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    const sent: Sent[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const visit = new Visit(page, site, habeas.url, habeas.token, complaints, sent);
    visit.listen();
    await visit.load();
    return visit;
  }

  /** Loads a page of the site, which the SDK is on and not yet started; under another name of it, which ends with `.localhost`. */
  async load(path = '/', host = 'localhost'): Promise<void> {
    await this.page.goto(`${this.site.url.replace('localhost', host)}${path}`);
  }

  /** `mixpanel.init`, and waits until the SDK has started. Batches go every fifth of a second instead of every five. */
  async start(options: SdkOptions = {}): Promise<void> {
    const config = { api_host: this.habeas, batch_flush_interval_ms: 200, ...options };
    await this
      .run(`return new Promise((loaded) => mixpanel.init('${this.token}', { ...${JSON.stringify(config)}, loaded }))
      .then(${COUNT_ENTERING})`);
  }

  /** Loads the page anew and starts the SDK on it, as everybody does who looks at a second page. */
  async nextPage(options: SdkOptions = {}): Promise<void> {
    await this.load('/next');
    await this.start(options);
  }

  /** Runs a script of the site, which has `mixpanel`. */
  async run(script: string): Promise<unknown> {
    return this.page.evaluate<unknown>(`(() => { ${script} })()`);
  }

  /** Waits until so many records stand in the queue that the SDK keeps in the browser; it puts them there a little after each call. */
  async queued(records: number): Promise<void> {
    await until(
      'the SDK to have its queue',
      async () => (await this.page.evaluate<number>(QUEUED)) === records,
      10_000,
    );
  }

  /** Waits until the SDK has nothing to send any more, and everything it sent has been answered. */
  async settled(): Promise<void> {
    await until(
      'the SDK to have sent everything',
      async () => {
        if (this.unanswered.size > 0) return false;
        const unsent = await this.page.evaluate<number>(`(${QUEUED}) + (window.entering ?? 0)`);
        return unsent === 0 && this.unanswered.size === 0;
      },
      30_000,
    );
  }

  /** The events that were sent, each as often as it was. */
  events(): readonly SentRecord[] {
    return this.sent.filter(({ path }) => path === '/track').flatMap(({ records }) => records);
  }

  async cookies(): Promise<string[]> {
    return (await this.page.context().cookies()).map(({ name }) => name);
  }

  async end(): Promise<void> {
    await this.page.context().close();
  }

  private listen(): void {
    const isOurs = (request: Request) => request.url().startsWith(this.habeas);
    this.page.on('request', (request) => {
      if (!isOurs(request)) return;
      const call = readSent(request);
      this.sent.push(call);
      // Of a beacon the page that sent it never learns the answer: `Scene.hears` does.
      if (call.by !== 'ping') this.unanswered.add(request);
    });
    const answered = (request: Request) => this.unanswered.delete(request);
    this.page.on('requestfinished', answered);
    this.page.on('requestfailed', answered);
    // Of what a page sends as it is left the browser tells no end.
    this.page.on('framenavigated', () => this.unanswered.clear());
  }
}

type SentRecord = Sent['records'][number];

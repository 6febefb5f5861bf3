import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { createProject, startApp, type AppOptions, type TestApp, type TestProject } from '../support/app.js';
import { signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { openChromium, WHOLE_CHROMIUM } from '../support/console-browser.js';
import { until } from '../support/until.js';
import { Kept } from './kept.js';
import { openSite, type Site } from './site.js';
import { Visit } from './visit.js';

/** Habeas, the web site of a company on another origin, and browsers that visit it. */
export class Scene {
  private projects = 0;
  /** How many calls with events Habeas has answered so far; what browsers ask beforehand is not counted. */
  heard = 0;

  private constructor(
    readonly app: TestApp,
    readonly site: Site,
    readonly browser: Browser,
    readonly kept: Kept,
  ) {
    const server = app.application.getHttpServer() as Server;
    server.on('request', ({ method, url }: IncomingMessage, response: ServerResponse) => {
      if (method !== 'OPTIONS' && url?.startsWith('/track')) response.on('finish', () => (this.heard += 1));
    });
  }

  /** @param storeUrl where the rows are looked at, if Habeas reaches its database by another way */
  static async open(options: AppOptions = {}, storeUrl?: string): Promise<Scene> {
    const [app, site, browser] = await Promise.all([startApp(options), openSite(), openChromium(WHOLE_CHROMIUM)]);
    return new Scene(app, site, browser, await Kept.at(storeUrl ?? app.databaseUrl));
  }

  /** Waits until Habeas has answered every call with events that is sent meanwhile, those too that a page sends as it is left. */
  async hears(visit: Visit, what: () => Promise<void>): Promise<void> {
    const sentBy = () => visit.sent.filter(({ path }) => path === '/track').length;
    const [before, already] = [this.heard, sentBy()];
    await what();
    const sent = sentBy() - already;
    await until(`${sent} calls to have come`, async () => this.heard - before >= sent, 30_000);
  }

  async project(): Promise<TestProject> {
    this.projects += 1;
    return createProject(this.app, `p${this.projects}`);
  }

  /** Somebody visits the site, whose SDK has the token of `project` and sends to Habeas. */
  async visit(project: TestProject, options: BrowserContextOptions = {}): Promise<Visit> {
    return Visit.begin(this.browser, this.site, { url: this.app.url, token: project.projectToken }, options);
  }

  /** Changes settings of the project, as its owner does in the console. */
  async change({ ownerEmail, ownerPassword, projectId }: TestProject, settings: object): Promise<void> {
    const owner = await signedIn(this.app.application, ownerEmail, ownerPassword);
    const { status, body } = await owner.patch(`/projects/${projectId}`, settings);
    if (status !== 200) throw new Error(`The settings were refused: ${JSON.stringify(body)}`);
  }

  api(project: TestProject): ApiClient {
    return new ApiClient(this.app, project);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.site.close();
    await this.kept.close();
    await this.app.close();
  }
}

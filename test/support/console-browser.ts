import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { createProject, startApp, type AppOptions, type TestApp, type TestProject } from './app.js';
import { isInstalled } from './needs-program.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const WHOLE_CHROMIUM = '/usr/bin/chromium';
/** The same engine without windows, whose pages cost a third less: where it is installed. */
const PROGRAM = isInstalled('chromium-headless-shell') ? '/usr/bin/chromium-headless-shell' : WHOLE_CHROMIUM;

/** Chromium as Debian ships it, asked for nothing outside this machine. */
export async function openChromium(program = PROGRAM): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The whole application with a project, a browser, and the project's owner signed in at the console. */
export interface OpenConsole {
  readonly app: TestApp;
  readonly project: TestProject;
  readonly browser: Browser;
  readonly owner: Reader;
  /** Somebody else at the console of the same application, in a browser window of their own. */
  readonly join: (person: Person, options?: BrowserContextOptions) => Promise<Reader>;
  readonly close: () => Promise<void>;
}

export interface Person {
  readonly email: string;
  readonly password: string;
}

export async function openConsole(options: AppOptions = {}): Promise<OpenConsole> {
  const [app, browser] = await Promise.all([startApp(options), openChromium()]);
  const close = async (): Promise<void> => {
    await browser.close();
    await app.close();
  };
  try {
    const project = await createProject(app);
    const join = (person: Person, window?: BrowserContextOptions) => Reader.signedIn(browser, app.url, person, window);
    const owner = await join({ email: project.ownerEmail, password: project.ownerPassword });
    return { app, project, browser, owner, join, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Fulfilled once every colour and place has become what it will be: scripts that answer a change of the scheme have drawn, and nothing
 * fades any more. What turns for ever, as a loader does, is not waited for.
 */
const AT_REST = `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() => Promise.allSettled(
  document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished),
)).then(() => null)`;

/** Asked of the page itself: how far it, or a dialog on it, reaches beyond its window, and what it keeps in the browser. */
const BEYOND = `Math.max(...[document.documentElement, ...document.querySelectorAll('[role="dialog"]')].map(
  ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
))`;
const KEPT = 'JSON.stringify([localStorage, sessionStorage, history.state])';

/** Keeps what the page is made of, and says whether it is what was kept before: the scheme stands in an attribute of its own. */
const SAME_AS_KEPT = `(() => {
  const made = document.documentElement.outerHTML.replace(/ data-mantine-color-scheme="\\w+"/, '');
  const isSame = globalThis.keptPage === made;
  globalThis.keptPage = made;
  return isSame;
})()`;
/** What can be wrong in one scheme and not in the other, where a page is made of the same in both. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'] as const;

const SCHEMES = ['light', 'dark'] as const;
/** A narrow telephone (WCAG 1.4.10). */
const NARROW = { width: 320, height: 640 } as const;

/** A person at the console: a page of Chromium that remembers what the browser complained about. */
export class Reader {
  private constructor(
    readonly page: Page,
    /** Errors of the console and of scripts, refusals by the policy of contents among them; expected refusals of the API are not. */
    readonly complaints: string[],
    /** Every address the page asked for so far. */
    readonly addresses: string[],
  ) {}

  static async at(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Reader> {
    const context = await browser.newContext({ baseURL: url, locale: 'en-GB', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // Chromium writes each answer of 400 and more as an error of its own.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    return new Reader(page, complaints, addresses);
  }

  /** Somebody who has signed in. */
  static async signedIn(
    browser: Browser,
    url: string,
    { email, password }: Person,
    options: BrowserContextOptions = {},
  ): Promise<Reader> {
    const reader = await Reader.at(browser, url, options);
    await reader.signIn(email, password);
    return reader;
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.goto('/');
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('navigation', { name: 'Main' }).waitFor();
  }

  /** Opens the page at a path behind the #, such as `/requests`, from nothing, and waits until it has what it shows. */
  async open(path: string): Promise<void> {
    // A change behind the # alone loads nothing, and the heading of the page before would be taken for the new one's.
    await this.page.goto('about:blank');
    await this.page.goto(`/#${path}`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.settled();
  }

  /** Waits until nothing says any more that it is being loaded. */
  async settled(): Promise<void> {
    await this.page.locator('[role="status"] .mantine-Loader-root').first().waitFor({ state: 'detached' });
  }

  /** What axe-core finds wrong with the page as it stands, each as rule and place; by these of its rules alone, or by all. */
  async violations(rules?: readonly string[]): Promise<string[]> {
    await this.page.evaluate(AT_REST);
    if (!(await this.page.evaluate<boolean>(`'axe' in globalThis`))) await this.page.evaluate(AXE);
    const options = { resultTypes: ['violations'], ...(rules === undefined ? {} : { runOnly: [...rules] }) };
    const found = await this.page.evaluate(async (how) => {
      const { axe } = globalThis as unknown as { axe: { run(how: object): Promise<{ violations: Violation[] }> } };
      return (await axe.run(how)).violations;
    }, options);
    return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }

  /**
   * What is wrong with these pages for who sees little, is in the dark, or holds a narrow telephone; empty: nothing. Each is opened on
   * the telephone, and looked at in light and in dark once there is room.
   */
  async faultsOn(paths: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const path of paths) {
      const tooWide = await this.tooWide([path]);
      const violations = await this.violationsHere();
      found.push(...tooWide, ...violations.map((each) => `${path} ${each}`));
    }
    return found;
  }

  /** The same of the page as it stands: where a dialog is open, or a form filled in. */
  async faultsHere(): Promise<string[]> {
    return [...(await this.violationsHere()), ...(await this.tooWideHere())];
  }

  /** What axe-core finds wrong with the page as it stands, in light and in dark. What is made of the same in both is looked at once. */
  async violationsHere(): Promise<string[]> {
    const found: string[] = [];
    for (const colorScheme of SCHEMES) {
      // A colour that is still fading has a contrast of its own.
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await this.page.evaluate(AT_REST);
      const isSame = await this.page.evaluate<boolean>(SAME_AS_KEPT);
      const rules = isSame && colorScheme === 'dark' ? OF_COLOURS : undefined;
      found.push(...(await this.violations(rules)).map((each) => `${colorScheme}: ${each}`));
    }
    await this.page.emulateMedia({ colorScheme: null, reducedMotion: null });
    return found;
  }

  /** Those of these pages that scroll sideways where they are 320 pixels wide. */
  async tooWide(paths: readonly string[]): Promise<string[]> {
    return this.narrowed(async () => {
      const found: string[] = [];
      for (const path of paths) {
        await this.open(path);
        found.push(...(await this.beyond(path)));
      }
      return found;
    });
  }

  /** Whether the page as it stands, or a dialog on it, scrolls sideways where it is 320 pixels wide; empty: it does not. */
  async tooWideHere(): Promise<string[]> {
    return this.narrowed(() => this.beyond('here'));
  }

  private async narrowed<T>(look: () => Promise<T>): Promise<T> {
    const before = this.page.viewportSize();
    await this.page.setViewportSize(NARROW);
    const seen = await look();
    if (before !== null) await this.page.setViewportSize(before);
    return seen;
  }

  private async beyond(where: string): Promise<string[]> {
    // What moves aside is on its way for a moment.
    await this.page.evaluate(AT_REST);
    const pixels = await this.page.evaluate<number>(BEYOND);
    return pixels > 0 ? [`${where}: ${String(pixels)} pixels`] : [];
  }

  /** The file that is saved by what is done. */
  async saved(what: () => Promise<unknown>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), what()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** Where a text stands that should stand nowhere: in an address, in the title, in what the browser keeps. */
  async tracesOf(text: string): Promise<string[]> {
    const places = {
      address: [this.page.url(), ...this.addresses].join('\n'),
      title: await this.page.title(),
      storage: await this.page.evaluate<string>(KEPT),
    };
    const spellings = [text, encodeURIComponent(text)];
    return Object.entries(places).flatMap(([place, words]) =>
      spellings.some((spelling) => words.includes(spelling)) ? [place] : [],
    );
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

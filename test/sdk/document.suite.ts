import { readFileSync } from 'node:fs';
import type { TestProject } from '../support/app.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';
import { runInNode } from './node-client.js';
import { Scene } from './scene.js';
import { serviceAccountOf } from './service-account.js';
import { openTlsFront, type TlsFront } from './tls-front.js';
import type { Visit } from './visit.js';

interface Snippet {
  /** Of the section it stands in. */
  readonly title: string;
  readonly code: string;
}

const DOCUMENT = readFileSync('docs/sdk.md', 'utf8');

/** The code of the document in one language, each with its title. */
function snippets(language: 'js' | 'mjs'): readonly Snippet[] {
  const found: Snippet[] = [];
  for (const section of DOCUMENT.split(/^#{2,3} /m)) {
    const title = section.slice(0, section.indexOf('\n'));
    for (const [, code = ''] of section.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms')))
      found.push({ title, code });
  }
  return found;
}

const SDKS = [
  ...['JavaScript, in browsers', 'iOS, Swift', 'iOS, Objective-C', 'Android', 'React Native', 'Flutter'],
  ...['Node', 'Python', 'Ruby', 'Go', 'Java'],
];
/** What a reader looks for in the section of their SDK, under a heading or in its table; where it cannot be done, that stands there. */
const PARTS = [
  ...['Point it at Habeas', 'Opt out', 'Opt in', 'Opted out by default', 'No geolocation'],
  ...['Leave properties out', 'Hash ids'],
];

describe('each section of docs/sdk.md', () => {
  it.each(SDKS)('says what can be done with %s, and what cannot', (name) => {
    const section = DOCUMENT.split(/^## /m).find((text) => text.startsWith(`${name}\n`)) ?? '';
    const saysOf = (part: string): boolean =>
      section.includes(`\n### ${part}\n`) || new RegExp(`^\\| \\*\\*${part}\\*\\* +\\| \\S`, 'm').test(section);
    expect(PARTS.filter((part) => !saysOf(part))).toEqual([]);
    expect(section).toMatch(/^```\w+\n/m);
  });
});

needsProgram('chromium', 'apt-get install chromium')('the code in docs/sdk.md', () => {
  let scene: Scene;
  let front: TlsFront;
  let project: TestProject;
  let visit: Visit;

  beforeAll(async () => {
    scene = await Scene.open();
    front = await openTlsFront(scene.app.url);
  });
  afterAll(async () => {
    await front.close();
    await scene.close();
  });
  beforeEach(async () => {
    project = await scene.project();
  });

  const events = () => scene.kept.events(project.projectId);
  const names = async () => (await events()).map(({ event }) => event);
  const arrived = (...expected: string[]) =>
    until(`the events ${expected.join(', ')}`, async () => {
      const there = await names();
      return expected.every((name) => there.includes(name));
    });

  describe('for browsers', () => {
    const sent = () => visit.sent.filter(({ path }) => path === '/track');
    const holds: Readonly<Record<string, () => Promise<void>>> = {
      'Point it at Habeas': async () => {
        await arrived('Signed up');
        expect((await events())[0]?.properties).toMatchObject({ plan: 'Pro' });
      },
      'Opt out': async () => {
        expect(await visit.run(`return localStorage.getItem('__mp_opt_in_out_${project.projectToken}')`)).toBe('0');
      },
      'Opt in': async () => arrived('$opt_in').then(() => undefined),
      'Opted out by default': async () => {
        expect([sent(), await visit.cookies(), await names()]).toEqual([[], [], []]);
      },
      'No geolocation': async () => {
        await arrived('Viewed');
        expect(sent().map(({ query }) => query.get('ip'))).toEqual(['0']);
      },
      'Leave properties out': async () => {
        await arrived('Viewed');
        expect(Object.keys((await events())[0]?.properties ?? {})).not.toContain('$current_url');
        expect(Object.keys((await events())[0]?.properties ?? {})).toContain('$browser');
      },
      'Settings from the server': async () => {
        await until('the settings to be asked for', async () => visit.sent.some(({ path }) => path === '/settings'));
      },
      'Record sessions': async () => {
        await until('the recording to begin', async () => visit.sent.some(({ path }) => path === '/record'), 30_000);
        expect(await scene.kept.batches(project.projectId)).toEqual([]);
      },
      'Hash ids': async () => {
        await arrived('Viewed');
        expect((await events()).find(({ event }) => event === 'Viewed')?.distinctId).toMatch(/^[0-9a-f]{64}$/);
      },
    };

    it.each(snippets('js'))('$title', async ({ title, code }) => {
      visit = await scene.visit(project);
      await visit.load('/modules');
      const [first] = snippets('js');
      if (first !== undefined && !code.includes('mixpanel.init')) await runInPage(first.code);
      await runInPage(code);
      const look = holds[title];
      if (look === undefined) throw new Error(`Nothing is looked for after the code under "${title}".`);
      await look();
      expect(visit.complaints).toEqual([]);
      await visit.end();
    });

    async function runInPage(code: string): Promise<void> {
      const here = code
        .replaceAll('https://habeas.example.com', scene.app.url)
        .replaceAll('PROJECT_TOKEN', project.projectToken);
      const lastWord = `habeas-${Math.random().toString(36).slice(2)}`;
      await visit.page.addScriptTag({ type: 'module', content: `${here}\ndocument.body.append('${lastWord}');` });
      await visit.page.getByText(lastWord).waitFor();
    }
  });

  describe('for Node', () => {
    const holds: Readonly<Record<string, () => Promise<void>>> = {
      'Point Node at Habeas': async () => {
        await arrived('Signed up');
        expect(await scene.kept.profile(project.projectId, 'ada@example.com')).toMatchObject({ plan: 'Pro' });
      },
      'Import with Node': async () => {
        await arrived('Invoiced');
        expect((await events())[0]?.time).toEqual(new Date(1_790_000_000_000));
      },
      'Places with Node': async () => {
        await arrived('Viewed', 'Bought');
        const countryOf = async (name: string) =>
          (await events()).find(({ event }) => event === name)?.properties['mp_country_code'];
        expect([await countryOf('Viewed'), await countryOf('Bought')]).toEqual(['DE', undefined]);
      },
      'Hash ids with Node': async () => {
        await arrived('Bought');
        expect((await events())[0]?.distinctId).toMatch(/^[0-9a-f]{64}$/);
      },
    };

    it.each(snippets('mjs'))('$title', async ({ title, code }) => {
      const { username, secret } = await serviceAccountOf(scene.app, project);
      const places: readonly (readonly [string, string])[] = [
        ['habeas.example.com', front.host],
        ['PROJECT_TOKEN', project.projectToken],
        ['PROJECT_ID', String(project.projectId)],
        ['SERVICE_ACCOUNT_SECRET', secret],
        ['SERVICE_ACCOUNT', username],
      ];
      await runInNode(
        front,
        places.reduce((text, [name, value]) => text.replaceAll(name, value), code),
      );
      const look = holds[title];
      if (look === undefined) throw new Error(`Nothing is looked for after the code under "${title}".`);
      await look();
    });
  });
});

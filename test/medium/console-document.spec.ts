import { existsSync, readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url).pathname;
const FOLDER = 'docs/images/console';
const MOST_BYTES = 150_000;

const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');

/** Pictures that the documents link, as they lie in the folder. */
const linked = ['README.md', 'docs/console.md'].flatMap((document) =>
  [...read(document).matchAll(/\]\((?:docs\/)?images\/console\/([\w-]+\.png)\)/g)].map(([, name = '']) => name),
);

/** Pictures that the suite takes: each page in each manner. */
function taken(): Set<string> {
  const story = read('test/console/screenshots.story.ts');
  const [, pages = ''] = /const PAGES = \{([^}]*)\}/.exec(story) ?? [];
  const names = [...pages.matchAll(/^\s*'?([\w-]+)'?: '/gm)].map(([, name = '']) => name);
  const manners = [...story.matchAll(/^ {4}\['(\w+)', [A-Z]+, '(?:light|dark)'\],$/gm)].map(([, name = '']) => name);
  return new Set([...names, 'request'].flatMap((page) => manners.map((manner) => `${page}-${manner}.png`)));
}

describe('the pictures of the console', () => {
  it('are all taken by the suite, lie there, and are small', () => {
    expect(linked.length).toBeGreaterThan(20);
    expect(linked.filter((name) => !taken().has(name))).toEqual([]);
    expect(linked.filter((name) => !existsSync(`${ROOT}${FOLDER}/${name}`))).toEqual([]);
    expect(linked.filter((name) => readFileSync(`${ROOT}${FOLDER}/${name}`).length > MOST_BYTES)).toEqual([]);
  });

  it('are each shown', () => {
    expect(readdirSync(`${ROOT}${FOLDER}`).filter((name) => !linked.includes(name))).toEqual([]);
  });

  it('stand in a document that names every page of the menu', () => {
    const document = read('docs/console.md');
    const menu = read('console/src/texts/en/app.ts');
    const pages = [...menu.matchAll(/^ {2}'nav\.(\w+)': '([^']+)'/gm)]
      .filter(([, name = '']) => !['main', 'privacy', 'organization', 'docs'].includes(name))
      .map(([, , words = '']) => words);
    expect(pages.length).toBeGreaterThan(14);
    expect(pages.filter((words) => !document.includes(words))).toEqual([]);
  });
});

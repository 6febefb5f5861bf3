import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const CONSOLE = new URL('../../console/src/', import.meta.url).pathname;
const ENGLISH = join(CONSOLE, 'texts/en');
const ROUTER = join(CONSOLE, 'app/router.tsx');

const text = (file: string): string => readFileSync(file, 'utf8');

/** Where a file's import leads within the console. */
function led(from: string, to: string): string[] {
  const place = resolve(dirname(from), to);
  return [`${place}.ts`, `${place}.tsx`].filter((file) => existsSync(file)).slice(0, 1);
}

/** Files that one of these may run: what it imports, at once or later, but for other pages and the texts themselves. */
function reached(from: readonly string[], stops: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || stops.has(file) || /\/texts\/[a-z]{2}\//.test(file)) return;
    found.add(file);
    const imports = text(file).matchAll(/(?:^|\n)import (?!type)[^;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/g);
    for (const [, at, later = ''] of imports) for (const next of led(file, at ?? later)) visit(next);
  };
  for (const file of from) visit(file);
  return found;
}

/** The files of texts that a part is made of. */
function filesOf(part: string): string[] {
  const file = join(ENGLISH, 'parts', `${part}.ts`);
  const through = (from: string): string[] =>
    [...text(from).matchAll(/from '(\.[^']+)'/g)].flatMap(([, to = '']) =>
      led(from, to).flatMap((next) => (next.endsWith('/index.ts') ? through(next) : [next])),
    );
  return through(file);
}

/** Every text by its name, with the part that brings it. */
function partOfEach(): Map<string, string> {
  const parts = readdirSync(join(ENGLISH, 'parts')).map((name) => name.replace(/\.ts$/, ''));
  return new Map(
    parts.flatMap((part) =>
      filesOf(part).flatMap((file) =>
        [...text(file).matchAll(/^ {2}'([^']+)':/gm)].map(([, name = '']) => [name, part] as const),
      ),
    ),
  );
}

/** Texts that a file may ask for: by name, by a name with a word put in, or by a topic of which any word may come. */
function askedFor(file: string, names: readonly string[]): string[] {
  const source = text(file);
  const word = String.raw`[\w$-]+`;
  const named = new Set([...source.matchAll(/['"]([A-Za-z]+(?:\.[\w-]+)+)['"]/g)].map(([, name = '']) => name));
  const templates = [...source.matchAll(/`([A-Za-z]+\.[^`\s]*\$\{[^`]*)`/g)].map(([, template = '']) =>
    template
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replaceAll('.', String.raw`\.`))
      .join(word),
  );
  const topics = [...source.matchAll(/known\('([\w.]+)',/g)].map(([, topic = '']) => String.raw`${topic}\.${word}`);
  const patterns = [...templates, ...topics].map((pattern) => new RegExp(`^${pattern}$`));
  return names.filter((name) => named.has(name) || patterns.some((pattern) => pattern.test(name)));
}

describe('the parts of the texts', () => {
  const parts = partOfEach();
  /** Faults of what is sent come with the parts of the pages that send it; where a page has no text for one, the refusal itself has one. */
  const names = [...parts.keys()].filter((name) => !name.startsWith('refusals.'));
  /** Pages by the router, each with the parts it says. */
  const pages = [...text(ROUTER).matchAll(/page\(\s*(?:saying\(\[([^\]]*)\], )?\(\) => import\('([^']+)'\)/g)].map(
    ([, said = '', to = '']) => {
      const own = [...said.matchAll(/'(\w+)'/g)].map(([, part = '']) => part);
      return { file: led(ROUTER, to)[0] ?? '', own };
    },
  );
  const files = new Set(pages.map(({ file }) => file));
  const everywhere = reached([join(CONSOLE, 'main.tsx')], files);
  const partsOf = (found: Iterable<string>): string[] => [
    ...new Set([...found].flatMap((file) => askedFor(file, names).map((name) => parts.get(name) ?? ''))),
  ];

  it('are each made of files of their own, and bring every text', () => {
    const made = readdirSync(join(ENGLISH, 'parts')).flatMap((name) => filesOf(name.replace(/\.ts$/, '')));
    expect(made.length).toBe(new Set(made).size);
    const all = readdirSync(ENGLISH, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !/index\.ts$|^parts\/|^refusals\/(?!.*-faults)/.test(name),
    );
    expect(made.map((file) => relative(ENGLISH, file)).sort()).toEqual(all.sort());
    expect(names.length).toBeGreaterThan(1000);
  });

  it('that come first say all that stands around the pages', () => {
    expect(pages.length).toBeGreaterThan(20);
    expect(partsOf(everywhere)).toEqual(['first']);
  });

  it.each(pages.map(({ file, own }) => [relative(CONSOLE, file), file, own] as const))(
    'are fetched with the page that says them, and no others (%s)',
    (_, file, own) => {
      const others = new Set([...files].filter((each) => each !== file));
      const needed = partsOf(reached([file], others)).filter((part) => part !== 'first');
      expect(needed.sort()).toEqual([...own].sort());
    },
  );
});

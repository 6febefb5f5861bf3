import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CONSOLE = new URL('../../console/src/', import.meta.url).pathname;
const TEXTS = join(CONSOLE, 'texts');
const LANGUAGES = readdirSync(TEXTS).filter((name) => /^[a-z]{2}$/.test(name));

/** Every text of a language by its name, as it stands in its files. */
function textsIn(language: string): Map<string, string> {
  const folder = join(TEXTS, language);
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return new Map(
    source.flatMap((text) =>
      [...text.matchAll(/^ {2}'([^']+)':\s*(['"])(.*)\2,$/gm)].map(
        ([, name = '', , words = '']) => [name, words] as const,
      ),
    ),
  );
}

/** What the pages ask for: names in full, names with a word put in, and topics of which any word may come. */
function askedFor(): { readonly names: ReadonlySet<string>; readonly patterns: readonly RegExp[] } {
  const files = readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/^texts\/[a-z]{2}\/|^api\/openapi/.test(name))
    .map((name) => readFileSync(join(CONSOLE, name), 'utf8'));
  const source = files.join('\n');
  const word = String.raw`[\w$-]+`;
  const patterns = [...source.matchAll(/`([A-Za-z]+\.[^`\s]*\$\{[^`]*)`/g)].map(([, template = '']) => {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', String.raw`\.`));
    return new RegExp(`^${parts.join(word)}$`);
  });
  const topics = [...source.matchAll(/known\('([\w.]+)',/g)].map(
    ([, topic = '']) => new RegExp(`^${topic}\\.${word}$`),
  );
  const names = new Set([...source.matchAll(/['"]([A-Za-z]+(?:\.[\w-]+)+)['"]/g)].map(([, name = '']) => name));
  return { names, patterns: [...patterns, ...topics] };
}

const ROOMS = ['exports', 'deletions', 'request-model', 'subject-data', 'artifacts'];
/** What only answers a call, and stands in nobody's way. */
const ANSWERS = [
  ...[
    'artifact-damaged',
    'artifact-destroyed',
    'artifact-expired',
    'artifact-missing',
    'coverage-slow',
    'link-expired',
    'project-ended',
  ],
  ...['decision-not-ambiguous', 'profiles-too-large', 'search-too-slow', 'reading-too-slow'],
];

/** Codes of what can keep a request from its end: thrown where it is carried out, or named where it is decided who heals them. */
function failures(): Set<string> {
  const files = ROOMS.flatMap((room) => {
    const folder = new URL(`../../src/${room}/`, import.meta.url).pathname;
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  });
  const thrown = files.flatMap((text) => [
    ...text.matchAll(/new HabeasError\(\s*'(?:unavailable|unprocessable|gone)',\s*'([a-z-]+)'/g),
    ...text.matchAll(/failureCode: '([a-z-]+)'/g),
  ]);
  const status = readFileSync(new URL('../../src/request-model/lifecycle/request-status.ts', import.meta.url), 'utf8');
  const [, forAPerson = ''] = /FOR_A_PERSON = new Set\(\[([^\]]*)\]/.exec(status) ?? [];
  const database = readFileSync(new URL('../../src/platform/prisma/database-trouble.ts', import.meta.url), 'utf8');
  const [, ofTheDatabase = ''] = /type Code =([^;]*);/.exec(database) ?? [];
  const named = [...`${forAPerson}${ofTheDatabase}`.matchAll(/'([a-z-]+)'/g)];
  const codes = new Set([...thrown, ...named].map(([, code = '']) => code));
  for (const code of ANSWERS) codes.delete(code);
  return codes;
}

describe('the texts of the console', () => {
  it('are the same in every language', () => {
    const [first = '', ...others] = LANGUAGES;
    const names = [...textsIn(first).keys()].sort();
    expect(names.length).toBeGreaterThan(500);
    for (const language of others) expect([...textsIn(language).keys()].sort()).toEqual(names);
  });

  it('are each asked for by a page', () => {
    const { names, patterns } = askedFor();
    const isAsked = (name: string): boolean => names.has(name) || patterns.some((pattern) => pattern.test(name));
    expect([...textsIn('en').keys()].filter((name) => !isAsked(name))).toEqual([]);
  });

  it('say what to do about every failure of a request', () => {
    const known = textsIn('en');
    expect(failures().size).toBeGreaterThan(25);
    expect([...failures()].filter((code) => !known.has(`troubles.${code}`))).toEqual([]);
  });

  it('call a hold one thing in German', () => {
    const others = [...textsIn('de')].filter(([, words]) => /\bSperren?\b/.test(words));
    expect(others.map(([name]) => name)).toEqual([]);
  });
});

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

/** Rooms whose routes the console calls, or that those routes ask. */
const ASKED_ROOMS = [
  ...['access', 'artifacts', 'completion-records', 'data-views', 'duties', 'exports', 'holds', 'opt-outs', 'oversight'],
  ...['people', 'platform/http', 'platform/core', 'platform/mail', 'platform/prisma', 'project-endings'],
  ...['request-model', 'requests', 'retention/run', 'retention/windows', 'subject-data'],
];

/** Kinds of errors that are written as codes are. */
const KINDS = ['not-found', 'not-allowed', 'too-slow', 'too-large', 'too-many', 'out-of-range'];

/** Codes of those rooms that no call of the console is answered with, by why. */
const NEVER_ANSWERED: Readonly<Record<string, readonly string[]>> = {
  'the start, which ends with it': [
    ...['bad-settings', 'bad-data-map', 'artifact-bucket', 'database-unreachable', 'migration-changed'],
    ...['migration-failed', 'migration-incomplete', 'migration-unknown', 'session-shared'],
  ],
  'the work of a request, a duty, a run or an end of a project, told there': [
    ...['artifact-name', 'artifact-part-closed', 'artifact-part-open', 'artifact-path', 'artifact-not-read-back'],
    ...['collection-kept', 'count-mismatch', 'duties-unwritten', 'files-refused', 'gives-way', 'lease-lost'],
    ...['request-not-started', 'rows-missing', 'spared-changed', 'spared-unknown', 'store-unknown', 'survivors'],
    ...['window-lengthened', 'would-take-others', 'would-untie'],
  ],
  'data that come in, and questions of tools': [
    ...['api-secret-may-not-ask', 'api-secret-not-allowed', 'ingest-rate-limited', 'profiles-too-large'],
    ...['rate-limited', 'reading-too-slow', 'token-missing'],
  ],
  'what only programs send, or leave out': [
    ...['body-not-utf8', 'charset-unsupported', 'encoding-unsupported', 'export-not-revocable', 'json-too-deep'],
    ...['idempotency-key-invalid', 'ids-beside-others', 'ids-not-under-deletion', 'malformed-json', 'malformed-url'],
    ...['method-not-allowed', 'range-unsatisfiable'],
  ],
  'links that are opened without the console, and checks of its own': [
    ...['link-expired', 'link-invalid', 'not-ready', 'route-undeclared'],
  ],
  'what the page of signing in tells in texts of its own': [
    ...['provider-not-set', 'provider-denied', 'provider-unavailable', 'sign-in-state-over', 'sign-in-code-refused'],
    ...['email-unconfirmed', 'account-unconfirmed', 'account-of-another', 'another-person', 'sign-in-not-fresh'],
    ...['owner-by-link', 'several-invitations', 'nobody-invited', 'sign-in-failed'],
  ],
};

/** Codes that a route of `/api/v1` may answer the console with, as they are thrown in the rooms it asks. */
function answered(): string[] {
  const files = ASKED_ROOMS.flatMap((room) => {
    const folder = new URL(`../../src/${room}/`, import.meta.url).pathname;
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.startsWith('generated/'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  });
  const code = String.raw`'([a-z]+(?:-[a-z]+)+)'`;
  const ways = [
    // Thrown as it is, chosen from two, by a helper of the file, or named in its comment for a helper elsewhere.
    new RegExp(String.raw`new HabeasError\(\s*(?:'[a-z-]+'|kind),\s*(?:[^,'\n]*\? )?${code}`, 'g'),
    new RegExp(String.raw`new HabeasError\(\s*'[a-z-]+',\s*[^,']*\? ${code} : ${code},`, 'g'),
    new RegExp(String.raw`(?:unfit|forbidden|refusal|refused|csvUnclear)\(\s*${code}`, 'g'),
    new RegExp(String.raw`\[${code}, '[A-Z]`, 'g'),
  ];
  const codes = files.flatMap((text) =>
    ways.flatMap((way) =>
      [...text.matchAll(way)].flatMap((found) => found.slice(1).filter((each) => each !== undefined)),
    ),
  );
  const left = new Set([...KINDS, ...Object.values(NEVER_ANSWERED).flat()]);
  return [...new Set(codes)].filter((each) => !left.has(each)).sort();
}

/** Where the faults are named that a refusal may be for, by its code; of some the name begins with the same word. */
const FAULTS: readonly (readonly [code: string, file: string, named: RegExp, prefix?: string])[] = [
  ['setting-unfit', 'access', /settingUnfit\(\s*'([a-z-]+)'/g],
  ['setting-unfit', 'retention/windows', /settingUnfit\(\s*'([a-z-]+)'/g],
  ['setting-unfit', 'minimization', /fault: '([a-z-]+)',/g, 'blocked-'],
  ['class-unfit', 'data-views/classification', /(?:classUnfit\(|fault: )'([a-z-]+)'/g],
  ['distinct-ids-invalid', 'subject-data/identity/distinct-ids.ts', /(?:invalid\(|return |\? )'([a-z-]+)'/g],
  ['csv-invalid', 'subject-data/identity/distinct-ids.ts', /(?:return|\?) '([a-z-]+)'/g, 'id-'],
  ['csv-invalid', 'requests/csv', /csvInvalid\(\s*[^,;]+,\s+'([a-z-]+)'/g],
  ['csv-invalid', 'requests/csv/read-csv.ts', /fault: '([a-z-]+)'/g],
  ['csv-not-utf8', 'requests/csv', /csvNotText\('([a-z-]+)'/g],
  ['csv-other-format', 'requests/csv', /(?:csvOther\(|kind\()\s*'([a-z-]+)'/g],
];

/** Names of the texts that say them, as far as they stand there. */
function faults(): string[] {
  const sources = new URL('../../src/', import.meta.url).pathname;
  return FAULTS.flatMap(([code, place, named, prefix = '']) => {
    const files = place.endsWith('.ts') ? [place] : typescriptIn(place);
    return files.flatMap((file) =>
      [...readFileSync(join(sources, file), 'utf8').matchAll(named)].map(
        ([, fault = '']) => `refusals.${code}.${prefix}${fault}`,
      ),
    );
  });
}

/** Files of a room that are no specs. */
function typescriptIn(room: string): string[] {
  return readdirSync(new URL(`../../src/${room}/`, import.meta.url).pathname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => join(room, name));
}

/** Names of what a text asks for, whatever it does with them. */
function argumentsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name = '']) => name))].sort();
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

  it.each(LANGUAGES)('say in words why an attempt failed, where the timeline tells it (%s)', (language) => {
    const known = textsIn(language);
    expect([...failures()].filter((code) => !known.has(`reasons.${code}`))).toEqual([]);
    const topics = (topic: string) =>
      [...known.keys()].filter((name) => name.startsWith(topic)).map((name) => name.slice(topic.length));
    expect(topics('reasons.').sort()).toEqual(topics('troubles.').sort());
  });

  it.each(LANGUAGES)('say what each refusal of a route means (%s)', (language) => {
    const known = textsIn(language);
    expect(answered().length).toBeGreaterThan(140);
    expect(answered().filter((code) => !known.has(`refusals.${code}`))).toEqual([]);
  });

  it.each(LANGUAGES)('say of each fault that a setting, an id or a file can have what it is (%s)', (language) => {
    const known = textsIn(language);
    const named = new Set(faults());
    expect(named.size).toBeGreaterThan(60);
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
    const ofFaults = [...known.keys()].filter((name) => FAULTS.some(([code]) => name.startsWith(`refusals.${code}.`)));
    expect(ofFaults.filter((name) => !named.has(name))).toEqual([]);
  });

  it('leave none of the codes out that no route answers with, once one does', () => {
    const known = textsIn('en');
    const named = Object.values(NEVER_ANSWERED).flat();
    expect(named.filter((code) => known.has(`refusals.${code}`))).toEqual([]);
  });

  it('say of each complaint about a field what is wrong', () => {
    const answer = readFileSync(new URL('../../src/platform/http/problem-answer.ts', import.meta.url), 'utf8');
    const [, codes = ''] = /type ComplaintCode =([^;]*);/.exec(answer) ?? [];
    const named = [...codes.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code);
    expect(named.length).toBeGreaterThan(10);
    for (const language of LANGUAGES) {
      const known = textsIn(language);
      expect(named.filter((code) => !known.has(`refusals.field.${code}`))).toEqual([]);
    }
  });

  it('of refusals ask for the same in every language', () => {
    const [first = '', ...others] = LANGUAGES;
    const texts = textsIn(first);
    for (const language of others) {
      const translated = textsIn(language);
      const differing = [...texts].filter(
        ([name, text]) =>
          name.startsWith('refusals.') && argumentsOf(text).join() !== argumentsOf(translated.get(name) ?? '').join(),
      );
      expect(differing.map(([name]) => name)).toEqual([]);
    }
  });

  it('say in words what is written into the audit', () => {
    const known = textsIn('en');
    const source = new URL('../../src/', import.meta.url).pathname;
    const actions = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.spec\.ts$|generated|^cli\/remote/.test(name))
      .map((name) => readFileSync(join(source, name), 'utf8'))
      .flatMap((text) => [...text.matchAll(/(?:action: |transaction, (?:by, )?(?:place, )?)'([a-z-]+\.[a-z-]+)'/g)])
      .map(([, action = '']) => action);
    expect(actions.length).toBeGreaterThan(40);
    expect(actions.filter((action) => !known.has(`audit.action.${action.replaceAll('.', '-')}`))).toEqual([]);
  });

  it('call a hold one thing in German', () => {
    const others = [...textsIn('de')].filter(([, words]) => /\bSperren?\b/.test(words));
    expect(others.map(([name]) => name)).toEqual([]);
  });
});

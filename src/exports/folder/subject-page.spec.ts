import { createHash } from 'node:crypto';
import type { Kept } from '../../page-texts/index.js';
import { renderAboutJson } from './about-json.js';
import { renderIndexHtml } from './subject-page.js';
import type { CollectionFinding, CompanyStatements, SubjectStatement } from './subject-statement.js';

const NOTHING_STATED: CompanyStatements = {
  automatedDecisions: null,
  transferSafeguards: null,
  saleOrSharing: null,
  supervisoryAuthority: null,
};

const events: CollectionFinding = {
  name: 'events',
  title: 'Events',
  purpose: 'Understand how the app is used',
  recipients: ['hosting provider'],
  presumed: [],
  retention: '13 months',
  sourceCategory: 'you, while using the app',
  categories: ['usage data', 'device data'],
  transfers: null,
  automatedDecisions: null,
  rows: 1234,
  firstAt: '2024-02-29T23:59:59.999Z',
  lastAt: '2026-03-09T10:00:00.000Z',
  months: [
    { month: '2024-02', rows: 34 },
    { month: '2026-03', rows: 1200 },
  ],
  file: 'events.jsonl',
  sheet: 'events.csv',
  isSheetCut: false,
  newest: [],
  notCopied: [],
  withheld: [],
  ambiguousRows: 0,
};

const statement: SubjectStatement = {
  controller: 'Example Shop',
  contact: 'privacy@example.com',
  regime: 'GDPR',
  disclosure: 'Data',
  language: 'en',
  reference: '0b0f6c8e-35c1-4b8f-9a52-7f3d3f3b7a11',
  subjectId: 'user-1',
  receivedAt: new Date('2026-03-08T00:00:00Z'),
  preparedAt: new Date('2026-03-09T12:00:00Z'),
  window: { from: null, to: null },
  collections: [events],
  sharedDevice: false,
  company: NOTHING_STATED,
};

const withEvents = (change: Partial<CollectionFinding>, rest: Partial<SubjectStatement> = {}): SubjectStatement => ({
  ...statement,
  collections: [{ ...events, ...change }],
  ...rest,
});

describe('index.html', () => {
  const page = renderIndexHtml(statement);

  it('says what is held, since when, and where to find it', () => {
    expect(page).toContain('1,234 records about you in 1 collection, the oldest from 29 February 2024.');
    expect(page).toContain('29 February 2024 to 9 March 2026');
    expect(page).toContain('<a href="events.jsonl">events.jsonl</a>');
    expect(page).toContain('March 2026: 1,200');
  });

  it('asks no network and executes nothing', () => {
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-`,
    );
    expect(page).not.toMatch(/<script|<link|<img|<iframe|javascript:|url\(|@import|https?:\/\/|\son\w+=/i);
  });

  it('shows hostile text as text, wherever it stands', () => {
    const hostile = `</title></style><script>alert(1)</script>"' onload=x &amp;\u0000`;
    const texts = { title: hostile, purpose: hostile, recipients: [hostile], retention: hostile };
    const more = { sourceCategory: hostile, categories: [hostile], withheld: [hostile], file: hostile };
    const company = { ...NOTHING_STATED, automatedDecisions: hostile, supervisoryAuthority: hostile };
    const hostilePage = renderIndexHtml(
      withEvents(
        { ...texts, ...more },
        { controller: hostile, contact: hostile, subjectId: hostile, reference: hostile, company },
      ),
    );
    expect(hostilePage).not.toContain('<script');
    expect(hostilePage).not.toContain('\u0000');
    expect(hostilePage.match(/<\/style>|<\/title>/g)).toHaveLength(2 + 2);
    expect(hostilePage).toContain('&lt;script&gt;alert(1)');
  });

  it('says when nothing is held', () => {
    const empty = renderIndexHtml(withEvents({ rows: 0, firstAt: null, lastAt: null, months: [], file: null }));
    expect(empty).toContain('No record about you was found');
    expect(empty).not.toContain('<svg');
  });

  it('says what is held and not shown', () => {
    const text = renderIndexHtml(
      withEvents({ withheld: ['Passport number'], ambiguousRows: 1 }, { sharedDevice: true }),
    );
    expect(text).toContain('Held, but not disclosed: Passport number.');
    expect(text).toContain('Left out: 1 record from a device that more than one person used');
    expect(text).toContain('A device that more than one person used is linked to you');
  });

  it('names the law and the rights of its regime', () => {
    const california = renderIndexHtml(withEvents({}, { regime: 'CCPA', disclosure: 'Categories' }));
    expect(california).toContain('California Consumer Privacy Act');
    expect(california).toContain('§1798.105');
    expect(california).not.toContain('GDPR Art.');
    expect(california).toContain('As you asked, this answer names categories, not the records.');
    expect(page).toContain('GDPR Art. 77');
  });

  it('tells transfers and automated decisions of a collection, under the GDPR alone', () => {
    const said = { transfers: 'To the USA, by standard clauses', automatedDecisions: 'A score decides the price' };
    const told = renderIndexHtml(withEvents(said));
    for (const sentence of Object.values(said)) {
      expect(told).toContain(sentence);
      expect(renderIndexHtml(withEvents(said, { regime: 'CCPA' }))).not.toContain(sentence);
    }
  });

  it('says what the company has not said', () => {
    expect(page).toContain('The company has not stated this; ask it.');
  });
});

describe('index.html in the language of the request', () => {
  const german = renderIndexHtml(withEvents({ presumed: ['retention'] }, { language: 'de', sharedDevice: true }));

  it('says in German what it says in English, with numbers and dates as Germans write them', () => {
    expect(german).toContain('<html lang="de">');
    expect(german).toContain('Was Example Shop über Sie gespeichert hat');
    expect(german).toContain('1.234 Datensätze über Sie in 1 Sammlung, der älteste vom 29. Februar 2024.');
    expect(german).toContain('29. Februar 2024 bis 9. März 2026 · am meisten im März 2026 (1.200)');
    expect(german).toContain('Art. 77 DSGVO');
    expect(german).toContain('Mit Ihnen ist ein Gerät verknüpft');
    expect(german).not.toMatch(/records? about|GDPR|The company|UTC is/);
  });

  it('leaves what the company wrote as it wrote it, and says what Habeas presumes in its own words', () => {
    expect(german).toContain('Understand how the app is used');
    expect(german).toContain('13 months (so nimmt es die Software an');
    const presumed = withEvents({ retention: 'Until erased, or until the project ends' }, { language: 'de' });
    expect(renderIndexHtml(presumed)).toContain('Bis zur Löschung oder bis das Projekt endet');
  });

  it.each<[Kept, string, string]>([
    [
      { kind: 'events', months: 24 },
      '2 years from the date of each, or until erased',
      '2 Jahre ab dem Datum jedes Ereignisses',
    ],
    [{ kind: 'events', months: 18 }, '18 months from the date of each', '18 Monate ab dem Datum'],
    [{ kind: 'recordings', days: 30 }, 'at present 30, or until erased', 'derzeit 30, oder bis zur Löschung'],
    [
      { kind: 'profiles', unseenDays: null, goAllAt: null },
      'Until erased, or until the project ends',
      'Bis zur Löschung oder bis das Projekt endet',
    ],
    [
      { kind: 'profiles', unseenDays: 90, goAllAt: new Date('2027-01-30T12:00:00Z') },
      'Until erased, or until not seen for 90 days, or until 30 January 2027',
      'Bis zur Löschung oder bis es 90 Tage nicht gesehen wurde oder bis zum 30. Januar 2027',
    ],
  ])('says for how long Habeas keeps it: %j', (kept, english, german) => {
    expect(renderIndexHtml(withEvents({ kept }))).toContain(english);
    expect(renderIndexHtml(withEvents({ kept }, { language: 'de' }))).toContain(german);
    const { collections } = JSON.parse(renderAboutJson(withEvents({ kept }))) as {
      collections: { retention: string }[];
    };
    expect(collections[0]?.retention).toContain(english);
  });
});

describe('what the data map says of time', () => {
  const period = { after: 'P6Y', from: 'created_at' };
  const keptByLaw = { basis: 'tax law', until: 'invoiced_at + P10Y6M' };

  it('is told in words, in the language of the page', () => {
    const english = renderIndexHtml(withEvents({ period, keptByLaw }));
    expect(english).toContain('13 months (6 years after created_at)');
    expect(english).toContain('tax law, until 10 years, 6 months after invoiced_at');
    const german = renderIndexHtml(withEvents({ period, keptByLaw }, { language: 'de' }));
    expect(german).toContain('13 months (6 Jahre ab created_at)');
    expect(german).toContain('tax law, bis 10 Jahre, 6 Monate ab invoiced_at');
  });

  it.each([
    ['2031-12-31', '31 December 2031'],
    ['one year + P', 'one year + P'],
    ['ten years after the sale', 'ten years after the sale'],
  ])('until %j is said as %s', (until, words) => {
    expect(renderIndexHtml(withEvents({ keptByLaw: { basis: 'tax law', until } }))).toContain(
      `tax law, until ${words}`,
    );
  });

  it('stands in about.json as it can be reckoned, and nowhere where nobody said it', () => {
    const told = (change: Partial<CollectionFinding>) =>
      (JSON.parse(renderAboutJson(withEvents(change))) as { collections: object[] }).collections[0];
    expect(told({ period, keptByLaw })).toMatchObject({ retentionPeriod: period, keptOnLegalBasis: keptByLaw });
    expect(Object.keys(told({}) ?? {})).not.toEqual(expect.arrayContaining(['retentionPeriod']));
    expect(renderIndexHtml(withEvents({}))).not.toContain('Kept even');
  });
});

describe('the page that is handed out', () => {
  it('allows the style it has and no other', () => {
    const page = renderIndexHtml(statement);
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style, 'utf8').digest('base64');
    expect(page).toContain(`style-src &#39;sha256-${hash}&#39;`);
    expect(page).not.toContain(' style="');
  });

  it('names its parts in a table of contents, each link with its place', () => {
    const page = renderIndexHtml(withEvents({}));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links).toEqual(['data', 'data-1', 'handling', 'rights']);
    for (const id of links) expect(page.split(`id="${id}"`)).toHaveLength(2);
  });
});

describe('about.json', () => {
  it('answers every letter of Art. 15(1) and (2)', () => {
    const about = JSON.parse(renderAboutJson(statement)) as Record<string, unknown>;
    expect(about).toMatchObject({
      controller: { name: 'Example Shop', contact: 'privacy@example.com' },
      request: { regime: 'GDPR', covers: { from: null, to: null }, receivedAt: '2026-03-08T00:00:00.000Z' },
      subject: { id: 'user-1' },
      collections: [
        {
          purpose: 'Understand how the app is used',
          categories: ['usage data', 'device data'],
          recipients: ['hosting provider'],
          retention: '13 months',
          source: 'you, while using the app',
          held: { records: 1234, firstAt: '2024-02-29T23:59:59.999Z' },
        },
      ],
      automatedDecisions: 'not stated by the company',
      transfersAndSafeguards: 'not stated by the company',
    });
    const [told] = (
      JSON.parse(renderAboutJson(withEvents({ transfers: 'To Japan (adequacy)' }))) as { collections: object[] }
    ).collections;
    expect(told).toMatchObject({ transfersAndSafeguards: 'To Japan (adequacy)', automatedDecisions: null });
    const laws = (about['rights'] as { law: string }[]).map(({ law }) => law);
    expect(laws).toEqual(expect.arrayContaining([16, 17, 18, 21, 77].map((article) => `GDPR Art. ${article}`)));
  });

  it('speaks of sale and California rights under the CCPA, and leaves an unknown id out', () => {
    const about = JSON.parse(renderAboutJson({ ...statement, regime: 'CCPA', subjectId: null })) as Record<
      string,
      unknown
    >;
    expect(Object.keys(about)).toEqual(['format', 'controller', 'request', 'collections', 'saleOrSharing', 'rights']);
    expect(JSON.stringify(about)).not.toContain('GDPR');
  });
});

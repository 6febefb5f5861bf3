import { cleanerOf, personOf } from '../request-model/index.js';
import { LEFT_OUT } from '../request-model/subjects/redaction.service.js';
import { denialOf, natureOf, notPromisedBy, statementOf, type Ending } from './completion-words.js';

const ending: Ending = {
  kind: 'deletion',
  disclosure: 'Data',
  status: 'SUCCESS',
  outcomes: [
    { outcome: 'not_found', subjects: 2 },
    { outcome: 'erased', subjects: 1 },
  ],
};

describe('what a completion record says of an ending', () => {
  it.each<[string, Partial<Ending>]>([
    ['data-erased', {}],
    ['categories-erased', { disclosure: 'Categories' }],
    ['sources-disclosed', { kind: 'export', disclosure: 'Sources', outcomes: [{ outcome: 'exported', subjects: 1 }] }],
    ['nothing-held', { outcomes: [{ outcome: 'not_found', subjects: 2 }] }],
    [
      'nothing-erased',
      {
        outcomes: [
          { outcome: 'held', subjects: 1 },
          { outcome: 'not_found', subjects: 1 },
        ],
      },
    ],
    ['nothing-disclosed', { kind: 'export', outcomes: [{ outcome: 'ambiguous', subjects: 1 }] }],
    ['denied', { status: 'DENIED' }],
    ['revoked', { status: 'REVOKED' }],
    ['failed', { status: 'FAILURE' }],
  ])('%s', (nature, change) => {
    expect(natureOf({ ...ending, ...change })).toBe(nature);
  });

  it('never says that nothing is left, or that anybody is compliant', () => {
    const said = [statementOf('data-erased'), ...notPromisedBy(ending)].join(' ');
    expect(said).toMatch(/at the watermark/);
    expect(said).toMatch(/[Bb]ackups/);
    expect(said).not.toMatch(/nothing is left|complian/i);
  });

  it('says how many rows have arrived since, where some have', () => {
    const [one, two] = ['Notes', 'Orders'].map((title, at) => ({ title, newRows: at + 1 }));
    const told = (collections: object[]) => statementOf('data-erased', collections as never);
    expect(told([{ ...one, newRows: 0 }, { title: 'Of old' }])).toBe(statementOf('data-erased'));
    expect(told([one ?? {}, two ?? {}])).toMatch(
      / 1 row of Notes, 2 rows of Orders arrived after the watermark: new data/,
    );
  });

  it('tells a denial in the words of its regime, and a code it does not know as it is', () => {
    expect(denialOf(null, 'GDPR')).toBeNull();
    expect(denialOf('excessive', 'GDPR')?.articles).toEqual(['Art. 12(5)(b)']);
    expect(denialOf('of-the-future', 'CCPA')).toEqual({ code: 'of-the-future', meaning: null, articles: [] });
  });
});

describe('the texts of a completion record', () => {
  const check = { possible: true, names: (text: string) => text.includes('ada@example.com') };
  const [clean, blind] = [cleanerOf(check), cleanerOf({ possible: false, names: () => false })];

  it('are left out where they name a subject, or where nobody could tell any more', () => {
    expect(clean.written('ticket 12')).toBe('ticket 12');
    expect(clean.written('mail of ada@example.com')).toBe(LEFT_OUT);
    expect(clean.composed('mail of ada@example.com')).toBe(LEFT_OUT);
    expect(blind.written('ticket 12')).toBe(LEFT_OUT);
    expect(blind.composed('tax law')).toBe('tax law');
    expect(blind.written(null)).toBeNull();
  });

  it('name who worked by their label, save where they are a subject', () => {
    expect(personOf('grace@example.com', 'user:1', clean)).toBe('grace@example.com');
    expect(personOf('ada@example.com', 'user:2', clean)).toBe('user:2');
    expect(personOf(null, null, clean)).toBeNull();
  });
});

import { DENIAL_CODES } from '../compliance/index.js';
import { pageTexts } from '../page-texts/index.js';
import { LANGUAGES } from '../platform/index.js';
import { NEW_DATA, OUTCOMES } from '../request-model/index.js';
import { notPromisedBy, provenOf, statementOf } from './completion-words.js';
import { NATURES, PARTS, RECORD_FORMAT, type CompletionRecord } from './record-format.js';
import { readRecord, RecordKey, seal } from './sealed-record.js';
import { renderRecordPage } from './record-page.js';

const DONE = { kind: 'deletion', status: 'SUCCESS' } as const;
const AT = '2026-03-09T22:28:55.000Z';
const HOSTILE = `</title></style><script>alert(1)</script>"' onload=x &amp;`;

const record: CompletionRecord = {
  format: RECORD_FORMAT,
  revision: 2,
  drawnUpAt: AT,
  instance: { baseUrl: 'http://localhost:3000', version: '0.1.0' },
  request: {
    id: '0b0f6c8e-35c1-4b8f-9a52-7f3d3f3b7a11',
    project: { id: 7, name: HOSTILE },
    organization: HOSTILE,
    kind: 'deletion',
    regime: 'GDPR',
    disclosure: 'Data',
    partial: false,
    subjects: 3,
    duplicates: 0,
    window: { from: null, until: null },
    orderedAfter: null,
  },
  receipt: {
    receivedAt: AT,
    reference: HOSTILE,
    channel: HOSTILE,
    requester: 'agent',
    verification: { method: HOSTILE, level: null, at: AT },
    openedAt: AT,
    openedBy: HOSTILE,
  },
  deadline: {
    acknowledgeBy: null,
    dueAt: AT,
    extendedFrom: null,
    extendedAt: AT,
    extensionReason: HOSTILE,
    met: true,
  },
  approval: { needed: true, by: HOSTILE, at: AT },
  answer: { status: 'SUCCESS', nature: 'data-erased', finishedAt: AT, denial: null, failure: null },
  work: { watermark: AT, startedAt: AT, hiddenAt: AT, erasedAt: AT, verifiedAt: AT },
  outcomes: [{ outcome: 'erased', detail: HOSTILE, subjects: 3 }],
  collections: [
    {
      collection: 'events',
      title: HOSTILE,
      policy: 'erase',
      rows: 1234,
      subjects: 3,
      countedAt: AT,
      hiddenAt: AT,
      erasedAt: AT,
      verifiedAt: AT,
      survivors: 0,
      newRows: 4321,
    },
  ],
  kept: [{ collection: 'invoices', basis: HOSTILE, until: 'ten years', rows: 2, subjects: 1 }],
  held: [{ basis: HOSTILE, subjects: 1 }],
  withheld: [],
  recipientsToNotify: [{ recipient: HOSTILE, collections: ['events'] }],
  afterwards: {
    firstHandedOverAt: AT,
    handOvers: [{ manner: HOSTILE, by: HOSTILE, what: 'answer', subjects: null, times: 1, firstAt: AT, lastAt: AT }],
    artifact: null,
    filesDropped: [{ collection: 'events', at: AT }],
    scrubbedAt: AT,
    idsDestroyedAt: null,
  },
  statement: 'No row remained.',
  notPromised: [HOSTILE],
};

describe('the page of a completion record', () => {
  const key = new RecordKey(Buffer.alloc(32, 1));
  const sealed = seal(record, key);
  const page = renderRecordPage(record, sealed, 'en');

  it('says what was asked, done, kept, and whom to tell', () => {
    for (const words of [
      'revision 2',
      'Deletion of the data under GDPR',
      '1,234',
      '4,321',
      '2 rows of invoices kept',
    ]) {
      expect(page).toContain(words);
    }
    expect(page).toContain('until ten years');
    expect(page).toContain('Recipients to notify');
    expect(page).toContain('2026-03-09 22:28:55');
  });

  it('says in words until when rows are kept, and when the first of them are to be erased', () => {
    const until = 'invoiced_at + P10Y';
    const kept = [{ collection: 'invoices', basis: 'tax law', until, rows: 2, subjects: 1, dueAt: AT }];
    expect(renderRecordPage({ ...record, kept }, sealed, 'en')).toContain(
      'tax law, until 10 years after invoiced_at; to be erased from 9 March 2026 on',
    );
    expect(renderRecordPage({ ...record, kept }, sealed, 'de')).toContain(
      'tax law, bis 10 Jahre ab invoiced_at; zu löschen ab 9. März 2026',
    );
  });

  it('says what was left for later, and what became of it', () => {
    const owed = {
      collections: ['invoices'],
      dueAt: AT,
      state: 'owed',
      subjects: 3,
      endedAt: null,
      carriedOutBy: null,
    };
    const duties = [
      { ...owed, kind: 'kept', basis: HOSTILE, reason: null, newBasis: null },
      {
        ...owed,
        kind: 'held',
        collections: [],
        dueAt: null,
        basis: HOSTILE,
        state: 'given-up',
        reason: HOSTILE,
        newBasis: HOSTILE,
      },
    ];
    const later = { ...record, afterwards: { ...record.afterwards, duties } };
    expect(page).not.toContain('Left for later');
    const shown = renderRecordPage(later, sealed, 'en');
    for (const words of ['Left for later', 'rows kept in invoices', 'people on hold', 'undated', 'given up: ']) {
      expect(shown).toContain(words);
    }
    expect(shown).not.toMatch(/<script|<link|<img|<iframe/i);
    const german = renderRecordPage(later, sealed, 'de');
    for (const words of ['aufbewahrte Zeilen in invoices', 'noch zu löschen', 'ohne Datum'])
      expect(german).toContain(words);
  });

  it('shows hostile text as text, asks no network and executes nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|javascript:|url\(|@import|\son\w+=x[^ ]/i);
    expect(page.match(/<\/style>|<\/title>/g)).toHaveLength(2);
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).toContain('default-src &#39;none&#39;');
  });

  it('names the key and the signature of the bytes beside it', () => {
    expect(page).toContain(key.id);
    expect(page).toContain(sealed.signature.toString('base64'));
    expect(readRecord(sealed.bytes)).toEqual(record);
  });

  it('is read where it was drawn up before it told of new rows', () => {
    const [{ newRows: _, ...older } = { newRows: 0 }] = record.collections;
    const earlier = { ...record, collections: [older] } as CompletionRecord;
    expect(renderRecordPage(readRecord(seal(earlier, key).bytes), sealed, 'en')).not.toContain('4,321');
  });

  it('is drawn in another language, and says that the signed words are English', () => {
    const statement = statementOf('data-erased', record.collections);
    const german = renderRecordPage({ ...record, statement, notPromised: notPromisedBy(DONE) }, sealed, 'de');
    expect(german).toContain('<html lang="de">');
    expect(german).toContain('Unterschrieben ist der Bericht auf Englisch');
    expect(german).toContain('war in keiner verzeichneten Sammlung eine Zeile der Personen übrig');
    expect(german).toContain('4.321 Zeilen von ');
    expect(german).toContain('Löschung der Daten nach DSGVO');
    expect(german).not.toContain('lang="en"');
  });

  it('does not say more of a deletion that was about a part than that', () => {
    for (const about of PARTS) {
      const statement = statementOf('data-erased', record.collections, about);
      expect(statement).not.toContain('any registered collection');
      const german = renderRecordPage({ ...record, request: { ...record.request, about }, statement }, sealed, 'de');
      expect(german).toContain('worum es ging');
      expect(german).toContain('4.321 Zeilen von ');
    }
  });

  it('marks what it has no translation for as English', () => {
    const german = renderRecordPage(record, sealed, 'de');
    expect(german).toContain('<span lang="en">No row remained.</span>');
  });

  it.each(LANGUAGES.filter((language) => language !== 'en'))(
    'translates every sentence that is signed: %s',
    (language) => {
      const statuses = ['SUCCESS', 'FAILURE', 'REVOKED', 'DENIED'] as const;
      const sentences = [
        ...NATURES.flatMap((nature) => [null, ...PARTS].flatMap((part) => provenOf(nature, part))),
        ...statuses.flatMap((status) =>
          (['export', 'deletion'] as const).flatMap((kind) => notPromisedBy({ kind, status })),
        ),
        NEW_DATA,
      ];
      const { signed, denials } = pageTexts(language).record;
      expect(sentences.filter((sentence) => signed[sentence] === undefined)).toEqual([]);
      expect(DENIAL_CODES.filter((code) => denials[code] === undefined)).toEqual([]);
    },
  );

  it.each(LANGUAGES)('has a word for every outcome: %s', (language) => {
    const { outcome } = pageTexts(language).record;
    expect(OUTCOMES.filter((each) => outcome[each] === undefined)).toEqual([]);
  });

  it('is of this format and no other', () => {
    expect(() => readRecord(Buffer.from('{"format":"habeas.completion-record/2"}'))).toThrow(TypeError);
  });
});

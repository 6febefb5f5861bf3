import { RECORD_FORMAT, type CompletionRecord } from './record-format.js';
import { readRecord, RecordKey, seal } from './sealed-record.js';
import { renderRecordPage } from './record-page.js';

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
  const page = renderRecordPage(record, sealed);

  it('says what was asked, done, kept, and whom to tell', () => {
    for (const words of [
      'revision 2',
      'deletion of Data under GDPR',
      '1,234',
      '4,321',
      '2 rows of invoices are kept',
    ]) {
      expect(page).toContain(words);
    }
    expect(page).toContain('until ten years');
    expect(page).toContain('Recipients to notify');
    expect(page).toContain('2026-03-09 22:28:55');
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
    expect(renderRecordPage(readRecord(seal(earlier, key).bytes), sealed)).not.toContain('4,321');
  });

  it('is of this format and no other', () => {
    expect(() => readRecord(Buffer.from('{"format":"habeas.completion-record/2"}'))).toThrow(TypeError);
  });
});

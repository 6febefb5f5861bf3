import { words } from './words.js';

const { count, megabytes, number } = words;

/** The page of a completion record: what a finished request did, and how that can be checked. */
export const record = {
  document: (request: string) => `Completion record of request ${request}`,
  revision: (revision: number) => `Completion record, revision ${revision}`,
  title: { export: 'Request for access', deletion: 'Request for deletion' },
  contents: 'On this page',
  none: 'None.',
  /** Where the page is in another language than what was signed. */
  translated: null as string | null,

  answers: {
    'data-disclosed': 'The records held about the people were made ready to be given.',
    'categories-disclosed': 'The categories of what is held about the people were made ready to be given.',
    'sources-disclosed': 'The sources of what is held about the people were made ready to be given.',
    'data-erased': 'The records held about the people were erased.',
    'categories-erased': 'The headers of the people’s records were erased, not the records.',
    'sources-erased': 'The headers that tell how the people’s records were collected were erased, not the records.',
    'nothing-held': 'Nothing was held under the ids that were named.',
    'nothing-disclosed': 'Nothing was disclosed: what was found may be another person’s, or was erased before.',
    'nothing-erased':
      'Nothing was erased: what was found is kept, on hold, or may be another person’s, or was erased before.',
    denied: 'The request was denied.',
    revoked: 'The request was revoked before anything was disclosed or erased.',
    failed: 'The request failed.',
  },
  /** Sentences that were signed, by their English; English has none. */
  signed: {} as Readonly<Record<string, string>>,
  newRows: (rows: readonly (readonly [title: string, rows: number])[]) =>
    `${rows.map(([title, each]) => `${count(each, 'row', 'rows')} of ${title}`).join(', ')} arrived after the watermark: new data, which the deletion left as it is.`,

  facts: {
    request: 'Request',
    organization: 'Organization',
    project: 'Project',
    order: 'Asked for',
    people: 'People',
    decisions: 'Ambiguous ids an officer decided about',
    drawnUpAt: 'Drawn up',
    by: 'By',
  },
  order: {
    export: {
      Data: (law: string) => `Export of the data under ${law}`,
      Categories: (law: string) => `Export of the categories of data under ${law}`,
      Sources: (law: string) => `Export of the sources of data under ${law}`,
    },
    deletion: {
      Data: (law: string) => `Deletion of the data under ${law}`,
      Categories: (law: string) => `Deletion of the headers of the data under ${law}`,
      Sources: (law: string) => `Deletion of the headers that tell the sources under ${law}`,
    },
  },
  laws: { GDPR: 'GDPR', CCPA: 'CCPA' },
  people: (subjects: number, duplicates: number) =>
    duplicates === 0 ? number(subjects) : `${number(subjects)}, and ${number(duplicates)} named twice`,
  instance: (version: string, url: string) => `Habeas ${version} at ${url}`,

  receipt: 'Receipt and deadline',
  received: 'Received',
  reference: 'Reference',
  channel: 'Channel',
  requester: 'Asked by',
  requesters: { subject: 'the person', agent: 'an authorized agent' },
  verification: 'Verification',
  verified: 'Verified',
  opened: 'Opened',
  by: (moment: string, who: string) => `${moment}, by ${who}`,
  unknown: 'unknown',
  follows: 'Ordered with export',
  acknowledge: 'Acknowledge by',
  due: 'Due',
  dueThen: (moment: string, met: boolean) => `${moment}, ${met ? 'met' : 'missed'}`,
  dueBefore: 'Due before it was extended',
  extended: 'Extended',
  noReason: 'no reason',
  approved: 'Approved',

  answer: 'Answer',
  status: 'Status',
  statuses: { SUCCESS: 'finished', FAILURE: 'failed', REVOKED: 'revoked', DENIED: 'denied' },
  ended: 'Ended',
  denied: 'Denied',
  /** Meanings of a denial, by its code; null takes the sentence that was signed. */
  denials: {} as Readonly<Record<string, string>>,
  failed: 'Failed',
  partial: 'Partial',
  partialNote: 'less than the records: it does not satisfy §1798.105',
  window: 'Period covered',
  windowOf: (from: string | null, until: string | null) => `${from ?? '…'} to ${until ?? '…'}`,
  watermark: 'Watermark',
  hidden: 'Hidden',
  erased: 'Erased',
  readBack: 'Read back',
  filesDropped: 'Files off the disk',
  scrubbed: 'Scrubbed',
  fileDestroyed: 'File destroyed',
  idsDestroyed: 'Ids destroyed',

  outcomes: 'People by outcome',
  outcomeHead: ['Outcome', 'Basis or code', 'People'],
  outcome: {
    exported: 'exported',
    erased: 'erased',
    anonymized: 'anonymized',
    not_found: 'nothing held',
    already_erased: 'erased before',
    ambiguous: 'ambiguous, left alone',
    kept: 'kept',
    held: 'on hold',
    failed: 'failed',
  } as Readonly<Record<string, string>>,

  collections: 'Collections',
  collectionHead: ['Collection', 'Policy', 'Taken', 'Rows', 'People', 'Erased', 'Read back', 'Left', 'New since'],
  policies: { erase: 'erase', anonymize: 'anonymize', keep: 'keep' } as Readonly<Record<string, string>>,
  taken: { rows: 'rows', contents: 'contents' },

  kept: 'Kept and held',
  keptHead: ['What', 'Why'],
  keptRows: (rows: number, collection: string) => `${count(rows, 'row', 'rows')} of ${collection} kept`,
  keptUntil: (basis: string, until: string) => `${basis}, until ${until}`,
  keptDue: (day: string) => `to be erased from ${day} on`,
  heldPeople: (people: number) => `${count(people, 'person', 'people')} on hold`,
  owed: 'Left for later',
  owedAbout: 'What a hold, a policy or a file that was spared only postponed, and what became of it.',
  owedHead: ['What', 'People', 'Why', 'Due', 'State', 'Ended'],
  owedKinds: { held: 'people on hold', kept: 'rows kept', 'export-spared': 'the file of the export' } as Readonly<
    Record<string, string>
  >,
  owedIn: (what: string, collections: string) => `${what} in ${collections}`,
  owedStates: { owed: 'owed', 'carried-out': 'erased', 'given-up': 'given up' } as Readonly<Record<string, string>>,
  owedSince: (state: string, reason: string) => `${state}: ${reason}`,
  undated: 'undated',
  withheld: (collection: string) => `Held in ${collection}, not disclosed`,
  notCopied: (values: number, collection: string, bytes: number) =>
    `${count(values, 'value', 'values')} of ${collection} (${megabytes(bytes)}) not copied`,
  notCopiedWhy: 'Too large: to be given in another way',

  recipients: 'Recipients to notify',
  recipientsWhy: 'GDPR Art. 19; 11 CCR §7022(b)(2)–(3).',
  recipientHead: ['Recipient', 'Of the erasure in'],

  handOvers: 'Hand-over',
  handOversAbout: 'As the company recorded it.',
  looks: 'Looked at',
  looksAbout:
    'Who downloaded the file or a range of it, and that a link to it was followed, by somebody or something: mail scanners do. Neither gives it to the person, so neither is a hand-over.',
  handOverHead: ['Manner', 'By', 'What', 'Times', 'First', 'Last'],
  wholeAnswer: 'the answer',
  folders: (people: number) => count(people, 'folder', 'folders'),
  manners: { download: 'download', link: 'followed link' } as Readonly<Record<string, string>>,

  notPromised: 'What this record does not say',

  signature: 'Signature',
  signedWith: (key: string) => `Signed with Ed25519 key ${key} over the bytes of record.json. The signature in base64:`,
  check: 'To check it with OpenSSL 3:',
  footer: 'This page was made to be kept and printed: it loads nothing and sends nothing. Times are in UTC.',
};

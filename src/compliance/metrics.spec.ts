import { answerOf, groundOf, isAnswered, metricsOf, type CountedRequest } from './metrics.js';

const ENDED: CountedRequest = {
  kind: 'deletion',
  disclosure: 'Data',
  state: 'ended',
  outcome: 'erased',
  keptBeside: false,
  denialCode: null,
};
const of = (some: Partial<CountedRequest>): CountedRequest => ({ ...ENDED, ...some });

describe('a request in the metrics of a year (11 CCR §7102)', () => {
  it.each<[string, Partial<CountedRequest>, string, string | null]>([
    ['an export that disclosed what is held', { kind: 'export', outcome: 'exported' }, 'whole', null],
    [
      'an export of categories alone, which is a request to know of its own',
      { kind: 'export', disclosure: 'Categories', outcome: 'exported' },
      'whole',
      null,
    ],
    ['a deletion that erased everything', {}, 'whole', null],
    ['a deletion that deidentified what it was asked to delete', { outcome: 'anonymized' }, 'whole', null],
    ['a deletion beside which an invoice was kept', { keptBeside: true }, 'part', 'exempt'],
    [
      'a deletion of the headers alone, which does not satisfy §1798.105',
      { disclosure: 'Categories', outcome: 'anonymized' },
      'part',
      null,
    ],
    ['a deletion of less that left no record', { disclosure: 'Sources', outcome: 'erased' }, 'whole', null],
    ['one about whom nothing is held', { outcome: 'not_found' }, 'nothing-held', null],
    ['one who was erased before', { kind: 'export', outcome: 'already_erased' }, 'nothing-held', null],
    ['one of whom all is kept on a basis', { outcome: 'kept', keptBeside: true }, 'denied', 'exempt'],
    ['one on hold', { outcome: 'held' }, 'denied', 'exempt'],
    ['an id that stands for several people', { outcome: 'ambiguous' }, 'denied', 'unverified'],
    ['one that ended without an answer', { outcome: 'failed' }, 'failed', null],
    ['one that ended before anything was known', { outcome: null }, 'failed', null],
    ['one that is under way', { state: 'open', outcome: null }, 'open', null],
    ['one that was taken back', { state: 'withdrawn', outcome: null }, 'withdrawn', null],
    [
      'a denial since nobody was verified',
      { state: 'denied', outcome: null, denialCode: 'not-verified' },
      'denied',
      'unverified',
    ],
    [
      'a denial since the person could not be identified',
      { state: 'denied', outcome: null, denialCode: 'no-such-person' },
      'denied',
      'unverified',
    ],
    [
      'a denial to somebody who is no consumer',
      { state: 'denied', outcome: null, denialCode: 'outside-jurisdiction' },
      'denied',
      'not-a-consumer',
    ],
    ['a denial of what is exempt', { state: 'denied', outcome: null, denialCode: 'exempt' }, 'denied', 'exempt'],
    ['a denial of what is excessive', { state: 'denied', outcome: null, denialCode: 'excessive' }, 'denied', 'other'],
  ])('counts %s', (_case, some, answer, ground) => {
    expect([answerOf(of(some)), groundOf(of(some))]).toEqual([answer, ground]);
  });

  it('counts days where there was an answer in substance, a denial included, and nowhere else', () => {
    const answered = (['whole', 'part', 'nothing-held', 'denied'] as const).map(isAnswered);
    const unanswered = (['withdrawn', 'failed', 'open'] as const).map(isAnswered);
    expect([answered, unanswered]).toEqual([
      [true, true, true, true],
      [false, false, false],
    ]);
  });

  it('adds up: each that was received is one of the others', () => {
    const groups = [
      { ...of({}), people: 500 },
      { ...of({ keptBeside: true }), people: 20 },
      { ...of({ outcome: 'not_found' }), people: 3 },
      { ...of({ outcome: 'held' }), people: 2 },
      { ...of({ state: 'denied', denialCode: 'excessive' }), people: 7 },
      { ...of({ state: 'withdrawn', outcome: null }), people: 11 },
      { ...of({ outcome: 'failed' }), people: 1 },
      { ...of({ state: 'open', outcome: null }), people: 40 },
    ];
    expect(metricsOf(groups)).toEqual({
      received: 584,
      complied: 523,
      compliedInWhole: 500,
      compliedInPart: 20,
      nothingHeld: 3,
      denied: 9,
      grounds: { unverified: 0, 'not-a-consumer': 0, exempt: 22, other: 7 },
      withdrawn: 11,
      failed: 1,
      open: 40,
    });
  });

  it('of nothing are all zero', () => {
    const { grounds, ...counts } = metricsOf([]);
    expect([...Object.values(counts), ...Object.values(grounds)]).toEqual(Array.from({ length: 13 }, () => 0));
  });
});

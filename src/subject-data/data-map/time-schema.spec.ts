import { HabeasError } from '../../platform/index.js';
import { parseDataMap } from './data-map-file.js';

const WORDS = `
    purpose: Sending news
    recipients: [Mail Corp]
    sourceCategory: The person
    retention: Two years`;
const one = (lines: string) =>
  `collections:\n  - name: orders\n    table: orders\n    subject: user\n    project: 1\n    policy: erase${WORDS}\n${lines}`;

function complaint(text: string): string {
  try {
    parseDataMap(text, {}, 'map.yaml');
  } catch (error) {
    if (error instanceof HabeasError && error.code === 'bad-data-map') return error.message;
    throw error;
  }
  return 'none';
}

describe('the data map in YAML, of time', () => {
  it('says until when rows are kept: in words, until a day, or so long after a day that they bear', () => {
    const untilOf = (until: string) => {
      const text = one('').replace('policy: erase', `policy: { keep: { basis: tax law, until: ${until} } }`);
      const policy = parseDataMap(text, {}).collections[0]?.policy;
      return policy?.kind === 'keep' ? policy.until : 'none';
    };
    expect(untilOf('ten years after the sale')).toBe('ten years after the sale');
    expect(untilOf('2031-12-31')).toEqual({ date: '2031-12-31' });
    expect(untilOf('{ column: invoiced_at, plus: P10Y }')).toEqual({
      column: 'invoiced_at',
      plus: { months: 120, days: 0 },
    });
    const zoned = { column: 'invoiced_on', zone: 'Europe/Berlin', plus: { months: 0, days: 90 } };
    expect(untilOf('{ column: invoiced_on, zone: Europe/Berlin, plus: P90D }')).toEqual(zoned);
    expect(untilOf('{ column: { column: invoiced_on, zone: Europe/Berlin }, plus: P90D }')).toEqual(zoned);
  });

  it('says what time does: in words alone, or with a period, the day it begins on, and what becomes of older rows', () => {
    const windowOf = (given: string, policy = 'erase') => {
      const text = one('')
        .replace('policy: erase', `policy: ${policy}`)
        .replace('retention: Two years', `retention: ${given}`);
      const [collection] = parseDataMap(text, {}).collections;
      return [collection?.retention, collection?.window];
    };
    const six = { after: { months: 72, days: 0 }, column: 'created_at' };
    expect(windowOf('Two years')).toEqual(['Two years', undefined]);
    expect(windowOf('{ text: Two years }')).toEqual(['Two years', undefined]);
    expect(windowOf('{ text: Six years, after: P6Y, from: created_at }')).toEqual([
      'Six years',
      { ...six, does: null },
    ]);
    expect(windowOf('{ text: Six years, after: P6Y, from: created_at, do: erase }')[1]).toEqual({
      ...six,
      does: { kind: 'rows' },
    });
    expect(
      windowOf('{ text: t, after: P6Y, from: { column: created_at, zone: Asia/Tokyo }, do: { anonymize: [ip] } }')[1],
    ).toEqual({ ...six, zone: 'Asia/Tokyo', does: { kind: 'anonymize', columns: ['ip'] } });
    expect(windowOf('{ text: t, after: P6Y, from: created_at, do: anonymize }', '{ anonymize: [email] }')[1]).toEqual({
      ...six,
      does: { kind: 'anonymize', columns: ['email'] },
    });
    const kept = '{ keep: { basis: tax law, until: { column: created_at, plus: P6Y } } }';
    expect(windowOf('{ text: t, after: P6Y, from: created_at, do: erase }', kept)[1]).toMatchObject(six);
  });

  it.each([
    ['until: 2031-02-30', /line 6: collections\[0\]\.policy\.keep\.until is no day of the calendar/],
    ['until: { column: c, plus: ten years }', /line 6: collections\[0\]\.policy\.keep\.until\.plus must be a period/],
    ['until: { column: c }', /line 6: collections\[0\]\.policy\.keep\.until\.plus is missing/],
    [
      'until: { column: c, plus: P1Y, zone: CET }',
      /line 6: collections\[0\]\.policy\.keep\.until\.zone must be a time zone/,
    ],
    [
      'until: { column: c, plus: P1Y, minus: P1Y }',
      /line 6: collections\[0\]\.policy\.keep\.until\.minus is not a known key/,
    ],
    ['until: [x]', /line 6: collections\[0\]\.policy\.keep\.until must be a sentence, a day/],
  ])('complains about a keep %s', (given, expected) => {
    expect(complaint(one('').replace('policy: erase', `policy: { keep: { basis: b, ${given} } }`))).toMatch(expected);
  });

  it.each([
    ['{ after: P1Y, from: c }', 'erase', /line 10: collections\[0\]\.retention\.text is missing/],
    ['{ text: t, after: P1Y }', 'erase', /line 10: collections\[0\]\.retention must say both `after`/],
    ['{ text: t, do: erase }', 'erase', /line 10: collections\[0\]\.retention\.do needs `after`/],
    ['{ text: t, after: one, from: c }', 'erase', /line 10: collections\[0\]\.retention\.after must be a period/],
    [
      '{ text: t, after: P1Y, from: c, do: shred }',
      'erase',
      /line 10: collections\[0\]\.retention\.do must be `erase`/,
    ],
    [
      '{ text: t, after: P1Y, from: { zone: UTC } }',
      'erase',
      /line 10: collections\[0\]\.retention\.from\.column is missing/,
    ],
    ['[t]', 'erase', /line 10: collections\[0\]\.retention must be a sentence/],
    [
      '{ text: t, after: P1Y, from: c, do: anonymize }',
      'erase',
      /line 10: collections\[0\]\.retention would anonymize, and does not say what/,
    ],
    [
      '{ text: t, after: P1Y, from: c, do: erase }',
      '{ keep: { basis: b, until: ten years } }',
      /line 10: collections\[0\]\.retention would take rows that the policy keeps/,
    ],
    [
      '{ text: t, after: P1Y, from: c, do: erase }',
      '{ keep: { basis: b, until: { column: c, plus: P2Y } } }',
      /line 10: collections\[0\]\.retention would take rows/,
    ],
    [
      '{ text: t, after: P9Y, from: c, do: erase }',
      '{ keep: { basis: b, until: { column: d, plus: P2Y } } }',
      /line 10: collections\[0\]\.retention would take rows/,
    ],
  ])('complains about a retention %s of rows with the policy %s', (given, policy, expected) => {
    const text = one('')
      .replace('policy: erase', `policy: ${policy}`)
      .replace('retention: Two years', `retention: ${given}`);
    expect(complaint(text)).toMatch(expected);
  });
});

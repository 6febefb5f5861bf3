import { BUILT_IN_COLLECTIONS } from './built-in-collections.js';
import type { Collection, Policy } from './collection.js';
import { endedPart, everErases, keepEnds, untilText } from './kept.js';

const TEN_YEARS = { months: 120, days: 0 };
const keep = (until: Extract<Policy, { kind: 'keep' }>['until']): Policy => ({ kind: 'keep', basis: 'tax law', until });
const invoices = (policy: Policy): Collection => ({ ...(BUILT_IN_COLLECTIONS[0] as Collection), policy });
const moment = (text: string) => new Date(text);

describe('what is kept', () => {
  it('until an event in words ends when nobody can tell', () => {
    for (const until of [null, 'ten years after the sale']) {
      const kept = invoices(keep(until));
      expect([endedPart(kept, moment('2999-01-01T00:00:00Z')), everErases(kept)]).toEqual([null, false]);
      expect(keepEnds(kept.policy, '2016-03-05')).toBeNull();
    }
  });

  it('until a day is kept whole up to the end of the day, and not at all afterwards', () => {
    const kept = invoices(keep({ date: '2031-12-31' }));
    expect(keepEnds(kept.policy, null)).toEqual(moment('2032-01-01T12:00:00Z'));
    expect(endedPart(kept, moment('2032-01-01T11:59:59.999Z'))).toBeNull();
    const ended = endedPart(kept, moment('2032-01-01T12:00:00Z'));
    expect([ended?.policy, ended?.endedBefore]).toEqual([{ kind: 'erase', rows: true }, undefined]);
  });

  it('for a period is kept row by row, by the days of its zone', () => {
    const kept = invoices(keep({ column: 'invoiced_at', zone: 'Asia/Tokyo', plus: TEN_YEARS }));
    expect(endedPart(kept, moment('2026-03-05T14:59:59Z'))?.endedBefore?.day).toBe('2016-03-05');
    expect(endedPart(kept, moment('2026-03-05T15:00:00Z'))?.endedBefore).toEqual({
      ...{ column: 'invoiced_at', zone: 'Asia/Tokyo', day: '2016-03-06' },
    });
    expect(keepEnds(kept.policy, '2016-03-05')).toEqual(moment('2026-03-05T15:00:00Z'));
    expect(keepEnds(kept.policy, null)).toBeNull();
  });

  it('is said as it is written, whatever way', () => {
    const texts = [null, 'ten years', { date: '2031-12-31' }, { column: 'invoiced_at', plus: TEN_YEARS }].map((until) =>
      untilText(keep(until)),
    );
    expect(texts).toEqual([null, 'ten years', '2031-12-31', 'invoiced_at + P10Y']);
    expect(untilText({ kind: 'erase' })).toBeNull();
  });

  it('is no part of what is erased anyway', () => {
    expect(endedPart(invoices({ kind: 'erase' }), moment('2999-01-01T00:00:00Z'))).toBeNull();
  });
});

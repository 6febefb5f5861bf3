import { randomUUID } from 'node:crypto';
import { EVERYTHING, type Period, periodIn } from '../../src/compliance/index.js';
import {
  type Collection,
  endedPart,
  type Erasure,
  keepEnds,
  type Policy,
  type SubjectKey,
  type SubjectStore,
} from '../../src/subject-data/index.js';
import { until } from '../support/until.js';

/** What a column says when a row is from: an instant, a day, what a clock showed, or seconds since 1970. */
export type DayColumn = 'instant' | 'day' | 'clock' | 'seconds';

export interface KeptFixture {
  readonly store: SubjectStore;
  /** The kinds of columns that the engine has. */
  readonly kinds: readonly DayColumn[];
  /** A table of the columns `id`, `who`, `dated` (of that kind, which may be null) and `note`, and its schema and name. */
  create(kind: DayColumn, name: string): Promise<Pick<Collection, 'store' | 'schema' | 'table'>>;
  insert(table: string, rows: readonly (readonly [id: number, who: string, dated: string | null])[]): Promise<void>;
  close(): Promise<void>;
}

const TEN_YEARS = periodIn('P10Y') as Period;
const ZONE = 'Asia/Tokyo';
/** By the calendar of Tokyo it is the 6th of March 2026 from here on. */
const MIDNIGHT = new Date('2026-03-05T15:00:00Z');
const BEFORE = new Date(MIDNIGHT.getTime() - 1);

/** How a column of each kind says the last moment of 2016-03-05 in Tokyo, the first one of the day after, and the end of that. */
const SAID: Readonly<Record<DayColumn, readonly [string, string, string]>> = {
  instant: ['2016-03-05 14:59:59', '2016-03-05 15:00:00', '2016-03-06 14:59:59'],
  day: ['2016-03-05', '2016-03-06', '2016-03-06'],
  clock: ['2016-03-05 23:59:59', '2016-03-06 00:00:00', '2016-03-06 23:59:59'],
  seconds: ['1457189999', '1457190000', '1457276399'],
};

/** What a store does with rows that a policy keeps for a time. `open` is called once; each test has a table of its own. */
export function keptForATimeContract(name: string, open: () => Promise<KeptFixture>): void {
  describe(`${name}, with rows that are kept for a time`, () => {
    let fixture: KeptFixture;

    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(async () => fixture.close());

    const key = (distinctId: string, ordinal = 0): SubjectKey => ({
      ordinal,
      projectId: 1,
      distinctId,
      watermark: null,
    });
    const keeping = async (kind: DayColumn, plus = TEN_YEARS): Promise<Collection> => {
      const table = await fixture.create(kind, `t_${randomUUID().replaceAll('-', '')}`);
      return {
        ...table,
        ...{ name: table.table, title: 'Invoices', projectColumn: null, projects: [1], subjectColumn: 'who' },
        ...{ timeColumn: null, arrivalColumn: null, propertiesColumn: null, shape: 'row' },
        headers: [{ name: 'note', category: 'other', source: true, withhold: false }],
        policy: { kind: 'keep', basis: 'tax law', until: { column: 'dated', zone: ZONE, plus } },
        ...{ purpose: 'p', recipients: [], sourceCategory: 's', retention: 'r' },
      };
    };
    const ended = (collection: Collection, moment: Date): Collection => {
      const part = endedPart(collection, moment);
      if (part === null) throw new Error('nothing can have ended');
      return part;
    };
    const rowsOf = async (collection: Collection, keys: readonly SubjectKey[]) =>
      (await fixture.store.tally(keys, collection, EVERYTHING)).map(({ ordinal, rows }) => [ordinal, rows]);
    const erase = async (part: Collection, keys: readonly SubjectKey[], erasure: Erasure = 'policy') => {
      await fixture.store.hide(part, keys, erasure);
      await until('a removal', async () => (await fixture.store.removeHidden(part)).erased);
    };

    it.each<DayColumn>(['instant', 'day', 'clock', 'seconds'])(
      'counts by a column that says a %s what is kept on, to the end of a day',
      async (kind) => {
        if (!fixture.kinds.includes(kind)) return;
        const kept = await keeping(kind);
        const [last, first, end] = SAID[kind];
        await fixture.insert(kept.table, [
          [1, 'a', last],
          [2, 'a', first],
          [3, 'a', end],
          [4, 'a', null],
          [5, 'b', last],
          [6, 'c', first],
        ]);
        const keys = [key('a', 7), key('b', 8)];
        expect(await fixture.store.keptOf(keys, kept, BEFORE)).toEqual([
          { ordinal: 7, rows: 4, earliest: '2016-03-05' },
          { ordinal: 8, rows: 1, earliest: '2016-03-05' },
        ]);
        expect(await fixture.store.keptOf(keys, kept, MIDNIGHT)).toEqual([
          { ordinal: 7, rows: 3, earliest: '2016-03-06' },
        ]);
        expect(keepEnds(kept.policy, '2016-03-05')).toEqual(MIDNIGHT);
        expect(await fixture.store.keptOf([key('a')], kept, new Date('2999-01-01T00:00:00Z'))).toEqual([
          { ordinal: 0, rows: 1, earliest: null },
        ]);
        expect(await rowsOf(ended(kept, MIDNIGHT), keys)).toEqual([
          [7, 1],
          [8, 1],
        ]);
        expect(await rowsOf(ended(kept, BEFORE), keys)).toEqual([]);
      },
    );

    it.each<DayColumn>(['instant', 'day', 'clock', 'seconds'])(
      'erases by a column that says a %s what is kept no longer, proves it, and touches nothing else',
      async (kind) => {
        if (!fixture.kinds.includes(kind)) return;
        const kept = await keeping(kind);
        const [last, first] = SAID[kind];
        await fixture.insert(kept.table, [
          [1, 'a', last],
          [2, 'a', first],
          [3, 'a', null],
          [4, 'b', last],
        ]);
        const keys = [key('a')];
        const part = ended(kept, MIDNIGHT);
        expect(await fixture.store.countRemaining(part, keys, 'policy')).toMatchObject([{ ordinal: 0, rows: 1 }]);
        await erase(part, keys);
        expect(await fixture.store.countRemaining(part, keys, 'policy')).toEqual([]);
        expect(await rowsOf(kept, [key('a'), key('b', 1)])).toEqual([
          [0, 2],
          [1, 1],
        ]);
        expect(await fixture.store.keptOf(keys, kept, MIDNIGHT)).toEqual([
          { ordinal: 0, rows: 2, earliest: '2016-03-06' },
        ]);
      },
    );

    it('removes by the collection itself no more than was hidden of it', async () => {
      const kept = await keeping('instant');
      const [last, first] = SAID.instant;
      await fixture.insert(kept.table, [
        [1, 'a', last],
        [2, 'a', first],
      ]);
      await fixture.store.hide(ended(kept, MIDNIGHT), [key('a')], 'policy');
      await until('a removal', async () => (await fixture.store.removeHidden(kept)).erased);
      expect(await rowsOf(kept, [key('a')])).toEqual([[0, 1]]);
    });

    it('clears in a deletion of Sources what is kept no longer, and leaves the rest as it is', async () => {
      const kept = await keeping('instant');
      const [last, first] = SAID.instant;
      await fixture.insert(kept.table, [
        [1, 'a', last],
        [2, 'a', first],
      ]);
      const part = ended(kept, MIDNIGHT);
      expect(await fixture.store.countRemaining(part, [key('a')], 'sources')).toMatchObject([{ rows: 1 }]);
      await erase(part, [key('a')], 'sources');
      expect(await fixture.store.countRemaining(part, [key('a')], 'sources')).toEqual([]);
      const notes = await fixture.store.read([key('a')], async (view) => {
        const read: unknown[] = [];
        for await (const row of view.rows(kept, EVERYTHING))
          read.push([Number(row.columns['id']), row.columns['note']]);
        return read.sort();
      });
      expect(notes).toEqual([
        [1, null],
        [2, 'note'],
      ]);
    });

    it('keeps what is kept until a day whole up to its end, and nothing afterwards', async () => {
      const table = await keeping('instant');
      const kept: Collection = { ...table, policy: { kind: 'keep', basis: 'b', until: { date: '2026-03-05' } } };
      await fixture.insert(kept.table, [
        [1, 'a', SAID.instant[0]],
        [2, 'a', null],
      ]);
      const over = keepEnds(kept.policy, null) as Date;
      const still = new Date(over.getTime() - 1);
      expect(await fixture.store.keptOf([key('a')], kept, still)).toEqual([{ ordinal: 0, rows: 2, earliest: null }]);
      expect([await fixture.store.keptOf([key('a')], kept, over), endedPart(kept, still)]).toEqual([[], null]);
      await erase(ended(kept, over), [key('a')]);
      expect(await rowsOf(kept, [key('a')])).toEqual([]);
    });

    it('keeps on all that is kept until an event in words', async () => {
      const table = await keeping('instant');
      const kept: Collection = { ...table, policy: { kind: 'keep', basis: 'b', until: 'ten years' } };
      await fixture.insert(kept.table, [[1, 'a', SAID.instant[0]]]);
      const found = await fixture.store.keptOf([key('a')], kept, new Date('2999-01-01T00:00:00Z'));
      expect(found).toEqual([{ ordinal: 0, rows: 1, earliest: null }]);
      expect(await fixture.store.keptOf([], kept, MIDNIGHT)).toEqual([]);
    });

    it('says at the start what is wrong with the column that the days are of', async () => {
      const kept = await keeping('day');
      const errorsOf = async (column: string, zone?: string) => {
        const zoned = zone === undefined ? {} : { zone };
        const policy: Policy = { kind: 'keep', basis: 'b', until: { column, plus: TEN_YEARS, ...zoned } };
        return (await fixture.store.check({ ...kept, policy })).errors;
      };
      expect(await errorsOf('dated', ZONE)).toEqual([]);
      expect(await errorsOf('nowhere')).toEqual(['keep column "nowhere" does not exist']);
      expect(await errorsOf('who')).toEqual([expect.stringMatching(/^keep column "who" is .*; it must be/)]);
      expect(await errorsOf('dated')).toEqual([
        expect.stringContaining('until: { column: dated, zone: Europe/Berlin, plus: … }'),
      ]);
      const aging = (column: string): Collection => ({
        ...kept,
        ...{ policy: { kind: 'erase' }, window: { column, after: TEN_YEARS, does: { kind: 'rows' } } },
      });
      expect((await fixture.store.check(aging('nowhere'))).errors).toEqual([
        'retention column "nowhere" does not exist',
      ]);
      expect((await fixture.store.check(aging('dated'))).errors).toEqual([
        expect.stringContaining('from: { column: dated, zone: Europe/Berlin }'),
      ]);
    });
  });
}

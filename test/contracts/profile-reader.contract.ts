import type { IngestStore, ProfileChange } from '../../src/subject-data/store/ingest-store.port.js';
import type { Wanted } from '../../src/subject-data/store/reading/profile-search.js';
import {
  ALL_PROFILES,
  type ProfileReader,
  type ProfileSelection,
  type StoredProfile,
} from '../../src/subject-data/store/reading/profile-reader.port.js';

export interface ProfileReaderFixture {
  readonly reader: ProfileReader;
  /** Writes what is read. */
  readonly store: IngestStore;
  close(): Promise<void>;
}

/** What every reader of profiles must do. */
export function profileReaderContract(name: string, open: () => Promise<ProfileReaderFixture>): void {
  describe(`a reader of profiles: ${name}`, () => {
    let fixture: ProfileReaderFixture;
    let projectId = 100;

    beforeAll(async () => {
      fixture = await open();
      await fixture.store.ensurePartitions('events', new Date('2026-01-01'), new Date('2026-01-31'));
    });
    afterAll(() => fixture.close());
    beforeEach(() => {
      projectId += 1;
    });

    const set = (distinctId: string, properties: Record<string, unknown>): ProfileChange => ({
      distinctId,
      change: () => properties,
    });
    const write = (...changes: ProfileChange[]) => fixture.store.changeProfiles(projectId, changes);
    const read = async (selection: Partial<ProfileSelection> = {}): Promise<StoredProfile[]> => {
      const found: StoredProfile[] = [];
      await fixture.reader.read(projectId, { ...ALL_PROFILES, ...selection }, 10_000, async (batch) => {
        expect(batch).not.toHaveLength(0);
        found.push(...batch);
        return true;
      });
      return found;
    };
    const idsOf = (profiles: readonly StoredProfile[]) => profiles.map(({ distinctId }) => distinctId);
    const text = (property: string, ...texts: string[]): Wanted => ({
      kind: 'value',
      property,
      scalars: texts.map((each) => ({ kind: 'text', text: each })),
    });

    it('shows each profile of the project once, with what it says', async () => {
      await write(set('a', { plan: 'Pro', nested: { list: [1, 'é'] } }), set('b', {}));
      await fixture.store.changeProfiles(projectId + 1000, [set('c', { plan: 'Pro' })]);
      await write(set('a', { plan: 'Free', nested: { list: [1, 'é'] } }), { distinctId: 'b', change: () => null });
      const [profile, ...others] = await read();
      expect(others).toEqual([]);
      expect([profile?.distinctId, JSON.parse(profile?.properties ?? '')]).toEqual([
        'a',
        { plan: 'Free', nested: { list: [1, 'é'] } },
      ]);
    });

    it('has an order of its own, in which it reads from one id to another', async () => {
      const names = ['B', 'a', 'b', 'é', '🦊', '~', 'a b', "it's", '\\'];
      await write(...names.map((each) => set(each, { plan: 'Pro' })));
      const order = idsOf(await read());
      expect([...order].sort()).toEqual([...names].sort());
      for (const [at, id] of order.entries()) {
        expect(idsOf(await read({ after: id }))).toEqual(order.slice(at + 1));
        expect(idsOf(await read({ until: id }))).toEqual(order.slice(0, at + 1));
      }
      expect(idsOf(await read({ after: order[1] ?? '', until: order[4] ?? '' }))).toEqual(order.slice(2, 5));
      const among = [text('plan', 'Pro')];
      expect(idsOf(await read({ among, after: order[1] ?? '', until: order[4] ?? '' }))).toEqual(order.slice(2, 5));
    });

    it('reads those of whom any of some things is true', async () => {
      await write(
        set('mail', { $email: 'Ada@Example.com' }),
        set('plain', { email: 'ada@example.com' }),
        set('number', { n: 42, vip: true }),
        set('digits', { n: '42' }),
        set('nobody', { plan: 'x' }),
      );
      const among = async (...wanted: Wanted[]) => idsOf(await read({ among: wanted })).sort();
      expect(await among(text('$email', 'Ada@Example.com'))).toEqual(['mail']);
      expect(await among(text('$email', 'ada@example.com'), text('email', 'ada@example.com'))).toEqual(['plain']);
      expect(await among({ kind: 'value', property: 'n', scalars: [{ kind: 'number', digits: '42' }] })).toEqual([
        'number',
      ]);
      expect(await among(text('n', '1', '42'), { kind: 'ids', ids: ['nobody', 'unknown'] })).toEqual([
        'digits',
        'nobody',
      ]);
      expect(await among({ kind: 'value', property: 'vip', scalars: [{ kind: 'flag', is: true }] })).toEqual([
        'number',
      ]);
      expect(await among({ kind: 'ids', ids: [] })).toEqual([]);
      expect(await among()).toEqual([]);
      expect(await among(text(`'); DROP TABLE profiles --`, `' OR 1=1 --`))).toEqual([]);
    });

    it('leaves out what arrived later, however it was changed', async () => {
      await write(set('early', { plan: 'Pro' }));
      const arrivedBy = (await read())[0]?.arrived ?? 0n;
      expect(arrivedBy).toBeGreaterThan(1_600_000_000_000_000n);
      await write(set('late', { plan: 'Pro' }), set('early', { plan: 'Free' }));
      expect(idsOf(await read({ arrivedBy }))).toEqual(['early']);
      expect(await read({ arrivedBy: arrivedBy - 1n })).toEqual([]);
    });

    it('shows many in batches, and ends where it is told', async () => {
      const names = Array.from({ length: 3_000 }, (_, at) => `id-${String(at).padStart(4, '0')}`);
      await write(...names.map((each) => set(each, { plan: 'Pro' })));
      const seen = idsOf(await read());
      expect([...seen].sort()).toEqual(names);
      const batches: number[] = [];
      await fixture.reader.read(projectId, ALL_PROFILES, 10_000, async (batch) => batches.push(batch.length) < 2);
      expect(batches).toHaveLength(2);
      expect(Math.max(...batches)).toBeLessThanOrEqual(1_000);
      // Nothing is left behind that would be in the way of the next.
      expect(await read({ among: [{ kind: 'ids', ids: ['id-0001'] }] })).toHaveLength(1);
    });

    it('shows large ones among small ones, in batches of some megabytes', async () => {
      const large = 'x'.repeat(900_000);
      await write(...Array.from({ length: 8 }, (_, at) => set(`id-${String(at)}`, { small: 'y' })));
      await write(...Array.from({ length: 8 }, (_, at) => set(`id-${String(at)}-large`, { large })));
      const batches: number[] = [];
      const seen: string[] = [];
      await fixture.reader.read(projectId, ALL_PROFILES, 10_000, async (batch) => {
        batches.push(batch.reduce((sum, { properties }) => sum + properties.length, 0));
        seen.push(...idsOf(batch));
        return true;
      });
      expect(new Set(seen).size).toBe(16);
      expect(seen).toEqual(idsOf(await read()));
      expect(Math.max(...batches)).toBeLessThan(6_000_000);
    });

    it('passes on what the visitor throws', async () => {
      await write(set('a', {}));
      const reading = fixture.reader.read(projectId, ALL_PROFILES, 10_000, async () => {
        throw new Error('enough');
      });
      await expect(reading).rejects.toThrow('enough');
      expect(idsOf(await read())).toEqual(['a']);
    });
  });
}

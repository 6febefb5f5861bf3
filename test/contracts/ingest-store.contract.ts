import type { EventRecord, IdentityLink, IngestStore } from '../../src/subject-data/index.js';
import type { ProfileSearch, Scalar } from '../../src/subject-data/store/reading/profile-search.js';

export interface IngestStoreFixture {
  readonly store: IngestStore;
  /** Events of a project by time, as they are stored. */
  events(
    projectId: number,
  ): Promise<{ event: string; distinctId: string; time: Date; insertId: string; properties: unknown }[]>;
  /** Of the events as they are shown: their arrival in microseconds, and the text of their properties. */
  arrivals(projectId: number): Promise<[arrived: string, properties: string][]>;
  profiles(projectId: number): Promise<{ distinctId: string; properties: unknown; receivedAt: Date }[]>;
  close(): Promise<void>;
}

const TIME = new Date('2026-03-09T22:28:55.078Z');
type Profile = Readonly<Record<string, unknown>> | null;

/** What every store that takes data in must do. `open` is called once; each test works in a project of its own. */
export function ingestStoreContract(name: string, open: () => Promise<IngestStoreFixture>): void {
  describe(`${name}, as an ingest store`, () => {
    let fixture: IngestStoreFixture;
    let store: IngestStore;
    let projectId = 600_000;

    beforeAll(async () => {
      fixture = await open();
      store = fixture.store;
    });
    afterAll(async () => fixture.close());
    beforeEach(() => {
      projectId += 1;
    });

    const event = (insertId: string, more: Partial<EventRecord> = {}): EventRecord => ({
      event: 'Signed up',
      distinctId: 'a',
      time: TIME,
      insertId,
      properties: '{"plan": "Pro"}',
      ...more,
    });
    const set = (distinctId: string, properties: Record<string, unknown>) => ({
      distinctId,
      change: (current: Profile) => ({ ...current, ...properties }),
    });
    const link = (
      distinctId: string,
      linkedId: string,
      kind: IdentityLink['kind'] = 'device',
      origin: IdentityLink['origin'] = 'secret',
    ) => ({ distinctId, linkedId, kind, origin });
    const sorted = (found: IdentityLink[]) => found.map((each) => JSON.stringify(sortedMembers(each))).sort();

    it('stores events to the millisecond, whatever their month', async () => {
      const times = [
        '1971-01-01T00:00:00.000Z',
        '2025-12-31T23:59:59.999Z',
        '2026-01-01T00:00:00.000Z',
        '2150-06-01T00:00:00.000Z',
      ];
      const written = times.map((time, at) => event(`i${String(at)}`, { time: new Date(time) }));
      expect(await store.writeEvents(projectId, written)).toBe(4);
      const stored = await fixture.events(projectId);
      expect(stored.map((each) => each.time.toISOString())).toEqual(times);
      expect(stored[0]).toMatchObject({
        event: 'Signed up',
        distinctId: 'a',
        insertId: 'i0',
        properties: { plan: 'Pro' },
      });
    });

    it('stores an event once, by event, time, distinct_id and $insert_id, and shows what was sent last', async () => {
      const again = (text: string) => event('i', { properties: JSON.stringify({ text }) });
      const shown = async () => (await fixture.events(projectId)).map((each) => [each.insertId, each.properties]);
      expect(await store.writeEvents(projectId, [event('i'), again('second'), event('j')])).toBe(2);
      const plain = ['j', { plan: 'Pro' }];
      expect(await shown()).toEqual([['i', { text: 'second' }], plain]);
      expect(await store.writeEvents(projectId, [again('second'), event('j')])).toBe(0);
      for (const text of ['third', 'fourth']) {
        expect(await store.writeEvents(projectId, [event('j'), again('lost'), again(text)])).toBe(1);
        expect(await shown()).toEqual([['i', { text }], plain]);
      }
      expect(await store.writeEvents(projectId, [event('i', { event: 'Other' }), again('fourth')])).toBe(1);
    });

    it('keeps the arrival of an event that is sent again, and numbers with all their digits', async () => {
      const digits = '{"n": 9007199254740993, "x": 0.1234567890123456789012345}';
      await store.writeEvents(projectId, [event('i')]);
      const [first] = await fixture.arrivals(projectId);
      await store.writeEvents(projectId, [event('i', { properties: digits })]);
      const [[arrived, text] = [], ...others] = await fixture.arrivals(projectId);
      expect([others, text?.replaceAll(' ', '')]).toEqual([[], digits.replaceAll(' ', '')]);
      expect(Math.abs(Number(arrived) - Number(first?.[0]))).toBeLessThanOrEqual(1);
    });

    it('stores all events of a call or none', async () => {
      const call = store.writeEvents(projectId, [event('good'), event('bad', { properties: '{' })]);
      await expect(call).rejects.toMatchObject({ name: 'HabeasError' });
      expect(await fixture.events(projectId)).toEqual([]);
    });

    it('makes room for new months while others do', async () => {
      const writes = Array.from({ length: 8 }, (_, at) =>
        store.writeEvents(projectId, [event(`i${String(at)}`, { time: new Date('2031-05-05') })]),
      );
      expect((await Promise.all(writes)).reduce((sum, each) => sum + each, 0)).toBe(8);
      await store.ensurePartitions('events', new Date('2031-01-01'), new Date('2031-12-31'));
    });

    it('takes a batch of 2000 events, and any id', async () => {
      const ids = ["'; drop table", '🦊', '__proto__', 'a"b\\c', '{x,y}', 'NULL'];
      const events = Array.from({ length: 2000 }, (_, at) =>
        event(`i${String(at)}`, { distinctId: ids[at % ids.length] ?? '' }),
      );
      expect(await store.writeEvents(projectId, events)).toBe(2000);
      expect(new Set((await fixture.events(projectId)).map((each) => each.distinctId))).toEqual(new Set(ids));
    });

    it('changes profiles in order', async () => {
      await store.changeProfiles(projectId, [
        set('a', { n: 1 }),
        { distinctId: 'a', change: (current) => ({ ...current, n: Number(current?.['n']) + 1 }) },
        set('b', { name: 'b' }),
        { distinctId: 'b', change: () => null },
        { distinctId: 'c', change: (current) => (current === null ? null : { wrong: true }) },
      ]);
      expect(await fixture.profiles(projectId)).toMatchObject([{ distinctId: 'a', properties: { n: 2 } }]);
      await store.changeProfiles(projectId, [{ distinctId: 'a', change: () => null }]);
      expect(await fixture.profiles(projectId)).toEqual([]);
    });

    it('loses no change that others make at the same time', async () => {
      const add = (id: string) => ({
        distinctId: id,
        change: (current: Profile) => ({ n: Number(current?.['n'] ?? 0) + 1 }),
      });
      const ids = ['x', 'y', 'z'];
      await Promise.all(
        Array.from({ length: 12 }, (_, at) =>
          store.changeProfiles(projectId, (at % 2 === 0 ? ids : [...ids].reverse()).map(add)),
        ),
      );
      expect((await fixture.profiles(projectId)).map((each) => each.properties)).toEqual([
        { n: 12 },
        { n: 12 },
        { n: 12 },
      ]);
    });

    it('shows a removed profile to no change that comes after, so that what makes none leaves none', async () => {
      const seen: Profile[] = [];
      const look = {
        distinctId: 'a',
        change: (current: Profile) => {
          seen.push(current);
          return current;
        },
      };
      await store.changeProfiles(projectId, [set('a', { plan: 'Pro' })]);
      await store.changeProfiles(projectId, [{ distinctId: 'a', change: () => null }, look]);
      await store.changeProfiles(projectId, [look]);
      expect(seen).toEqual([null, null]);
      expect(await fixture.profiles(projectId)).toEqual([]);
    });

    it('keeps the arrival time of a profile when it changes, and the names of its properties', async () => {
      await store.changeProfiles(projectId, [
        { distinctId: '__proto__', change: () => JSON.parse('{"__proto__": 1}') as Record<string, unknown> },
      ]);
      const [before] = await fixture.profiles(projectId);
      await store.changeProfiles(projectId, [set('__proto__', { b: 2 })]);
      const [after] = await fixture.profiles(projectId);
      expect(after?.receivedAt).toEqual(before?.receivedAt);
      expect(JSON.stringify(before?.properties)).toBe('{"__proto__":1}');
      expect(JSON.stringify(after?.properties)).toContain('"b":2');
    });

    it('waits for a change, and makes those of one profile one after the other', async () => {
      const order: string[] = [];
      const change = (name: string) => async (current: Profile) => {
        order.push(name);
        await Promise.resolve();
        return { ...current, [name]: order.length };
      };
      const changes = ['a', 'b', 'a'].map((distinctId, at) => ({ distinctId, change: change(`c${String(at)}`) }));
      await store.changeProfiles(projectId, changes);
      const { properties } = (await fixture.profiles(projectId)).find(({ distinctId }) => distinctId === 'a') ?? {};
      expect(Object.keys(properties ?? {}).sort()).toEqual(['c0', 'c2']);
      expect(order.indexOf('c0')).toBeLessThan(order.indexOf('c2'));
    });

    it('changes no profile of a call that needs too many bytes of them, whatever it sends itself', async () => {
      const ids = Array.from({ length: 36 }, (_, at) => `large-${String(at)}`);
      const filler = 'x'.repeat(1_000_000);
      for (const id of ids) await store.changeProfiles(projectId, [set(id, { filler })]);
      const touch = (id: string) => ({ distinctId: id, change: () => ({ touched: true }) });
      await expect(store.changeProfiles(projectId, ids.map(touch))).rejects.toMatchObject({
        kind: 'too-large',
        code: 'profiles-too-large',
      });
      await store.changeProfiles(projectId, ids.slice(0, 32).map(touch));
      const profiles = await fixture.profiles(projectId);
      expect(profiles.filter(({ properties }) => 'touched' in (properties as object))).toHaveLength(32);
    });

    it('finds links by either side, in their project alone', async () => {
      const links = [
        link('a', 'd'),
        link('b', 'd', 'identify'),
        link('a', 'x', 'alias'),
        link('c', 'e'),
        link('a', 'd'),
      ];
      await store.writeLinks(projectId, links);
      await store.writeLinks(projectId, links);
      await store.writeLinks(projectId + 1000, [link('q', 'd')]);
      expect(sorted(await store.linksOf(projectId, ['d']))).toEqual(
        sorted([link('a', 'd'), link('b', 'd', 'identify')]),
      );
      expect(sorted(await store.linksOf(projectId, ['a', 'd', 'd']))).toEqual(sorted(links.slice(0, 3)));
      expect(await store.linksOf(projectId, ["'; drop table"])).toEqual([]);
      expect(await store.linksOf(projectId, [])).toEqual([]);
    });

    it('keeps the strongest origin of a link, in whatever order they come', async () => {
      const [token, account, secret] = (['token', 'service-account', 'secret'] as const).map((origin) =>
        link('a', 'x', 'merge', origin),
      ) as [IdentityLink, IdentityLink, IdentityLink];
      const origin = async () => (await store.linksOf(projectId, ['x'])).map((each) => each.origin);
      await store.writeLinks(projectId, [token]);
      expect(await origin()).toEqual(['token']);
      await store.writeLinks(projectId, [token, account, link('b', 'y', 'merge', 'token')]);
      expect(await origin()).toEqual(['service-account']);
      await store.writeLinks(projectId, [token]);
      await store.writeLinks(projectId, [secret, token]);
      expect(await origin()).toEqual(['service-account']);
      expect((await store.linksOf(projectId, ['y'])).map((each) => each.origin)).toEqual(['token']);
    });

    it('lets the operator decide about links of unknown origin that may join people, and a later one with trust stands', async () => {
      const review = async (origin: IdentityLink['origin']) =>
        (await store.reviewLinks(projectId, { origins: [origin] }, 10)).links.map(
          ({ kind, distinctId, linkedId }) => `${kind} ${distinctId} ${linkedId}`,
        );
      const links = [
        link('a', 'x', 'merge', 'unknown'),
        link('a', 'y', 'identify', 'unknown'),
        link('a', '$device:d', 'device', 'unknown'),
        link('b', 'z', 'alias', 'token'),
      ];
      await store.writeLinks(projectId, links);
      await store.writeLinks(projectId + 1000, [link('a', 'x', 'merge', 'unknown')]);
      expect(await review('unknown')).toEqual(['merge a x', 'identify a y']);
      expect(await store.reviewLinks(projectId, { origins: ['unknown'] }, 1)).toMatchObject({
        total: 2,
        links: [{ distinctId: 'a', linkedId: 'x', receivedAt: expect.any(Date) }],
      });
      const [unknown] = [['unknown'] as const];
      expect(await store.decideLinks(projectId, { origins: unknown, linkedId: 'x' }, 'refused-by-operator')).toBe(1);
      expect(await store.decideLinks(projectId, { origins: unknown, distinctId: 'b' }, 'believed-by-operator')).toBe(0);
      expect(await store.decideLinks(projectId, { origins: unknown, kind: 'identify' }, 'believed-by-operator')).toBe(
        1,
      );
      expect([await review('refused-by-operator'), await review('believed-by-operator')]).toEqual([
        ['merge a x'],
        ['identify a y'],
      ]);
      const decided = ['refused-by-operator', 'believed-by-operator'] as const;
      expect(await store.decideLinks(projectId, { origins: decided, linkedId: 'y' }, 'refused-by-operator')).toBe(1);
      await store.writeLinks(projectId, [link('a', 'x', 'merge', 'token'), link('a', 'y', 'identify', 'secret')]);
      expect(sorted(await store.linksOf(projectId, ['a']))).toEqual(
        sorted([
          link('a', 'x', 'merge', 'refused-by-operator'),
          link('a', 'y', 'identify', 'secret'),
          link('a', '$device:d', 'device', 'unknown'),
        ]),
      );
      expect((await store.linksOf(projectId + 1000, ['a'])).map((each) => each.origin)).toEqual(['unknown']);
    });

    it('reads no more links without trust than it must, the first that arrived, and all others', async () => {
      const many = Array.from({ length: 1100 }, (_, at) => link(`user ${String(at)}`, '$device:d', 'device', 'token'));
      await store.writeLinks(projectId, many.slice(0, 500));
      await store.writeLinks(projectId, [...many.slice(500), link('owner', '$device:d')]);
      const found = await store.linksOf(projectId, ['$device:d']);
      expect(found).toHaveLength(1001);
      expect(found.filter(({ origin }) => origin === 'secret')).toEqual([link('owner', '$device:d')]);
      const first = new Set(many.slice(0, 500).map(({ distinctId }) => distinctId));
      expect(found.filter(({ distinctId }) => first.has(distinctId))).toHaveLength(500);
    });

    it('tells how ids were used: as a `$user_id`, as a device, by a profile', async () => {
      const as = (distinctId: string, properties: object, at: string) =>
        event(at, { distinctId, properties: JSON.stringify(properties) });
      await store.writeEvents(projectId, [
        as('user', { $user_id: 'user', $device_id: 'x' }, '1'),
        as('42', { $user_id: 42 }, '2'),
        as('named', { $user_id: 'user' }, '3'),
        as('plain', {}, '4'),
        as('device', { $device_id: 'device' }, '5'),
        as('device', { $device_id: '$device:device' }, '6'),
        as('both', { $device_id: 'both' }, '7'),
        as('both', { $device_id: null }, '8'),
      ]);
      await store.writeEvents(projectId + 1000, [as('elsewhere', { $user_id: 'elsewhere' }, '9')]);
      await store.changeProfiles(projectId, [set('profile', {}), set('device', {})]);
      const asked = ['user', 'user', '42', 'named', 'plain', 'device', 'both', 'elsewhere', 'profile', "'; drop table"];
      const uses = (user: boolean, plain: boolean, seen: boolean, profile: boolean) => ({ user, plain, seen, profile });
      expect(await store.usesOf(projectId, asked)).toEqual(
        new Map([
          ['user', uses(true, true, true, false)],
          ['42', uses(true, true, true, false)],
          ['named', uses(false, true, true, false)],
          ['plain', uses(false, true, true, false)],
          ['device', uses(false, false, true, true)],
          ['both', uses(false, true, true, false)],
          ['profile', uses(false, false, false, true)],
        ]),
      );
      expect(await store.usesOf(projectId, [])).toEqual(new Map());
    });

    it('tells of uses by what an event says now, whatever numbers it holds', async () => {
      const as = (distinctId: string, properties: string) => event(distinctId, { distinctId, properties });
      const number = '123456789012345678901234567890';
      await store.writeEvents(projectId, [
        as('device', `{"$device_id": "device", "n": ${number}}`),
        as('user', `{"list": [{"n": -${number}}], "$user_id": "user"}`),
        as(number, `{"$user_id": ${number}}`),
        as(`-${number}`, `{"$device_id": -${number}}`),
        as('corrected', '{"$user_id": "corrected"}'),
      ]);
      await store.writeEvents(projectId, [as('corrected', '{"$device_id": "corrected"}')]);
      const found = await store.usesOf(projectId, ['device', 'user', number, `-${number}`, 'corrected']);
      const told = [...found].map(([id, { user, plain }]) => [id, user, plain]);
      expect(new Set(told.map((each) => each.join()))).toEqual(
        new Set([
          'device,false,false',
          'user,true,true',
          `${number},true,true`,
          `-${number},false,false`,
          'corrected,false,false',
        ]),
      );
    });

    it('counts the profiles of a project, and no further than it is asked to', async () => {
      await store.changeProfiles(projectId, [set('a', {}), set('b', {}), set('c', {})]);
      await store.changeProfiles(projectId, [set('a', { again: 1 }), { distinctId: 'c', change: () => null }]);
      await store.changeProfiles(projectId + 1000, [set('d', {})]);
      expect(await store.countProfiles(projectId, 10)).toBe(2);
      expect(await store.countProfiles(projectId, 1)).toBe(1);
      expect(await store.countProfiles(projectId + 2000, 10)).toBe(0);
    });

    it('tells whether a project holds nothing at all', async () => {
      expect(await store.holdsNothing(projectId + 3000)).toBe(true);
      await store.writeLinks(projectId + 3000, [
        { distinctId: 'ada', linkedId: '$device:d', kind: 'device', origin: 'secret' },
      ]);
      expect(await store.holdsNothing(projectId + 3000)).toBe(false);
      await store.changeProfiles(projectId + 3001, [{ distinctId: 'ada', change: () => ({ plan: 'Pro' }) }]);
      expect(await store.holdsNothing(projectId + 3001)).toBe(false);
    });

    describe('looks for profiles', () => {
      const find = (wanted: ProfileSearch['wanted'], more: Partial<ProfileSearch> = {}) =>
        store.findProfiles(projectId, { wanted, after: null, most: 10, milliseconds: 10_000, ...more });
      const valued = (property: string, ...scalars: Scalar[]) => find({ kind: 'value', property, scalars });
      const text = (value: string): Scalar => ({ kind: 'text', text: value });
      const number = (digits: string): Scalar => ({ kind: 'number', digits });

      it('by an e-mail address in either case of A to Z, under any of its names', async () => {
        await store.changeProfiles(projectId, [
          set('a', { $email: 'Ada@Example.com' }),
          set('b', { email: 'ADA@EXAMPLE.COM' }),
          set('c', { $email: 'ada@example.com.evil.example' }),
          set('d', { Email: 'ada@example.com', $email: ['ada@example.com'], email: { ada: 'ada@example.com' } }),
          set('e', { $email: 'ÄDA@example.com' }),
        ]);
        await store.changeProfiles(projectId + 1000, [set('f', { $email: 'ada@example.com' })]);
        const mail = (address: string, ...properties: ('$email' | 'email')[]) =>
          find({ kind: 'e-mail', properties, address });
        expect(await mail('ada@example.com', '$email', 'email')).toEqual(['a', 'b']);
        expect(await mail('ada@example.com', 'email')).toEqual(['b']);
        expect(await mail('Äda@example.com', '$email')).toEqual(['e']);
        expect(await mail('äda@example.com', '$email')).toEqual([]);
        expect(await mail("'; drop table subject_data.profiles --", '$email', 'email')).toEqual([]);
      });

      it('by a property that is the value, of its very type, whatever its name', async () => {
        const odd = `it's "a" \\ name`;
        await store.changeProfiles(projectId, [
          set('text', { plan: 'Pro', [odd]: "it's" }),
          set('other', { plan: 'pro', nested: { plan: 'Pro' }, list: ['Pro'] }),
          set('number', { customer: 42, height: 1.5, vip: true }),
          set('words', { customer: '42', vip: 'true' }),
          { distinctId: 'huge', change: () => ({ customer: 9007199254740992, n: null }) },
        ]);
        expect(await valued('plan', text('Pro'))).toEqual(['text']);
        expect(await valued(odd, text("it's"))).toEqual(['text']);
        expect(await valued('list', text('Pro'))).toEqual([]);
        expect(await valued('nested', text('Pro'))).toEqual([]);
        expect(await valued('customer', number('42'))).toEqual(['number']);
        expect(await valued('customer', text('42'), number('42'))).toEqual(['number', 'words']);
        expect(await valued('customer', number('9007199254740992'))).toEqual(['huge']);
        expect(await valued('customer', number('9007199254740993'))).toEqual([]);
        expect(await valued('height', number('1.5'))).toEqual(['number']);
        expect(await valued('vip', { kind: 'flag', is: true })).toEqual(['number']);
        expect(await valued('vip', { kind: 'flag', is: false })).toEqual([]);
        expect(await valued('n', text('null'))).toEqual([]);
      });

      it('page by page in the order of their ids, as they are now', async () => {
        const ids = ['B', 'a', 'b', 'é', '🦊', '~'];
        await store.changeProfiles(
          projectId,
          ids.map((id) => set(id, { plan: 'Pro' })),
        );
        await store.changeProfiles(projectId, [set('a', { plan: 'Free' }), { distinctId: 'b', change: () => null }]);
        const page = (after: string | null) =>
          find({ kind: 'value', property: 'plan', scalars: [text('Pro')] }, { after, most: 2 });
        expect(await page(null)).toEqual(['B', '~']);
        expect(await page('~')).toEqual(['é', '🦊']);
        expect(await page('🦊')).toEqual([]);
      });
    });

    it('stores nothing any more at the limit of a write, not even what is half done', async () => {
      const limit = (controller: AbortController) => ({ signal: controller.signal, milliseconds: 30_000 });
      const passed = new AbortController();
      passed.abort();
      await expect(store.writeEvents(projectId, [event('late')], limit(passed))).rejects.toThrow();
      await expect(store.writeLinks(projectId, [link('late', 'd')], limit(passed))).rejects.toThrow();
      const passing = new AbortController();
      const change = () => {
        passing.abort();
        return { plan: 'late' };
      };
      await expect(store.changeProfiles(projectId, [{ distinctId: 'a', change }], limit(passing))).rejects.toThrow();
      expect(await fixture.events(projectId)).toEqual([]);
      expect(await store.linksOf(projectId, ['late'])).toEqual([]);
      expect(await fixture.profiles(projectId)).toEqual([]);
      expect(await store.writeEvents(projectId, [event('in-time')], limit(new AbortController()))).toBe(1);
    });

    it('does nothing when there is nothing to do', async () => {
      expect(await store.writeEvents(projectId, [])).toBe(0);
      await store.writeLinks(projectId, []);
      await store.writeRecordings(projectId, []);
      await store.changeProfiles(projectId, []);
    });
  });
}

function sortedMembers({ distinctId, linkedId, kind, origin }: IdentityLink): unknown {
  return { distinctId, linkedId, kind, origin };
}

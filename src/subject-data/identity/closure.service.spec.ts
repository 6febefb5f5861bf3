import { ClosureService } from './closure.service.js';
import type { IdentityLink, IngestStore, LinkKind } from '../store/ingest-store.port.js';
import { recordingIdOf, type RecordingTie } from '../store/recordings.js';

const link = (
  distinctId: string,
  kind: LinkKind,
  linkedId: string,
  origin: IdentityLink['origin'] = 'secret',
): IdentityLink => ({ distinctId, linkedId, kind, origin });

function serviceOver(links: IdentityLink[], persons: string[] = [], ties: RecordingTie[] = []) {
  const asked: string[] = [];
  const questions: number[] = [];
  const store = {
    linksOf: async (_projectId: number, ids: readonly string[]) => {
      asked.push(...ids);
      questions.push(ids.length);
      const wanted = new Set(ids);
      return links.filter((each) => wanted.has(each.distinctId) || wanted.has(each.linkedId));
    },
    usesOf: async (_projectId: number, ids: readonly string[]) =>
      new Map(
        ids
          .filter((id) => persons.includes(id))
          .map((id) => [id, { user: true, plain: true, seen: true, profile: false }]),
      ),
    recordingTiesOf: async (_projectId: number, ids: readonly string[]) => {
      const named = new Set(ties.filter(({ distinctId }) => ids.includes(distinctId)).map((tie) => tie.recordingId));
      return ties.filter(({ recordingId }) => named.has(recordingId));
    },
  } as unknown as IngestStore;
  return { service: new ClosureService(store), asked, questions };
}

describe('resolving closures', () => {
  it('learns from the other side of a device whether it is shared', async () => {
    const links = [
      link('b', 'device', 'd'),
      link('c', 'device', 'd'),
      link('c', 'alias', 'x'),
      link('x', 'merge', 'b'),
    ];
    const one = await serviceOver(links).service.resolve(1, ['b']);
    expect(one.get('b')).toEqual({ ids: ['b', 'c', 'd', 'x'], ambiguous: [] });
    const two = await serviceOver(links.slice(0, 3)).service.resolve(1, ['b']);
    expect(two.get('b')).toEqual({ ids: ['b'], ambiguous: ['d'] });
  });

  it('takes the links of one project that are filed under several numbers for one graph', async () => {
    const filed = [
      { number: 1, links: [link('a', 'alias', 'b'), link('x', 'device', 'd')] },
      { number: 7, links: [link('c', 'alias', 'b'), link('a', 'device', 'd')] },
    ];
    const store = {
      linksOf: async (number: number, ids: readonly string[]) =>
        filed
          .flatMap((each) => (each.number === number ? each.links : []))
          .filter(({ distinctId, linkedId }) => ids.includes(distinctId) || ids.includes(linkedId)),
      usesOf: async () => new Map(),
      recordingTiesOf: async () => [],
    } as unknown as IngestStore;
    const service = new ClosureService(store);
    const both = await service.resolve({ projectId: 1, numbers: [1, 7] }, ['a']);
    expect(both.get('a')).toMatchObject({ ids: ['a', 'b', 'c'], ambiguous: ['d'] });
    const aside = await service.resolve({ projectId: 1, numbers: [7] }, ['a']);
    expect(aside.get('a')).toMatchObject({ ids: ['a', 'd'], ambiguous: [] });
    expect((await service.resolve(1, ['a'])).get('a')).toEqual({ ids: ['a', 'b'], ambiguous: [] });
  });

  it('finds everything from a device, and asks for no id twice', async () => {
    const links = [
      link('p', 'device', 'd'),
      link('u', 'identify', 'p'),
      link('u', 'device', 'e'),
      link('u', 'alias', 'v'),
    ];
    const { service, asked } = serviceOver([...links, link('v', 'device', 'f')]);
    expect((await service.resolve(1, ['d', 'd', 'nobody'])).get('d')?.ids).toEqual(['d', 'e', 'f', 'p', 'u', 'v']);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('asks in one question for what was guessed to stand beside, and finds the same whatever was guessed', async () => {
    const links = [
      link('b', 'device', '$device:d'),
      link('b', 'alias', 'x'),
      link('c', 'device', '$device:e'),
      link('kate', 'device', '$device:e'),
    ];
    const { service, questions } = serviceOver(links);
    const guess = await service.likelyBeside(1, ['b', 'c']);
    expect([...guess].sort()).toEqual(['$device:d', '$device:e', 'x']);
    questions.length = 0;
    const closures = await service.resolve(1, ['b', 'c'], undefined, undefined, guess);
    // What stands beside a guess, as Kate does, takes a second one.
    expect(questions).toEqual([7, 1]);
    expect(closures.get('b')?.ids).toEqual(['b', '$device:d', 'x']);
    expect(closures.get('c')).toEqual({ ids: ['c'], ambiguous: ['$device:e'] });
    for (const wrong of [[], ['nobody'], ['kate', '$device:e'], ['$device:d', 'gone', 'c']]) {
      expect(await serviceOver(links).service.resolve(1, ['b', 'c'], undefined, undefined, wrong)).toEqual(closures);
    }
  });

  it('does not follow a shared device to everybody who ever used it', async () => {
    const users = Array.from({ length: 30_000 }, (_, at) => [
      link(`user ${String(at)}`, 'device', 'kiosk'),
      link(`user ${String(at)}`, 'device', `phone ${String(at)}`),
    ]).flat();
    const { service, asked } = serviceOver(users);
    const closures = await service.resolve(1, ['user 7', 'kiosk']);
    expect(closures.get('user 7')).toEqual({ ids: ['user 7', 'phone 7'], ambiguous: ['kiosk'] });
    expect(closures.get('kiosk')).toEqual({ ids: [], ambiguous: ['kiosk'] });
    expect(asked.length).toBeLessThan(100);
  });

  it('leaves out what was shared before', async () => {
    const { service } = serviceOver([link('b', 'device', 'd')]);
    const closures = await service.resolve(1, ['b'], async (ids) => new Set(ids.filter((id) => id === 'd')));
    expect(closures.get('b')).toEqual({ ids: ['b'], ambiguous: ['d'] });
  });

  it('does not make one person of two who are known by a user id, whatever an event carries beside', async () => {
    const links = [
      link('buyer', 'identify', 'seller'),
      link('seller', 'device', 'd'),
      link('buyer', 'identify', 'anon'),
    ];
    const { service } = serviceOver(links, ['buyer', 'seller']);
    const closures = await service.resolve(1, ['buyer', 'seller', 'd']);
    expect(closures.get('buyer')).toEqual({ ids: ['buyer', 'anon'], ambiguous: [] });
    expect(closures.get('seller')).toEqual({ ids: ['seller', 'd'], ambiguous: [] });
    expect(closures.get('d')?.ids).toEqual(['d', 'seller']);
    const merged = serviceOver([...links, link('buyer', 'merge', 'seller')], ['buyer', 'seller']);
    expect((await merged.service.resolve(1, ['buyer'])).get('buyer')?.ids).toEqual(['buyer', 'anon', 'd', 'seller']);
  });

  it('says so of a person of more than 10,000 ids, and of nobody else', async () => {
    const many = Array.from({ length: 10_001 }, (_, at) => link('b', 'merge', String(at)));
    const { service } = serviceOver([...many, link('c', 'device', 'd')]);
    const closures = await service.resolve(1, ['b', 'c']);
    expect(closures.get('b')).toEqual({ ids: [], ambiguous: [], fault: 'closure-too-large' });
    expect(closures.get('c')).toEqual({ ids: ['c', 'd'], ambiguous: [] });
  });

  describe('by links with the public token', () => {
    const tie = (distinctId: string, linkedId: string) => link(distinctId, 'device', linkedId, 'token');

    it('gives a device to the one who claims it, and not the one who claims it to the device', async () => {
      const { service } = serviceOver([tie('b', '$device:d'), link('b', 'alias', 'b2')]);
      const closures = await service.resolve(1, ['b2', '$device:d']);
      expect(closures.get('b2')).toEqual({ ids: ['b2', '$device:d', 'b'], ambiguous: [] });
      expect(closures.get('$device:d')).toEqual({ ids: ['$device:d'], ambiguous: [], tiedTo: ['b', 'b2'] });
    });

    it('gives a device that two claim to neither, unless they are one or a link with trust knows better', async () => {
      const claims = [tie('b', '$device:d'), tie('c', '$device:d')];
      const two = await serviceOver(claims).service.resolve(1, ['b', '$device:d']);
      expect(two.get('b')).toEqual({ ids: ['b'], ambiguous: [], contested: ['$device:d'] });
      expect(two.get('$device:d')).toEqual({ ids: [], ambiguous: [], contested: ['$device:d'] });
      const one = await serviceOver([...claims, link('b', 'merge', 'c')]).service.resolve(1, ['b']);
      expect(one.get('b')).toEqual({ ids: ['b', '$device:d', 'c'], ambiguous: [] });
      const known = await serviceOver([...claims, link('b', 'device', '$device:d')]).service.resolve(1, ['b', 'c']);
      expect(known.get('b')).toEqual({ ids: ['b', '$device:d'], ambiguous: [] });
      expect(known.get('c')).toEqual({ ids: ['c'], ambiguous: [] });
    });

    it('remembers that two claimed it when the claim of one is gone, until a link with trust comes', async () => {
      const before = async (ids: readonly string[]) => new Set(ids.filter((id) => id === '$device:d'));
      const none = async () => new Set<string>();
      const { service } = serviceOver([tie('b', '$device:d')]);
      const resolved = await service.resolve(1, ['b', '$device:d'], none, before);
      expect(resolved.get('b')).toEqual({ ids: ['b'], ambiguous: [], contested: ['$device:d'] });
      expect(resolved.get('$device:d')?.ids).toEqual([]);
      const unclaimed = await serviceOver([]).service.resolve(1, ['$device:d'], none, before);
      expect(unclaimed.get('$device:d')).toEqual({ ids: [], ambiguous: [], contested: ['$device:d'] });
      const known = serviceOver([tie('b', '$device:d'), link('b', 'device', '$device:d')]);
      expect((await known.service.resolve(1, ['b'], none, before)).get('b')?.ids).toEqual(['b', '$device:d']);
    });

    it('joins nobody through a device that is somebody’s, and through no other link', async () => {
      const { service } = serviceOver([
        link('b', 'merge', '$device:d'),
        tie('c', '$device:d'),
        link('c', 'identify', 'b', 'token'),
        link('c', 'merge', 'b', 'token'),
      ]);
      expect((await service.resolve(1, ['c'])).get('c')).toEqual({ ids: ['c'], ambiguous: [] });
      expect((await service.resolve(1, ['b'])).get('b')).toEqual({ ids: ['b', '$device:d'], ambiguous: [] });
    });

    it('counts towards no limit, and stops where a store stops reading', async () => {
      const many = Array.from({ length: 20_000 }, (_, at) => tie('b', `$device:${String(at)}`));
      const { service } = serviceOver(many);
      const closure = (await service.resolve(1, ['b'])).get('b');
      expect(closure).toMatchObject({ ambiguous: [], devicesLeftOut: true });
      expect([closure?.ids.length, closure?.fault]).toEqual([20_001, undefined]);
    });
  });

  describe('with recordings that began without a user', () => {
    const D = '$device:d';
    const tied = (replayId: string, ...ids: string[]): RecordingTie[] =>
      ids.map((distinctId) => ({ distinctId, recordingId: recordingIdOf(replayId) }));
    const resolve = async (links: IdentityLink[], ties: RecordingTie[], asked: string, shared: string[] = []) => {
      const none = async () => new Set<string>();
      const before = async (ids: readonly string[]) => new Set(ids.filter((id) => shared.includes(id)));
      return (await serviceOver(links, [], ties).service.resolve(1, [asked], none, before)).get(asked);
    };
    const R = recordingIdOf('r');
    const claims = ['b', 'c'].map((user) => link(user, 'device', D, 'token'));

    it('takes those of the one user they went on under, and of the owner of the device', async () => {
      expect(await resolve(claims, tied('r', D, 'b'), 'b')).toEqual({
        ...{ ids: ['b'], ambiguous: [], contested: [D] },
        recordings: [R],
      });
      expect(await resolve(claims.slice(0, 1), tied('r', D), 'b')).toMatchObject({ ids: ['b', D], recordings: [R] });
    });

    it('takes none of a device that is somebody else’s, or nobody’s', async () => {
      const owned = [link('owner', 'device', D)];
      expect(await resolve(owned, tied('r', D, 'b'), 'b')).toMatchObject({ ids: ['b'], sharedRecordings: [R] });
      expect(await resolve(claims.slice(1), tied('r', D, 'b'), 'b')).toMatchObject({ sharedRecordings: [R] });
      expect(await resolve(claims, tied('r', D), 'b')).toEqual({
        ...{ ids: ['b'], ambiguous: [], contested: [D] },
        recordingsBeside: new Map([[D, [R]]]),
      });
    });

    it('takes none that two users are in, or were', async () => {
      expect(await resolve(claims, tied('r', D, 'b', 'c'), 'b')).toMatchObject({ ids: ['b'], sharedRecordings: [R] });
      expect(await resolve(claims, tied('r', D, 'b'), 'b', [R])).toMatchObject({ ids: ['b'], sharedRecordings: [R] });
      const one = [...claims, link('b', 'merge', 'c')];
      expect(await resolve(one, tied('r', D, 'b', 'c'), 'b')).toMatchObject({ ids: ['b', D, 'c'], recordings: [R] });
    });

    it('counts them towards no limit, and says where a store stops reading', async () => {
      const many = Array.from({ length: 20_000 }, (_, at) => tied(String(at), 'b', `$device:${String(at)}`)).flat();
      const closure = await resolve([], many, 'b');
      expect([closure?.recordings?.length, closure?.ids, closure?.devicesLeftOut]).toEqual([20_000, ['b'], true]);
    });
  });
});

import { readUpdate, removesAnything } from '../../src/ingestion/records/profile-update.js';
import { Profile } from '../../src/ingestion/records/profile.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

type Operators = Record<string, unknown>;

const REMOVAL: Operators = { $delete: 'out@example.com' };

/** What the SDKs send together with the removal, as it was captured or stands in their sources. */
const AFTERWARDS: Readonly<Record<string, Operators>> = {
  'a browser': { $set: { $os: 'Linux', $browser: 'Chrome', $browser_version: 156, $transactions: [] } },
  'an iPhone': {
    $set: { $ios_lib_version: '5.1.3', $ios_version: '19.1', $ios_device_model: 'iPhone17,3', $transactions: [] },
  },
  Android: { $unset: ['$transactions'] },
  Python: { $unset: ['$transactions'] },
  'a client that unsets by a bare name, beside facts': { $unset: '$transactions', $set: { $lib_version: '2.83.0' } },
  'a client that sets it once': { $set_once: { $initial_referrer: '$direct', $transactions: [] } },
  'a client that sends the list alone': { $set: { $transactions: [] } },
};

const readRecord = (operators: Operators) => readUpdate({ $token: 't', $distinct_id: 'out@example.com', ...operators });

describe('what an SDK sends when somebody opts out', () => {
  it.each(Object.entries(AFTERWARDS))('leaves no profile, whichever part comes first, from %s', (_, afterwards) => {
    for (const order of [
      [REMOVAL, afterwards],
      [afterwards, REMOVAL],
      [REMOVAL, afterwards, afterwards],
    ]) {
      const profile = new Profile({ plan: 'Pro' });
      for (const operators of order) expect(profile.apply(readRecord(operators))).toBeNull();
      expect(profile.toJson()).toBeNull();
    }
  });

  it.each(Object.entries(AFTERWARDS))('is kept away from the profile of a held person, from %s', (_, afterwards) => {
    const addsAlone = '$set_once' in afterwards;
    expect([REMOVAL, afterwards].map(readRecord).map(removesAnything)).toEqual([true, !addsAlone]);
  });

  it('touches a profile that is there', () => {
    const profile = new Profile({ plan: 'Pro' });
    profile.apply(readRecord({ $set: { $os: 'Linux', $transactions: [] } }));
    expect(profile.toJson()).toEqual({ plan: 'Pro', $os: 'Linux', $transactions: [] });
  });

  it.each<Operators>([
    { $set: { plan: 'Free' } },
    { $set: { $os: 'Linux', $browser: 'Chrome', $email: 'back@example.com' } },
    { $append: { $transactions: { $amount: 5 } }, $set: { plan: 'Free' } },
    { $unset: ['plan'], $add: { visits: 1 } },
  ])('does not keep who returns from having a profile: %j', (returning) => {
    const profile = new Profile({ plan: 'Pro' });
    for (const operators of [REMOVAL, AFTERWARDS['a browser'] ?? {}, returning]) profile.apply(readRecord(operators));
    expect(profile.toJson()).toEqual(profileOf(returning));
  });
});

function profileOf(operators: Operators): unknown {
  const profile = new Profile(null);
  profile.apply(readRecord(operators));
  expect(profile.toJson()).not.toBeNull();
  return profile.toJson();
}

describe('an opt-out over HTTP', () => {
  let app: TestApp;
  let project: TestProject;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api', INGEST_RATE_PER_SECOND: '0' } });
    project = await createProject(app);
  });
  afterAll(() => app.close());

  const engage = async (id: string, ...updates: Operators[]) => {
    const records = updates.map((update) => ({
      ...update,
      $token: project.projectToken,
      $distinct_id: id,
      $device_id: 'f1b6477f-2b4b-4c1a-9d55-0d6d2d6e6a01',
      $user_id: id,
    }));
    const answer = await fetch(`${app.url}/engage?ip=1`, {
      method: 'POST',
      body: JSON.stringify(records.length === 1 ? records[0] : records),
    });
    expect(await answer.text()).toBe('1');
  };
  const profiles = async (id: string) => {
    const rows = await app.prisma.$queryRaw<{ properties: unknown }[]>`
      SELECT properties FROM subject_data.profiles WHERE project_id = ${project.projectId}::int AND distinct_id = ${id}`;
    return rows.map(({ properties }) => properties);
  };

  it('ends without a profile in one batch, one after the other in either order, and at once', async () => {
    const browser = AFTERWARDS['a browser'] ?? {};
    for (const [at, send] of (
      [
        (id: string) => engage(id, REMOVAL, browser),
        async (id: string) => {
          await engage(id, REMOVAL);
          await engage(id, browser);
        },
        async (id: string) => {
          await engage(id, browser);
          await engage(id, REMOVAL);
        },
        async (id: string) => {
          await Promise.all([engage(id, REMOVAL), engage(id, browser)]);
        },
      ] as const
    ).entries()) {
      const id = `out-${String(at)}@example.com`;
      await engage(id, { $set: { plan: 'Pro' } });
      expect(await profiles(id)).toEqual([{ plan: 'Pro' }]);
      await send(id);
      expect(await profiles(id)).toEqual([]);
    }
  });

  it('is over for whoever comes back', async () => {
    const id = 'back@example.com';
    await engage(id, { $set: { plan: 'Pro' } }, REMOVAL, AFTERWARDS['a browser'] ?? {});
    expect(await profiles(id)).toEqual([]);
    await engage(id, { $set: { $email: id } });
    expect(await profiles(id)).toEqual([{ $email: id }]);
  });
});

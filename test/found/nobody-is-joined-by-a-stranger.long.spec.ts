import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { SubjectHmac } from '../../src/subject-data/index.js';
import { Suppression } from '../../src/suppression/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { readZip } from '../support/zip.js';

interface Preview {
  readonly ambiguousSubjects: number;
  readonly rows: number;
  readonly subjects: readonly {
    readonly distinctId: string;
    readonly linkedIds: number;
    readonly ambiguousIds: number;
    readonly fault: string | null;
    readonly rows: number;
  }[];
}
type Properties = Record<string, unknown>;

const DEVICE = '18e3a2f0-aaaa-4bbb-8ccc-1234567890ab';
const DEVICES = Array.from(
  { length: 12_000 },
  (_, at) => `00000000-0000-4000-8000-${String(at + 1).padStart(12, '0')}`,
);

describe('nobody is joined by a stranger', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    project = await createProject(app, `p${(await app.prisma.project.count()) + 1}`);
    client = new ApiClient(app, project);
  });

  const event = (properties: Properties, name = 'Played') => ({
    event: name,
    properties: { time: 1_795_000_000 + ++number, $insert_id: `i-${number}`, ...properties },
  });
  const send = async (user: string, body: RequestInit['body'], query = 'strict=1', headers: object = {}) => {
    const basic = Buffer.from(`${user}${user.includes(':') ? '' : ':'}`).toString('base64');
    const authorization = { authorization: `Basic ${basic}` };
    const init = { method: 'POST', headers: { ...authorization, ...headers }, body: body ?? null };
    const response = await fetch(`${app.url}/import?${query}`, init);
    return { status: response.status, body: (await response.json()) as Properties };
  };
  /** What anybody may do who has seen a page of the project. */
  const byStranger = async (records: readonly object[]) => {
    const { status, body } = await send(project.projectToken, JSON.stringify(records));
    expect({ status, body }).toMatchObject({ status: 200, body: { num_records_imported: records.length } });
  };
  const preview = async (...distinctIds: string[]) => {
    const order = { projectId: project.projectId, kind: 'export', distinctIds };
    const { status, body } = await client.call<Preview>('POST', '/api/v1/requests/preview', order);
    expect(status).toBe(200);
    return body;
  };
  /** How many ids are the person's, and how many rows, links aside. */
  const found = async (id: string) => {
    const links = (await stored('identity_links', 'distinct_id, linked_id, kind')).length;
    const { subjects, ambiguousSubjects, rows } = await preview(id);
    return { ids: subjects[0]?.linkedIds, rows, fault: subjects[0]?.fault, ambiguousSubjects, links };
  };
  const stored = async (table: string, columns: string): Promise<Properties[]> =>
    withClient(app.databaseUrl, async (sql) => {
      const query = `SELECT ${columns} FROM subject_data.${table} WHERE project_id = $1 ORDER BY ${columns}`;
      return (await sql.query<Properties>(query, [project.projectId])).rows;
    });
  const ended = async (kind: 'export' | 'deletion', distinctIds: readonly string[]) => {
    const id = await client.open({ kind, distinctIds });
    const end = async () => {
      const shown = await client.show(id);
      return ['SUCCESS', 'FAILURE'].includes(shown.status) && shown;
    };
    return until(`the end of the ${kind}`, end, 120_000);
  };
  const people = async () => {
    await client.importEvents([event({ distinct_id: 'attacker' }), event({ distinct_id: 'victim' })]);
    await client.engage([{ $distinct_id: 'victim', $set: { $email: 'victim@example.com' } }]);
  };
  const alone = (rows: number) => ({ ids: 1, rows, fault: null, ambiguousSubjects: 0, links: 0 });

  describe('with the public project token', () => {
    const merge = { event: '$merge', properties: { $distinct_ids: ['attacker', 'victim'] } };
    const text = JSON.stringify(merge);
    const ndjson = { 'content-type': 'application/x-ndjson' };

    it.each<[string, () => Parameters<typeof send>[1], string, object, object]>([
      ['JSON', () => `[${text}]`, 'strict=1', {}, { code: 200 }],
      ['JSON, leniently', () => `[${text}]`, 'strict=0', {}, { code: 200 }],
      ['lines', () => `${text}\n${text}`, 'strict=1', ndjson, { code: 200, num_records_imported: 2 }],
      ['gzip', () => new Uint8Array(gzipSync(`[${text}]`)), '', { 'content-encoding': 'gzip' }, { code: 200 }],
      ['a form', () => new URLSearchParams({ data: text, verbose: '1' }), '', {}, { status: 1, error: null }],
      [
        'a form with base64',
        () => new URLSearchParams({ data: Buffer.from(text).toString('base64'), verbose: '1' }),
        'strict=0',
        {},
        { status: 1, error: null },
      ],
    ])(
      'a $merge of two people as %s is answered as always, and changes nothing',
      async (_, body, query, headers, answer) => {
        await people();
        expect(await send(project.projectToken, body(), query, headers)).toMatchObject({ status: 200, body: answer });
        expect([await found('attacker'), await found('victim')]).toEqual([alone(1), alone(2)]);
      },
    );

    it.each<[string, Properties]>([
      ['$create_alias', { distinct_id: 'attacker', alias: 'victim' }],
      ['$create_alias', { distinct_id: 'victim', alias: 'attacker' }],
      ['$create_alias', { distinct_id: '$device:evil', alias: 'victim' }],
      ['$create_alias', { distinct_id: DEVICE, alias: 'victim' }],
      ['$identify', { $identified_id: 'attacker', $anon_id: 'victim' }],
      ['$identify', { distinct_id: 'attacker', $user_id: 'attacker', $anon_distinct_id: 'victim' }],
      ['$identify', { distinct_id: '$device:evil', $anon_distinct_id: '$device:other' }],
      ['$merge', { $distinct_ids: ['victim', '$device:evil'] }],
    ])('%s with %j joins nobody, and is not kept but counted', async (name, properties) => {
      await people();
      await byStranger([{ event: name, properties }]);
      expect([await found('attacker'), await found('victim')]).toEqual([alone(1), alone(2)]);
      const counted = await app.prisma.unbelievedLink.findMany({ where: { projectId: project.projectId } });
      expect(counted).toMatchObject([
        { kind: name === '$merge' ? 'merge' : name === '$identify' ? expect.any(String) : 'alias', count: 1n },
      ]);
    });

    it.each<[string, Properties[]]>([
      ['their id beside a user', [{ distinct_id: 'victim', $user_id: 'attacker' }]],
      ['their id as a device', [{ distinct_id: 'victim', $device_id: 'victim', $user_id: 'attacker' }]],
      [
        'their id beside two users',
        [
          { distinct_id: 'victim', $user_id: 'x1' },
          { distinct_id: 'victim', $user_id: 'x2' },
        ],
      ],
      ['their id from before', [{ distinct_id: 'attacker', $distinct_id_before_identity: 'victim' }]],
    ])('an event with %s makes nobody theirs, and nobody ambiguous', async (_, events) => {
      await people();
      await byStranger(events.map((properties) => event(properties)));
      expect(await found('victim')).toMatchObject({ ids: 1, rows: 2, ambiguousSubjects: 0 });
      const theirs = (await preview('attacker')).rows;
      expect(await ended('deletion', ['attacker'])).toMatchObject({ subjects: [{ outcome: 'erased' }] });
      expect([theirs <= 3, (await found('victim')).rows]).toEqual([true, 2]);
    });

    it.each<[string, (id: string) => Promise<void>]>([
      ['has events of a server', (id) => client.importEvents([event({ distinct_id: id })])],
      ['was somebody’s user id', (id) => client.importEvents([event({ $user_id: id, $device_id: 'phone' })])],
      ['has a profile', (id) => client.engage([{ $distinct_id: id, $set: { plan: 'Pro' } }])],
    ])('a person whose own id is a UUID and who %s is no device, whatever is said of them', async (_, exist) => {
      await exist(DEVICE);
      const before = (await preview(DEVICE)).rows;
      await byStranger([
        event({ distinct_id: DEVICE, $device_id: DEVICE }),
        event({ $user_id: 'attacker', $device_id: DEVICE }),
        event({ $user_id: 'attacker', $device_id: DEVICE, distinct_id: DEVICE }),
        { event: '$identify', properties: { distinct_id: 'attacker', $anon_distinct_id: DEVICE } },
        { event: '$identify', properties: { $identified_id: 'attacker', $anon_id: DEVICE } },
      ]);
      const { subjects } = await preview('attacker', DEVICE);
      const links = (await stored('identity_links', 'distinct_id')).filter(
        (row) => row.distinct_id === 'attacker',
      ).length;
      expect(subjects[0]?.rows).toBe(2 + links);
      expect(subjects[1]).toMatchObject({ rows: before + 1, ambiguousIds: 0 });
    });

    it('12,000 aliases and 12,000 devices keep nobody from their rights', async () => {
      await people();
      for (let start = 0; start < DEVICES.length; start += 2000) {
        const some = DEVICES.slice(start, start + 2000);
        await byStranger(
          some.map((alias) => ({ event: '$create_alias', properties: { distinct_id: 'victim', alias } })),
        );
        await byStranger(some.map(($device_id) => event({ $user_id: 'victim', $device_id })));
      }
      expect(await found('victim')).toMatchObject({ ids: 12_001, fault: null, ambiguousSubjects: 0 });
      expect(await ended('deletion', ['victim'])).toMatchObject({
        status: 'SUCCESS',
        subjects: [{ outcome: 'erased' }],
      });
      expect([await stored('identity_links', 'kind'), (await stored('events', 'distinct_id')).length]).toEqual([[], 1]);
    }, 240_000);

    it('a device is tied to its user, and asking for the device opens nothing of theirs', async () => {
      await people();
      await byStranger([
        event({ $device_id: 'phone' }),
        event({ distinct_id: 'victim', $device_id: 'phone', $user_id: 'victim' }),
        event({ $device_id: 'evil', $user_id: 'victim' }),
      ]);
      expect(await preview('victim')).toMatchObject({ subjects: [{ linkedIds: 3, ambiguousIds: 0 }], rows: 7 });
      const { subjects } = await preview('$device:phone', '$device:evil');
      expect(subjects).toMatchObject([
        { linkedIds: 1, rows: 1, tiedTo: true },
        { linkedIds: 1, rows: 0, tiedTo: true },
      ]);
      expect(await ended('deletion', ['$device:evil'])).toMatchObject({ subjects: [{ outcome: 'not_found' }] });
      expect((await preview('victim')).rows).toBe(6);
    });

    it('a device that two people claim is neither’s, and makes neither ambiguous', async () => {
      await people();
      await byStranger([
        event({ $device_id: 'phone' }),
        event({ $device_id: 'phone', $user_id: 'victim' }),
        event({ $device_id: 'phone', $user_id: 'attacker' }),
      ]);
      const asked = await preview('victim', 'attacker', '$device:phone');
      expect(asked).toMatchObject({
        ambiguousSubjects: 0,
        subjects: [
          { linkedIds: 1, ambiguousIds: 0, contestedIds: 1, undecided: ['$device:phone'], rows: 4 },
          { linkedIds: 1, ambiguousIds: 0, contestedIds: 1, rows: 3 },
          { linkedIds: 0, ambiguousIds: 0, contestedIds: 1, rows: 0 },
        ],
      });
      const gone = await ended('deletion', ['victim', '$device:phone']);
      expect(gone).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased' }, { outcome: 'ambiguous' }] });
      // With the other's claim gone it is still not the one's.
      expect(await preview('attacker')).toMatchObject({ subjects: [{ linkedIds: 1, contestedIds: 1, rows: 3 }] });
      // A link with trust says whose it is.
      await client.importEvents([event({ $device_id: 'phone', $user_id: 'attacker' })]);
      expect(await preview('attacker')).toMatchObject({ subjects: [{ linkedIds: 2, contestedIds: 0, rows: 5 }] });
    });

    it('a device that a link with trust gives to somebody stays theirs', async () => {
      await people();
      await client.importEvents([event({ $device_id: 'phone' }), event({ $device_id: 'phone', $user_id: 'victim' })]);
      await byStranger([event({ $device_id: 'phone', $user_id: 'attacker' })]);
      expect(await preview('victim', 'attacker', '$device:phone')).toMatchObject({
        subjects: [
          { linkedIds: 2, ambiguousIds: 0, contestedIds: 0, rows: 5 },
          { linkedIds: 1, contestedIds: 0 },
          { linkedIds: 2, rows: 5 },
        ],
      });
    });

    it('a device takes an alias that nobody used, as older libraries have it', async () => {
      await byStranger([
        event({ $device_id: 'phone' }),
        { event: '$create_alias', properties: { distinct_id: '$device:phone', alias: 'new@example.com' } },
        event({ distinct_id: 'new@example.com' }),
      ]);
      expect(await preview('new@example.com', '$device:phone')).toMatchObject({
        subjects: [
          { linkedIds: 2, rows: 3 },
          { linkedIds: 1, rows: 1 },
        ],
      });
    });

    it('a hold on a person holds the device that is tied to them', async () => {
      await byStranger([event({ $device_id: 'phone' }), event({ $device_id: 'phone', $user_id: 'held' })]);
      const until = new Date(Date.now() + 90 * 86_400_000).toISOString();
      const hold = { projectId: project.projectId, distinctIds: ['held'], basis: 'GDPR Art. 17(3)(e)', until };
      expect((await client.call('POST', '/api/v1/holds', hold)).status).toBe(201);
      await client.engage([{ $distinct_id: '$device:phone', $set: { theme: 'dark' } }]);
      await client.engage([{ $distinct_id: '$device:phone', $delete: '' }]);
      expect(await stored('profiles', 'distinct_id')).toHaveLength(1);
      const order = { projectId: project.projectId, kind: 'deletion', distinctIds: ['$device:phone'] };
      const { body } = await client.call<{ heldSubjects: number }>('POST', '/api/v1/requests/preview', order);
      expect(body.heldSubjects).toBe(1);
    });

    it('no $opt_in lifts a suppression', async () => {
      const suppress = (id: string) =>
        app.prisma.$transaction((transaction) => {
          const hmacs = [app.application.get(SubjectHmac).hexOf(project.projectId, id)];
          const refused = [{ requestId: null, hmacs }];
          return app.application.get(Suppression).suppress(transaction, project.projectId, 'deleted', refused);
        });
      await suppress('gone');
      await byStranger([event({ distinct_id: 'gone' }, '$opt_in'), event({ distinct_id: 'gone' })]);
      expect(await stored('events', 'distinct_id')).toEqual([]);
      await client.importEvents([event({ distinct_id: 'gone', time: Date.now() }, '$opt_in')]);
      await byStranger([event({ distinct_id: 'gone' })]);
      expect(await stored('events', 'distinct_id')).toHaveLength(2);
    });

    it('nobody’s profile updates go to another’s profile', async () => {
      await people();
      await byStranger([{ event: '$create_alias', properties: { distinct_id: 'attacker', alias: 'fresh' } }]);
      await client.engage([{ $distinct_id: 'fresh', $set: { a: 1 } }]);
      expect((await stored('profiles', 'distinct_id')).map((row) => row.distinct_id)).toEqual(['fresh', 'victim']);
    });
  });

  describe('with the API secret or a service account', () => {
    const names: [string, () => Promise<string>][] = [
      ['the API secret', async () => project.apiSecret],
      [
        'a service account',
        async () => {
          const named = { name: `loader-${++number}`, role: 'member', expiresInDays: 1 } as const;
          const accounts = app.application.get(ServiceAccountsService);
          const { serviceAccount, secret } = await accounts.create('operator', project.organizationId, named);
          return `${serviceAccount.name}:${secret}`;
        },
      ],
    ];

    it.each(names)('%s merges, and names aliases', async (_, credentials) => {
      await people();
      await byStranger([{ event: '$merge', properties: { $distinct_ids: ['attacker', 'victim'] } }]);
      const records = [
        { event: '$merge', properties: { $distinct_ids: ['attacker', 'victim'] } },
        { event: '$create_alias', properties: { distinct_id: 'victim', alias: 'v@example.com' } },
      ];
      const query = `strict=1&project_id=${project.projectId}`;
      expect(await send(await credentials(), JSON.stringify(records), query)).toMatchObject({ status: 200 });
      expect(await found('victim')).toMatchObject({ ids: 3, rows: 5 });
      // What was said with trust is not taken back without.
      await byStranger(records);
      expect(await found('attacker')).toMatchObject({ ids: 3, rows: 5 });
    });

    const carol = event({ distinct_id: 'carol' });
    it.each<[string, () => Promise<void>]>([
      ['has events of a server', () => client.importEvents([carol])],
      ['has a profile', () => client.engage([{ $distinct_id: 'carol', $set: { a: 1 } }])],
      ['was somebody’s $user_id', () => client.importEvents([event({ $user_id: 'carol', $device_id: 'hers' })])],
    ])('an $identify over a person who %s joins nobody, in whatever order', async (_, exist) => {
      const slips = [
        {
          event: '$identify',
          properties: { distinct_id: 'dave', $user_id: 'dave', $device_id: 'd', $anon_distinct_id: 'carol' },
        },
        { event: '$identify', properties: { $identified_id: 'dave', $anon_id: 'carol' } },
        event({ distinct_id: 'carol', $user_id: 'dave' }),
      ];
      await client.importEvents(slips);
      await exist();
      await client.importEvents([event({ distinct_id: 'dave' }), ...slips]);
      const carols = (await preview('carol')).rows;
      const { subjects } = await preview('dave', 'carol');
      expect(subjects.map(({ linkedIds }) => linkedIds)[0]).toBe(1);
      expect(subjects[1]?.rows).toBe(carols);
      const { rows } = await preview('dave');
      expect(rows).toBe(2 + 1);
    });

    it('an export does not name the other person of a link that is not believed', async () => {
      await client.importEvents([
        event({ distinct_id: 'carol' }),
        { event: '$identify', properties: { distinct_id: 'dave', $anon_distinct_id: 'carol' } },
        { event: '$create_alias', properties: { distinct_id: 'dave', alias: 'dave@example.com' } },
        event({ distinct_id: 'dave', $user_id: 'dave', $device_id: 'phone' }),
      ]);
      const id = await client.open({ kind: 'export', distinctIds: ['dave'] });
      await until('the end of the export', async () => (await client.show(id)).status === 'SUCCESS');
      const headers = { authorization: `Bearer ${project.oauthToken}` };
      const response = await fetch(`${app.url}/api/v1/requests/${id}/download`, { headers });
      const files = await readZip(Buffer.from(await response.arrayBuffer()));
      const [, links = ''] = [...files].find(([name]) => name.endsWith('identity_links.jsonl')) ?? [];
      const linked = links
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as Properties).linked_id);
      expect(linked).toHaveLength(3);
      expect(linked).toEqual(
        expect.arrayContaining(['$device:phone', 'dave@example.com', { held: true, disclosed: false }]),
      );
      expect([...files.values()].join('\n')).not.toContain('carol');
    });

    it('an $identify of an anonymous id joins it', async () => {
      await client.importEvents([
        event({ distinct_id: DEVICE, $device_id: DEVICE }),
        { event: '$identify', properties: { distinct_id: 'ada', $anon_distinct_id: DEVICE } },
        { event: '$identify', properties: { $identified_id: 'ada', $anon_id: 'anon-7' } },
        { event: '$identify', properties: { distinct_id: 'ada', $anon_distinct_id: '$device:d' } },
        event({ distinct_id: DEVICES[0] }),
        { event: '$identify', properties: { $identified_id: 'ada', $anon_id: DEVICES[0] } },
      ]);
      expect(await found('ada')).toMatchObject({ ids: 5, rows: 2 + 4 });
    });

    it('an event says under which id it was sent before, and that id is joined', async () => {
      await client.importEvents(lines('05-before-identity.jsonl'));
      expect(await found('anon-5')).toMatchObject({ ids: 2, rows: 3 });
      expect(await ended('deletion', ['u5'])).toMatchObject({ subjects: [{ outcome: 'erased' }] });
      expect(await stored('events', 'distinct_id')).toEqual([]);
    });
  });

  describe('the id of a device without its prefix', () => {
    it.each([
      ['the API secret', true],
      ['the project token', false],
    ])('is the user’s with the prefixed ones, sent with %s', async (_, trusted) => {
      const records = lines('04-bare-device-id.jsonl');
      if (trusted) await client.importEvents(records);
      else await byStranger(records);
      await client.importEvents([event({ distinct_id: `$device:$device:${DEVICE}`, $device_id: `$device:${DEVICE}` })]);
      if (trusted) await client.engage([{ $distinct_id: DEVICE, $set: { theme: 'dark' } }]);
      expect(await found('u4')).toMatchObject({ ids: 4, rows: trusted ? 5 : 4 });
      expect(await ended('export', ['u4'])).toMatchObject({ subjects: [{ outcome: 'exported' }] });
      expect(await ended('deletion', ['u4'])).toMatchObject({ subjects: [{ outcome: 'erased' }] });
      expect([await stored('events', 'event'), await stored('profiles', 'distinct_id')]).toEqual([[], []]);
    });

    it('is found from the id itself', async () => {
      await client.importEvents(lines('04-bare-device-id.jsonl'));
      expect(await found(DEVICE)).toMatchObject({ ids: 3, rows: 3 });
    });

    it.each([['ada@example.com'], ['Ada']])('is no id like %s', async (name) => {
      await client.importEvents([
        event({ distinct_id: name }),
        event({ distinct_id: 'bea', $user_id: 'bea', $device_id: name, $had_persisted_distinct_id: true }),
      ]);
      expect(await preview(name, 'bea')).toMatchObject({ subjects: [{ linkedIds: 1, rows: 1 }, { rows: 2 }] });
    });
  });

  function lines(file: string): object[] {
    const text = readFileSync(`test/found/${file}`, 'utf8').trim();
    return text.split('\n').map((line) => JSON.parse(line) as object);
  }
});

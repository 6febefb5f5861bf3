import { RequestMethod } from '@nestjs/common';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { routeDeclarations } from '../../src/access/authentication/route-declarations.js';
import { PROPERTY_CLASSES, type PropertyClass } from '../../src/subject-data/index.js';
import { until } from '../support/until.js';
import { fileOf, readZip } from '../support/zip.js';
import { type ClassifiedProject, openClassified, PROJECT_CLASSES, PROPERTIES } from './data-views-fixture.js';
import { BY_VIEW, READING_ROUTES } from './reading-routes-fixture.js';
import { PROBES, type Seen } from './view-probes-fixture.js';

const HELD = { held: true, disclosed: false };
const METHODS = [RequestMethod.GET, RequestMethod.POST];
/** What is open to everybody knows nobody, and what takes data in shows none. */
const TAKING = ['public', 'ingest', 'import'];

describe('who is shown what', () => {
  let opened: ClassifiedProject;
  let { app, project, client, owner, views, lastEntry, cookieOf }: ClassifiedProject = {} as ClassifiedProject;

  beforeAll(async () => {
    opened = await openClassified();
    ({ app, project, client, owner, views, lastEntry, cookieOf } = opened);
    await opened.classify(owner, PROJECT_CLASSES);
    await owner.patch(`/projects/${project.projectId}`, { allowApiSecret: true, allowSecretQuestions: true });
  });
  afterAll(() => opened.app.close());

  it('is said of every route that answers with something', () => {
    const reading = routeDeclarations(app.application)
      .filter(({ method, declaration }) => METHODS.includes(method) && !TAKING.includes(declaration ?? ''))
      .map(({ route }) => route);
    expect(reading.filter((route) => !READING_ROUTES.has(route))).toEqual([]);
    expect([...READING_ROUTES].filter((route) => !reading.includes(route))).toEqual([]);
  });

  describe('the matrix', () => {
    interface Viewer {
      readonly headers: Readonly<Record<string, string>>;
      /** Whether they may ask at all. */
      readonly mayAsk: boolean;
      readonly seesSensitive: boolean;
    }

    let viewers: Readonly<Record<string, Viewer>>;

    beforeAll(async () => {
      const tokens = app.application.get(OauthTokensService);
      const accounts = app.application.get(ServiceAccountsService, { strict: false });
      const account = (name: string) =>
        accounts.create('operator', project.organizationId, { name, role: 'admin', expiresInDays: 1 });
      const [named, other] = [await account('named'), await account('other')];
      const token = await tokens.create('operator', project.ownerId, 'named');
      await owner.put(views, {
        roles: ['owner'],
        serviceAccounts: [named.serviceAccount.id],
        oauthTokens: [token.token.id],
        apiSecret: true,
      });
      const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
      const basic = { authorization: `Basic ${Buffer.from(`${project.apiSecret}:`).toString('base64')}` };
      viewers = {
        owner: { headers: { cookie: await cookieOf(project.ownerEmail) }, mayAsk: true, seesSensitive: true },
        admin: { headers: { cookie: await cookieOf('admin@example.com') }, mayAsk: true, seesSensitive: false },
        member: { headers: { cookie: await cookieOf('member@example.com') }, mayAsk: false, seesSensitive: false },
        'service account that is named': { headers: bearer(named.secret), mayAsk: true, seesSensitive: true },
        'service account': { headers: bearer(other.secret), mayAsk: true, seesSensitive: false },
        'token that is named': { headers: bearer(token.secret), mayAsk: true, seesSensitive: true },
        token: { headers: bearer(project.oauthToken), mayAsk: true, seesSensitive: false },
        'API secret that is named': { headers: basic, mayAsk: true, seesSensitive: true },
      };
    });

    it('has a probe of every route that shows by a view', () => {
      expect(Object.keys(PROBES).sort()).toEqual([...BY_VIEW].sort());
    });

    /** What somebody sees of the properties of a class, each by every way. */
    const seenOn = async (route: string, { headers }: Viewer, of: PropertyClass): Promise<Set<Seen>> => {
      const seen = new Set<Seen>();
      for (const [property, value] of Object.entries(PROPERTIES[of])) {
        for (const each of (await PROBES[route]?.see({ app, project, headers }, property, value)) ?? []) seen.add(each);
      }
      return seen;
    };

    it.each(Object.keys(PROBES))('of %s: every viewer, every class', async (route) => {
      for (const [name, viewer] of Object.entries(viewers)) {
        const mayEnter = viewer.mayAsk && (PROBES[route]?.takesSessions === true || !('cookie' in viewer.headers));
        for (const given of PROPERTY_CLASSES) {
          const mayLook = given === 'ordinary' || (given === 'sensitive' && viewer.seesSensitive);
          const expected = mayEnter ? (mayLook ? 'shown' : 'hidden') : 'no entry';
          expect([name, given, await seenOn(route, viewer, given)]).toEqual([name, given, new Set([expected])]);
        }
      }
    });

    it.each(Object.keys(PROBES))('of %s: nobody, where nobody is named', async (route) => {
      await owner.put(views, { roles: [], serviceAccounts: [], oauthTokens: [], apiSecret: false });
      for (const name of [
        'API secret that is named',
        'service account that is named',
        'token that is named',
      ] as const) {
        const viewer = viewers[name];
        expect(viewer && (await seenOn(route, viewer, 'sensitive'))).toEqual(new Set(['hidden']));
      }
    });
  });

  describe('an export for the person', () => {
    it('holds what is sensitive, whoever ordered it, and says of what is withheld that it is held, at every depth', async () => {
      const id = await client.open({ kind: 'export', distinctIds: ['ada', 'nobody'] });
      await until('the export', async () => (await client.show(id)).status === 'SUCCESS');
      const response = await fetch(`${app.url}/api/v1/requests/${id}/download`, {
        headers: { authorization: `Bearer ${project.oauthToken}` },
      });
      const files = await readZip(Buffer.from(await response.arrayBuffer()));
      const [profile] = JSON.parse(fileOf(files, 1, 'profile.json') ?? '[]') as { $properties: object }[];
      expect(profile?.$properties).toEqual({
        ...{ plan: 'Pro', health: 'ill', map_state: 'ill' },
        ...{ pin: HELD, map_ssn: HELD, deep: { pin: HELD, health: 'x' } },
      });
      const event = JSON.parse(fileOf(files, 1, 'events.jsonl') ?? '{}') as { properties: object };
      expect(event.properties).toMatchObject({ list: [{ pin: HELD }], health: 'ill' });

      expect(await lastEntry('request.downloaded')).toMatchObject({ requestId: id, detail: { sensitive: true } });
      await until('the look', async () => (await client.show(id))['looks'] !== undefined);
      const handOver = await client.call('POST', `/api/v1/requests/${id}/hand-overs`, { manner: 'post', ordinal: 0 });
      expect(handOver.body).toMatchObject({ sensitive: true });
      expect(await lastEntry('request.handed-over')).toMatchObject({ detail: { sensitive: true } });
      const { looks } = (await client.show(id)) as unknown as { looks: { sensitive: boolean }[] };
      expect(looks.map(({ sensitive }) => sensitive)).toEqual([true]);
    });

    it('does not say so of a folder that holds nothing sensitive', async () => {
      await client.engage([{ $distinct_id: 'bo', $set: { plan: 'Free' } }]);
      const id = await client.open({ kind: 'export', distinctIds: ['bo'] });
      await until('the export', async () => (await client.show(id)).status === 'SUCCESS');
      await fetch(`${app.url}/api/v1/requests/${id}/subjects/0/download`, {
        headers: { authorization: `Bearer ${project.oauthToken}` },
      }).then((response) => response.arrayBuffer());
      expect((await lastEntry('request.downloaded')).detail).not.toHaveProperty('sensitive');
    });
  });
});

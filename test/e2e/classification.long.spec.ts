import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { createProject } from '../support/app.js';
import { signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { type ClassifiedProject, codeOf, openClassified } from './data-views-fixture.js';

describe('what a project says of its data', () => {
  let opened: ClassifiedProject;
  let { app, project, client, owner, admin, classification, views }: ClassifiedProject = {} as ClassifiedProject;
  let { classify, lastEntry }: ClassifiedProject = {} as ClassifiedProject;

  beforeAll(async () => {
    opened = await openClassified();
    ({ app, project, client, owner, admin, classification, views, classify, lastEntry } = opened);
  });
  afterAll(() => opened.app.close());

  describe('classes', () => {
    it('are said by owners and admins, who make them stricter, and looser by owners alone; the audit tells both', async () => {
      const set = await classify(admin, { health: 'sensitive', pin: 'withheld', 'x.y*': 'sensitive' });
      expect([set.status, (set.body as { rules: object[] }).rules]).toEqual([
        200,
        [
          { name: 'health', class: 'sensitive' },
          { name: 'pin', class: 'withheld' },
          { name: 'x.y*', class: 'sensitive' },
        ],
      ]);
      expect(codeOf(await classify(admin, { pin: 'sensitive' }))).toEqual([403, 'role-too-low']);
      expect(codeOf(await classify(admin, { plan: 'withheld', 'x.y*': null }))).toEqual([403, 'role-too-low']);
      expect((await classify(owner, { 'x.y*': null })).status).toBe(200);
      expect(await lastEntry('project.classified')).toMatchObject({
        actor: `user:${project.ownerId}`,
        organizationId: project.organizationId,
        projectId: project.projectId,
        detail: { changes: [{ name: 'x.y*', from: 'sensitive', to: null }] },
      });
    });

    it('are shown with what the data map says, which counts where it is stricter', async () => {
      const { body } = await owner.get(classification);
      expect((body as { dataMap: object[] }).dataMap).toEqual(
        ['events', 'profiles'].flatMap((collection) => [
          { collection, name: 'map_ssn', class: 'withheld' },
          { collection, name: 'map_*', class: 'sensitive' },
        ]),
      );
      await classify(owner, { map_ssn: 'ordinary', map_state: 'ordinary' });
      const refused = await client.call('POST', `/api/v1/projects/${project.projectId}/profiles/find`, {
        property: 'map_state',
        value: 'ill',
      });
      expect(codeOf(refused)).toEqual([422, 'property-sensitive']);
      await classify(owner, { map_ssn: null, map_state: null });
    });

    it('are nobody else’s to see or say', async () => {
      const rival = await createProject(app, 'rival');
      const stranger = await signedIn(app.application, rival.ownerEmail, rival.ownerPassword);
      const member = await signedIn(app.application, 'member@example.com', project.ownerPassword);
      const rule = { roles: [], serviceAccounts: [], oauthTokens: [], apiSecret: true };
      for (const [who, code] of [
        [stranger, [404, 'project-not-found']],
        [member, [403, 'role-too-low']],
      ] as const) {
        expect(codeOf(await who.get(classification))).toEqual(code);
        expect(codeOf(await classify(who, { a: 'sensitive' }))).toEqual(code);
        expect(codeOf(await who.post(`${classification}/suggestions`))).toEqual(code);
        expect(codeOf(await who.get(views))).toEqual(code);
        expect(codeOf(await who.put(views, rule))).toEqual(code);
      }
      expect((await client.call('GET', `/api/v1${classification}`)).status).toBe(401);
    });

    it.each<[string, object]>([
      ['nothing to change', { changes: [] }],
      ['an unknown class', { changes: [{ name: 'a', class: 'secret' }] }],
      ['no name', { changes: [{ name: '', class: 'sensitive' }] }],
      ['a name that no database holds', { changes: [{ name: 'a\0', class: 'sensitive' }] }],
      ['an unknown key', { changes: [], more: true }],
    ])('are not said with %s', async (_case, body) => {
      expect(codeOf(await owner.patch(classification, body))).toEqual([400, 'invalid-body']);
    });

    it('are said of no id that records are filed by, and of no more names than a project has', async () => {
      expect(codeOf(await classify(owner, { ok: 'sensitive', distinct_id: 'withheld' }))).toEqual([422, 'class-unfit']);
      const many = (from: number) =>
        classify(
          owner,
          Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`many_${from + at}`, 'ordinary' as const])),
        );
      expect([(await many(0)).status, (await many(200)).status]).toEqual([200, 200]);
      expect(codeOf(await many(400))).toEqual([422, 'class-unfit']);
      const rules = ((await owner.get(classification)).body as { rules: { name: string }[] }).rules;
      expect(rules.some(({ name }) => name === 'ok')).toBe(false);
      for (const from of [0, 200]) {
        await classify(owner, Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`many_${from + at}`, null])));
      }
    });

    it('are suggested by names and by values, of this project alone, and never of what somebody has spoken of', async () => {
      await client.engage([
        {
          $distinct_id: 'eve',
          $set: { passport_no: 'X1', note: 'eve@example.com', user: { zip_code: '1' }, gender: 'f' },
        },
      ]);
      await classify(admin, { gender: 'ordinary' });
      const other = await createProject(app, 'neighbour');
      await new ApiClient(app, other).engage([{ $distinct_id: 'bob', $set: { religion_of_theirs: 'x' } }]);
      const { status, body } = await admin.post(`${classification}/suggestions`);
      expect([status, body]).toEqual([
        200,
        {
          results: [
            { name: 'passport_no', class: 'withheld', sign: 'official-number', by: 'name', collections: ['profiles'] },
            { name: 'note', class: 'sensitive', sign: 'e-mail', by: 'values', collections: ['profiles'] },
            { name: 'zip_code', class: 'sensitive', sign: 'place', by: 'name', collections: ['profiles'] },
          ],
          notLookedAt: [],
        },
      ]);
    });
  });

  describe('a view', () => {
    const rule = { roles: ['owner', 'admin'], serviceAccounts: [], oauthTokens: [], apiSecret: false };

    it('names roles and tools of the organization, is set by owners, and stands in the audit', async () => {
      const first = await owner.get(views);
      expect(first.body).toMatchObject({
        roles: ['owner', 'admin'],
        apiSecret: false,
        serviceAccounts: [],
        oauthTokens: [{ of: project.ownerEmail, isNamed: false }],
      });
      expect(codeOf(await admin.put(views, { ...rule, apiSecret: true }))).toEqual([403, 'role-too-low']);
      const foreign = { ...rule, oauthTokens: ['3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f'] };
      expect(codeOf(await owner.put(views, foreign))).toEqual([422, 'view-unfit']);
      expect((await owner.put(views, { ...rule, roles: ['admin', 'owner', 'owner'], apiSecret: true })).status).toBe(
        200,
      );
      expect(await lastEntry('project.view-changed')).toMatchObject({
        projectId: project.projectId,
        detail: { before: rule, after: { ...rule, apiSecret: true } },
      });
      expect((await owner.put(views, rule)).body).toMatchObject({ apiSecret: false });
    });

    it('names a token that took the place of one that is named, too', async () => {
      const tokens = app.application.get(OauthTokensService);
      const made = await tokens.create('operator', project.ownerId, 'a tool');
      await owner.put(views, { ...rule, oauthTokens: [made.token.id] });
      const { token, secret } = await tokens.rotate('operator', project.ownerId, made.token.id, 0);
      const found = await new ApiClient(app, { ...project, oauthToken: secret }).call<{ results: object[] }>(
        'POST',
        `/api/v1/projects/${project.projectId}/profiles/find`,
        { property: 'health', value: 'ill' },
      );
      expect([found.status, found.body.results.length]).toEqual([200, 1]);
      const shown = (await owner.get(views)).body as { oauthTokens: { id: string; isNamed: boolean }[] };
      expect(shown.oauthTokens.find(({ id }) => id === token.id)?.isNamed).toBe(true);
      await owner.put(views, rule);
    });
  });
});

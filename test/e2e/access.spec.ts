import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import request, { type Agent } from 'supertest';
import { undeclaredRoutes } from '../../src/access/authentication/route-declarations.js';
import { join, tokenOf } from '../support/join.js';
import { openApplication, PASSWORD, type ApplicationFixture } from './access-fixture.js';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };

describe('the door of the application', () => {
  let room: ApplicationFixture;
  const api = () => request(room.app.getHttpServer());
  const agent = (): Agent => request.agent(room.app.getHttpServer());
  const signedIn = async (email = 'pat@example.com'): Promise<Agent> => {
    const browser = agent();
    await browser.post('/api/v1/session').set(SAME).send({ email, password: PASSWORD }).expect(200);
    return browser;
  };

  beforeAll(async () => {
    room = await openApplication();
  });
  afterAll(async () => room.close());

  describe('declarations', () => {
    it('stand on every route of the room', () => {
      expect(undeclaredRoutes(room.app)).toEqual(['ProbeController.forgotten']);
    });

    it('are needed: a route without one stays shut, even to an owner', async () => {
      const { body } = await (await signedIn()).get('/probe/forgotten').expect(403);
      expect(body).toMatchObject({ code: 'route-undeclared' });
    });

    it('open public, link and ingest to everybody', async () => {
      await api().get('/probe/public').expect(200, 'anybody');
      await api().get('/probe/link').expect(200);
      await api().post('/probe/ingest').expect(201);
    });

    it('ask everybody else who they are, and say how to tell', async () => {
      const privacy = await api().get('/probe/privacy').expect(401);
      expect(privacy.body).toMatchObject({ code: 'credentials-missing', status: 401 });
      expect(privacy.headers['www-authenticate']).toBe('Bearer realm="habeas", Basic realm="habeas", charset="UTF-8"');
      const importing = await api().post('/probe/import').expect(401);
      expect(importing.headers['www-authenticate']).toMatch(/^Basic /);
      const session = await api().get('/api/v1/session').set(SAME).expect(401);
      expect(session.headers['www-authenticate']).toMatch(/^Session /);
      const page = await api().get('/probe/privacy').set(SAME).expect(401);
      expect(page.headers['www-authenticate']).toBe('Bearer realm="habeas"');
    });
  });

  describe('a session', () => {
    it('begins with a cookie that no script reads and no other site sends', async () => {
      const answer = await agent()
        .post('/api/v1/session')
        .send({ email: 'PAT@example.com ', password: PASSWORD })
        .expect(200);
      const [cookie = ''] = answer.headers['set-cookie'] as unknown as string[];
      expect(cookie).toMatch(/^habeas_session=habeas_session_[0-9A-Za-z]{43};/);
      expect(cookie).toContain('HttpOnly');
      expect(cookie).toContain('SameSite=Strict');
      expect(cookie).toContain('Path=/');
      expect(cookie).not.toContain('Secure');
    });

    it('says who is signed in, where, as what, and with which projects', async () => {
      const { body } = await (await signedIn()).get('/api/v1/session').expect(200);
      expect(body).toEqual({
        person: { id: room.owner.userId, email: 'pat@example.com', name: 'Pat', emailVerified: false },
        proof: { provider: false, until: null },
        secondFactor: { enrolled: false, since: null, recoveryCodesLeft: 0, required: false, mustEnrol: false },
        organizations: [
          {
            id: room.organizationId,
            name: 'Acme',
            role: 'owner',
            requireSecondFactor: false,
            projects: [expect.objectContaining({ id: room.projectId, name: 'Shop', token: room.projectToken })],
          },
        ],
        subjectLimits: { export: 2000, deletion: 500 },
      });
    });

    it('does not begin with a wrong password, whoever asks', async () => {
      const wrong = await api().post('/api/v1/session').send({ email: 'pat@example.com', password: 'no' }).expect(401);
      const nobody = await api().post('/api/v1/session').send({ email: 'no@example.com', password: 'no' }).expect(401);
      expect(wrong.body).toEqual(nobody.body);
      expect(wrong.headers['set-cookie']).toBeUndefined();
    });

    it.each([
      {},
      { email: 'pat@example.com' },
      { email: ['a'], password: 'b' },
      { email: 'pat@example.com', password: {} },
    ])('does not begin with %j, and the answer says what is missing', async (body) => {
      const answer = await api().post('/api/v1/session').send(body).expect(400);
      expect(answer.body).toMatchObject({
        code: 'invalid-body',
        errors: expect.arrayContaining([
          expect.objectContaining({ path: expect.any(String), message: expect.any(String) }),
        ]),
      });
      expect(answer.headers['content-type']).toMatch('application/problem+json');
    });

    it('ends with signing out, wherever the cookie was copied to', async () => {
      const browser = await signedIn();
      const copy = (await browser.get('/api/v1/session')).request.cookies;
      await browser.delete('/api/v1/session').set(SAME).expect(204);
      await browser.get('/api/v1/session').expect(401);
      const { body } = await api().get('/api/v1/session').set('Cookie', copy).expect(401);
      expect(body).toMatchObject({ code: 'credentials-invalid' });
    });

    it('changes nothing for another site', async () => {
      const browser = await signedIn();
      for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }, {}]) {
        const { body } = await browser.post('/api/v1/oauth-tokens').set(headers).send({}).expect(403);
        expect(body).toMatchObject({ code: 'cross-site' });
      }
      await browser.post('/probe/privacy').set({ Origin: 'null' }).expect(403);
      await browser.get('/probe/privacy').set({ 'Sec-Fetch-Site': 'cross-site' }).expect(200);
      await api()
        .post('/api/v1/session')
        .set({ 'Sec-Fetch-Site': 'cross-site' })
        .send({ email: 'pat@example.com', password: PASSWORD })
        .expect(403);
    });

    it('changes things for a page of the host that was asked', async () => {
      const browser = await signedIn();
      await browser.post('/probe/privacy').set({ Host: 'habeas.test', Origin: 'http://habeas.test' }).expect(201);
    });

    it('ends for good with a new password', async () => {
      await join(room, room.organizationId, { email: 'kim@example.com', role: 'member', password: PASSWORD });
      const [one, other] = [await signedIn('kim@example.com'), await signedIn('kim@example.com')];
      await one
        .post('/api/v1/session/password')
        .set(SAME)
        .send({ currentPassword: PASSWORD, newPassword: 'short' })
        .expect(422);
      await one
        .post('/api/v1/session/password')
        .set(SAME)
        .send({ currentPassword: PASSWORD, newPassword: 'an even better one' })
        .expect(204);
      await one.get('/api/v1/session').expect(401);
      await other.get('/api/v1/session').expect(401);
    });
  });

  describe('a GDPR OAuth token', () => {
    it('is made, listed and revoked under a session', async () => {
      const browser = await signedIn();
      const made = await browser.post('/api/v1/oauth-tokens').set(SAME).send({ name: 'officer' }).expect(201);
      const { token, id } = made.body as { token: string; id: string };
      await api().get('/probe/privacy').set('Authorization', `Bearer ${token}`).expect(200, 'user pat@example.com');
      const { body: list } = await browser.get('/api/v1/oauth-tokens').expect(200);
      expect(list.results[0]).toMatchObject({ id, name: 'officer', revokedAt: null, lastUsedAt: expect.any(String) });
      expect(JSON.stringify(list)).not.toContain(token);
      await browser.delete(`/api/v1/oauth-tokens/${id}`).set(SAME).expect(204);
      const refused = await api().get('/probe/privacy').set('Authorization', `Bearer ${token}`).expect(401);
      expect(refused.body).toMatchObject({ code: 'credentials-invalid' });
    });

    it('opens the privacy endpoints and nothing else', async () => {
      const { secret } = await room.tokens.create('operator', room.owner.userId, 't');
      const bearer = { Authorization: `Bearer ${secret}` };
      await api().post('/probe/privacy').set(bearer).expect(201);
      await api().post('/probe/privacy').set(bearer).set('Sec-Fetch-Site', 'cross-site').expect(201);
      for (const path of ['/probe/session', '/api/v1/session', '/api/v1/oauth-tokens']) {
        await api().get(path).set(bearer).expect(401);
      }
      await api().post('/api/v1/oauth-tokens').set(bearer).send({}).expect(401);
      await api().post('/probe/import').set(bearer).expect(401);
    });

    it('that is wrong is refused even beside a good session', async () => {
      const browser = await signedIn();
      await browser.get('/probe/privacy').set('Authorization', 'Bearer habeas_gdpr_wrong').expect(401);
      await browser.get('/probe/privacy').set('Authorization', 'Digest whatever').expect(401);
    });

    it('of somebody else, or with an id that is none, cannot be revoked', async () => {
      const browser = await signedIn();
      await browser.delete('/api/v1/oauth-tokens/00000000-0000-4000-8000-000000000000').set(SAME).expect(404);
      await browser.delete('/api/v1/oauth-tokens/not-an-id').set(SAME).expect(400);
    });
  });

  describe('a service account', () => {
    it('is made by an admin and comes in by Basic and by Bearer', async () => {
      const browser = await signedIn();
      const path = `/api/v1/organizations/${room.organizationId}/service-accounts`;
      const made = await browser.post(path).set(SAME).send({ name: 'airflow', expiresInDays: 30 }).expect(201);
      const { name, secret, id } = made.body as { name: string; secret: string; id: string };
      const both = [
        api().get('/probe/privacy').auth(name, secret),
        api().get('/probe/privacy').auth(secret, { type: 'bearer' }),
      ];
      for (const attempt of both) await attempt.expect(200, `service-account ${name}`);
      await api().post('/probe/import').auth(name, secret).expect(201);
      await api().get('/probe/session').auth(name, secret).expect(401);
      const { body: list } = await browser.get(path).expect(200);
      expect(JSON.stringify(list)).not.toContain(secret);
      await browser.delete(`${path}/${id}`).set(SAME).expect(204);
      await api().get('/probe/privacy').auth(name, secret).expect(401);
    });
  });

  describe('a project\u2019s API secret', () => {
    it('opens the import, as the project token does, which is known to be public', async () => {
      const importing = (name: string) => api().post('/probe/import').auth(name, '');
      await importing(room.apiSecret).expect(201, `project-secret project ${room.projectId}`);
      await importing(room.projectToken).expect(201, `project-token project ${room.projectId}`);
      await api().post('/probe/import').auth('unknown', '').expect(401);
    });

    it('opens the privacy endpoints only where the project allows it', async () => {
      const refused = await api().get('/probe/privacy').auth(room.apiSecret, '').expect(403);
      expect(refused.body).toMatchObject({ code: 'api-secret-not-allowed' });
      await room.projects.change('operator', room.projectId, { allowApiSecret: true });
      await api().get('/probe/privacy').auth(room.apiSecret, '').expect(200);
      await room.projects.change('operator', room.projectId, { allowApiSecret: false });
      await api().get('/probe/privacy').auth(room.projectToken, '').expect(401);
    });
  });

  describe('an organization', () => {
    it('is looked after by owners and admins over the API', async () => {
      const browser = await signedIn();
      const path = `/api/v1/organizations/${room.organizationId}`;
      const invited = { email: 'lee@example.com', role: 'member' };
      const made = await browser.post(`${path}/invitations`).set(SAME).send(invited).expect(201);
      expect(made.body).toMatchObject({ ...invited, state: 'pending', delivery: 'shown' });
      expect(made.headers['cache-control']).toBe('no-store');
      const token = tokenOf((made.body as { link: string }).link);
      const accepted = await api().post('/api/v1/invitations/accept').send({ token, password: PASSWORD }).expect(200);
      expect(accepted.body).toMatchObject({
        person: { email: 'lee@example.com', emailVerified: false },
        role: 'member',
      });
      expect(JSON.stringify(accepted.body)).not.toContain(PASSWORD);
      const lee = await signedIn('lee@example.com');
      const tooLow = await lee.get(`${path}/members`).expect(403);
      expect(tooLow.body).toMatchObject({ code: 'role-too-low' });
      await lee.get(`${path}/projects`).expect(403);
      const { id } = (accepted.body as { person: { id: string } }).person;
      await browser.patch(`${path}/members/${id}`).set(SAME).send({ role: 'admin' }).expect(204);
      await lee.get(`${path}/projects`).expect(200);
      await lee.patch(`${path}/members/${id}`).set(SAME).send({ role: 'owner' }).expect(403);
      await lee.patch(`${path}/members/${id}`).set(SAME).send({ role: 'emperor' }).expect(400);
      await browser.delete(`${path}/members/${id}`).set(SAME).expect(204);
      await lee.get(`${path}/members`).expect(404);
      const others = '00000000-0000-4000-8000-000000000000';
      await browser.get(`/api/v1/organizations/${others}/members`).expect(404);
    });
  });

  describe("a project's settings", () => {
    it('are changed by owners and admins, one by one, and on record', async () => {
      const [owner, path] = [await signedIn(), `/api/v1/projects/${room.projectId}`];
      const before = (await owner.get(`/api/v1/organizations/${room.organizationId}/projects`)).body.results[0];
      const wanted = { timezone: 'Europe/Berlin', deletionGraceSeconds: 3600, holidays: ['2026-12-26', '2026-12-25'] };
      const { body } = await owner.patch(path).set(SAME).send(wanted).expect(200);
      const version = expect.any(String) as string;
      expect(body).toEqual({ ...before, ...wanted, holidays: ['2026-12-25', '2026-12-26'], version });
      const entry = await room.prisma.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
      expect(entry).toMatchObject({
        action: 'project.changed',
        actor: `user:${room.owner.userId}`,
        projectId: room.projectId,
        detail: { deletionGraceSeconds: 3600 },
      });
      const reset = await owner
        .patch(path)
        .set(SAME)
        .send({ deletionGraceSeconds: null, approvalCount: 5 })
        .expect(200);
      expect(reset.body).toEqual({ ...body, deletionGraceSeconds: null, approvalCount: 5, version });
    });

    it.each<[string, unknown, number, string]>([
      ['a time zone that is none', { timezone: 'Mars/Olympus' }, 422, 'setting-unfit'],
      ['a grace above 21 days', { deletionGraceSeconds: 22 * 86_400 }, 422, 'setting-unfit'],
      ['a holiday that does not exist', { holidays: ['2027-02-29'] }, 400, 'invalid-body'],
      ['what is no setting', { token: 'f'.repeat(32) }, 400, 'invalid-body'],
      ['nothing', {}, 400, 'invalid-body'],
    ])('refuse %s', async (_case, settings, status, code) => {
      const answer = await (
        await signedIn()
      )
        .patch(`/api/v1/projects/${room.projectId}`)
        .set(SAME)
        .send(settings as object);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('are not for members, strangers or tokens, and the second person is not for an admin to do without', async () => {
      const path = `/api/v1/projects/${room.projectId}`;
      const change = async (email: string, settings: object) => {
        const { status, body } = await (await signedIn(email)).patch(path).set(SAME).send(settings);
        return [status, body.code];
      };
      const ana = { email: 'ana@example.com', role: 'member', name: '', password: PASSWORD } as const;
      const { id } = await join(room, room.organizationId, ana);
      const settings = { name: 'Shop' };
      expect(await change(ana.email, settings)).toEqual([403, 'role-too-low']);
      await room.members.changeRole(room.owner, room.organizationId, id, 'admin');
      expect(await change(ana.email, settings)).toEqual([200, undefined]);
      expect(await change(ana.email, { ...settings, approvalCount: null })).toEqual([403, 'role-too-low']);
      await room.organizations.create(
        'Elsewhere',
        { email: 'sam@example.com', name: '', password: PASSWORD },
        'operator',
      );
      expect(await change('sam@example.com', settings)).toEqual([404, 'project-not-found']);
      const { secret } = await room.tokens.create('operator', room.owner.userId, 'test');
      const answer = await api().patch(path).set('Authorization', `Bearer ${secret}`).send(settings);
      expect([answer.status, answer.body.code]).toEqual([401, 'credentials-missing']);
    });
  });

  it('is described by OpenAPI from the schemas that validate', () => {
    const document = SwaggerModule.createDocument(room.app, new DocumentBuilder().build());
    const post = document.paths['/api/v1/oauth-tokens']?.post;
    expect(post?.summary).toContain('shown once');
    expect(JSON.stringify(post?.requestBody)).toContain('"name"');
    expect(JSON.stringify(post?.responses)).toContain('"token"');
    const patch = document.paths['/api/v1/projects/{projectId}']?.patch;
    expect(JSON.stringify(patch?.requestBody)).toContain('"deletionGraceSeconds"');
    expect(Object.keys(patch?.responses ?? {})).toEqual(expect.arrayContaining(['200', '403', '404', '422']));
  });
});

describe('behind https', () => {
  it('the session cookie is Secure, and our address is the public one', async () => {
    const room = await openApplication({ BASE_URL: 'https://habeas.example' });
    try {
      const answer = await request(room.app.getHttpServer())
        .post('/api/v1/session')
        .set('Origin', 'https://habeas.example')
        .send({ email: 'pat@example.com', password: PASSWORD })
        .expect(200);
      const [cookie = ''] = answer.headers['set-cookie'] as unknown as string[];
      expect(cookie).toContain('Secure');
      await request(room.app.getHttpServer())
        .delete('/api/v1/session')
        .set('Cookie', cookie.split(';')[0] ?? '')
        .set('Origin', 'https://habeas.example')
        .expect(204);
    } finally {
      await room.close();
    }
  });
});

import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { migrate } from '../../src/platform/prisma/migrations.js';
import { createEmptyDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';

const [ORG, OWNER, ANA, BEN, KIM, TOOL, OLD] = Array.from(
  { length: 7 },
  (_, at) => `${at + 1}`.repeat(8) + '-0000-4000-8000-000000000000',
);

/** As the versions before makers were kept have left it: the owner by the operator, Ana by the owner, Ben by Ana, Kim by nobody knows whom. */
async function before(sql: pg.Client): Promise<void> {
  await sql.query(`INSERT INTO organizations VALUES ($1, 'Acme', now())`, [ORG]);
  await sql.query(
    `INSERT INTO users (id, email, name, password_hash, created_at, home_organization_id)
     SELECT id, left(id::text, 1) || '@acme.example', '', '', now(), $2 FROM unnest($1::uuid[]) AS id`,
    [[OWNER, ANA, BEN, KIM], ORG],
  );
  await sql.query(
    `INSERT INTO members SELECT $2, id, 'admin', now() - interval '9 days' FROM unnest($1::uuid[]) AS id`,
    [[OWNER, ANA, BEN, KIM], ORG],
  );
  await sql.query(
    `INSERT INTO invitations (id, organization_id, email, role, token_hash, delivery, invited_by, invited_by_label, created_at,
       expires_at, accepted_at, accepted_by)
     VALUES (gen_random_uuid(), $1, '4@acme.example', 'admin', 'x', 'mail', 'user:' || $2::text, 'ana', now(), now(), now(), $3)`,
    [ORG, ANA, BEN],
  );
  const tell = async (actor: string, action: string, detail: object, projectId: number | null = null, at = 'now()') =>
    sql.query(
      `INSERT INTO audit_entries (at, actor, action, organization_id, project_id, detail) VALUES (${at}, $1, $2, $3, $4, $5)`,
      [actor, action, ORG, projectId, detail],
    );
  await tell('habeas', 'member.added', { userId: OWNER, role: 'owner' });
  await tell(`user:${OWNER}`, 'member.added', { userId: ANA, role: 'admin' });
  await tell(`user:${OWNER}`, 'member.role-changed', { userId: ANA, from: 'member', to: 'admin' });
  await tell(`user:${ANA}`, 'service-account.created', { serviceAccountId: TOOL, role: 'admin' });
  await tell('habeas', 'project.created', {}, 7, `now() - interval '1 day'`);
  await tell(`user:${BEN}`, 'project.secret-rotated', {}, 7);
  await tell(`user:${ANA}`, 'project.changed', { allowApiSecret: true }, 7);
  await tell(`user:${OWNER}`, 'project.changed', { allowApiSecret: false }, 8);
  await sql.query(
    `INSERT INTO projects (id, organization_id, name, token, api_secret_hash, allow_api_secret, created_at)
     VALUES (7, $1, 'lets', 'a', '7', true, now()), (8, $1, 'lets nothing', 'b', '8', false, now())`,
    [ORG],
  );
  await sql.query(
    `INSERT INTO service_accounts (id, organization_id, name, role, secret_hash, prefix, created_at, expires_at)
     VALUES ($2, $1, 'tool', 'admin', 'a', '', now(), now() + interval '10 years'), ($3, $1, 'old', 'admin', 'b', '', now(), NULL)`,
    [ORG, TOOL, OLD],
  );
}

it('what was written down says who let whom in, and what lived for ten years ends in one', async () => {
  const database = await createEmptyDatabase();
  const earlier = await mkdtemp(join(tmpdir(), 'habeas-before-'));
  const all = join(process.cwd(), 'prisma', 'migrations');
  for (const name of await readdir(all)) {
    if (/^\d/.test(name) && name < '20261130') await cp(join(all, name), join(earlier, name), { recursive: true });
  }
  try {
    await migrate(database.url, earlier);
    await withClient(database.url, before);
    await migrate(database.url);
    await withClient(database.url, async (sql) => {
      const makers = await sql.query('SELECT account, maker, maker_label FROM account_makers ORDER BY account');
      expect(makers.rows).toEqual([
        { account: 'project-permit:7', maker: `user:${ANA}`, maker_label: '3@acme.example' },
        { account: 'project:7', maker: `user:${BEN}`, maker_label: '4@acme.example' },
        { account: `service-account:${TOOL}`, maker: `user:${ANA}`, maker_label: '3@acme.example' },
        { account: `user:${OWNER}`, maker: 'habeas', maker_label: 'operator' },
        { account: `user:${ANA}`, maker: `user:${OWNER}`, maker_label: '2@acme.example' },
        { account: `user:${BEN}`, maker: `user:${ANA}`, maker_label: '3@acme.example' },
      ]);
      const since = await sql.query('SELECT user_id FROM members WHERE role_since > created_at');
      expect(since.rows).toEqual([{ user_id: ANA }]);
      const long = await sql.query(`SELECT FROM service_accounts WHERE expires_at <= now() + interval '365 days'`);
      expect(long.rowCount).toBe(2);
    });
  } finally {
    await database.drop();
    await rm(earlier, { recursive: true });
  }
});

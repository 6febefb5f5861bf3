import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { HabeasProcess } from '../child.js';
import { loadDataset } from '../dataset.js';
import { expectEqual, inTurns, medians, readingOf, timed, type FigureGroup } from '../harness.js';
import { post, withClients } from '../load-generator.js';
import { numbers, userId } from '../population.js';
import { connected } from '../engines/postgres.js';
import { readTemplate, type RequestTemplate } from '../template.js';

/** All rows of a request by one statement; `$5` and `$6` are the ids' HMACs and ciphertexts. */
const RAW = `
  WITH request AS (
    INSERT INTO requests SELECT (jsonb_populate_record(NULL::requests, $1::jsonb || jsonb_build_object('id', $4::text))).*),
  event AS (
    INSERT INTO request_events SELECT (jsonb_populate_record(NULL::request_events, $2::jsonb
      || jsonb_build_object('request_id', $4::text, 'id', nextval('request_events_id_seq')))).*),
  audit AS (
    INSERT INTO audit_entries SELECT (jsonb_populate_record(NULL::audit_entries, $3::jsonb
      || jsonb_build_object('request_id', $4::text, 'id', nextval('audit_entries_id_seq')))).*)
  INSERT INTO request_subjects (request_id, ordinal, project_id, id_hmac, id_ciphertext)
  SELECT $4::uuid, ordinality - 1, $7::int, hmac, sealed FROM unnest($5::bytea[], $6::bytea[]) WITH ORDINALITY AS given (hmac, sealed)`;

/** Requests opened over HTTP by twenty clients, against their rows alone. */
export const INTAKE_OPEN: FigureGroup = {
  figures: ['intake.open'],
  measure: async ({ out, scale, postgres }) => {
    const { clients, requests, subjects } = scale.intake;
    const { name, project } = await loadDataset(out, postgres, null);
    const { projectId } = project;
    const databaseUrl = await postgres.url(name);
    const directory = mkdtempSync(join(tmpdir(), 'habeas-bench-intake-'));
    const habeas = await HabeasProcess.start(databaseUrl, directory, { ROLE: 'api' });
    const pool = new pg.Pool({ connectionString: databaseUrl, max: clients });
    const headers = { authorization: `Bearer ${project.oauthToken}`, 'content-type': 'application/json' };
    const bodyOf = (at: number) =>
      Buffer.from(
        JSON.stringify({
          projectId,
          kind: 'export',
          distinctIds: numbers(at * subjects, (at + 1) * subjects).map(userId),
        }),
      );
    const open = (body: Buffer) => post(`${habeas.url}/api/v1/requests`, headers, body, 201);
    try {
      const first = JSON.parse(await open(bodyOf(0))) as { id: string };
      const template = await connected(databaseUrl, (client) => readTemplate(client, first.id));
      const insert = rawInsert(pool, template, projectId, subjects);
      const hashes = hashesOf(subjects);
      await withClients(clients, numbers(0, clients), async () => void (await pool.query('SELECT')));
      const compared = await inTurns(out, 'intake.open', {
        habeas: async (repetition) => {
          const bodies = numbers(0, requests).map((at) => bodyOf(repetition * requests + at));
          return timed(out, () => withClients(clients, bodies, async (body) => void (await open(body))));
        },
        baseline: async () => timed(out, () => withClients(clients, numbers(0, requests), () => insert(hashes))),
      });
      const opened = 1 + (compared.habeas.length + compared.baseline.length) * requests;
      const counted = await pool.query<{ requests: string; subjects: string; events: string }>(
        `SELECT (SELECT count(*) FROM requests) AS requests, (SELECT count(*) FROM request_subjects) AS subjects,
           (SELECT count(*) FROM request_events) AS events`,
      );
      const expected = { requests: String(opened), subjects: String(opened * subjects), events: String(opened) };
      expectEqual('Rows of the requests', counted.rows[0], expected);
      out.tell(
        readingOf(
          'intake.open',
          'ms',
          medians(compared, (time) => time),
          2.5,
        ),
      );
    } finally {
      await pool.end();
      await habeas.stop();
      await postgres.drop(name);
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

interface Hashes {
  readonly hmacs: string;
  readonly sealed: string;
}

/** Arrays as the server's text, of the lengths that Habeas stores: an HMAC of 32 bytes, nonce + id + tag. */
function hashesOf(subjects: number): Hashes {
  const bytes = (prefix: string, length: number) =>
    `{${numbers(0, subjects)
      .map(
        (n) =>
          `"\\\\x${createHash('sha512')
            .update(`${prefix}${String(n)}`)
            .digest('hex')
            .slice(0, 2 * length)}"`,
      )
      .join(',')}}`;
  return { hmacs: bytes('hmac', 32), sealed: bytes('sealed', 50) };
}

function rawInsert(pool: pg.Pool, template: RequestTemplate, projectId: number, subjects: number) {
  return async ({ hmacs, sealed }: Hashes): Promise<void> => {
    const values = [template.request, template.event, template.audit, randomUUID(), hmacs, sealed, projectId];
    const { rowCount } = await pool.query(RAW, values);
    expectEqual('Subjects of a raw request', rowCount, subjects);
  };
}

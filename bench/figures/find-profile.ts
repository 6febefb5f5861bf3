import pg from 'pg';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { wantedOf } from '../../src/subject-data/store/reading/profile-search.js';
import { loadDataset, type Dataset } from '../dataset.js';
import { connected, type BenchPostgres } from '../engines/postgres.js';
import { Habeas } from '../habeas.js';
import { expectEqual, inTurns, medianOf, medians, readingOf, worstOf, type FigureGroup } from '../harness.js';
import { numbers, propertiesOf, userId, VARIANTS } from '../population.js';
import type { Reporter } from '../reporter.js';

/** People that are looked for, one after the other. */
const LOOKS = 40;
const MOST_TIME = 10_000;

interface Found {
  /** `POST /api/v1/projects/:id/profiles/find`. */
  readonly find: number;
  /** `/api/query/engage` with an equality. */
  readonly query: number;
  /** The store's search alone, and the statement by hand under the same bound of time. */
  readonly store: number;
  readonly sql: number;
}

type Ways = Readonly<Record<keyof Found, (address: string) => Promise<string[]>>>;

/** A person by their e-mail address among very many profiles, against the same among few, and against the statement by hand. */
export const FIND_PROFILE: FigureGroup = {
  figures: ['find.profile'],
  measure: async ({ out, scale, postgres }) => {
    const few = await withProfiles(out, postgres, scale.find.few);
    const many = await withProfiles(out, postgres, scale.find.many);
    try {
      const compared = await inTurns(out, 'find.profile', {
        habeas: () => look(out, postgres, many, scale.find.many),
        baseline: () => look(out, postgres, few, scale.find.few),
      });
      const sides = {
        value: compared.habeas.map(({ store }) => store),
        baseline: compared.habeas.map(({ sql }) => sql),
      };
      const grown = readingOf(
        'find.profile.grown',
        'ms',
        medians(compared, ({ find }) => find),
        3,
      );
      const sql = readingOf(
        'find.profile.sql',
        'ms',
        medians({ habeas: sides.value, baseline: sides.baseline }, itself),
        2,
      );
      out.tell(worstOf('find.profile', [grown, sql]));
      out.tell(grown);
      out.tell(sql);
      out.tell(
        readingOf(
          'find.profile.query',
          'ms',
          medians(compared, ({ query }) => query),
          null,
        ),
      );
    } finally {
      await postgres.drop(few.name);
      await postgres.drop(many.name);
    }
  },
};

const itself = (time: number) => time;
const addressOf = (subject: number) => `Person-${String(subject)}@Example.com`;

async function withProfiles(out: Reporter, postgres: BenchPostgres, count: number): Promise<Dataset> {
  out.say(`Loading ${String(count)} profiles`);
  return loadDataset(out, postgres, null, (url, { projectId }) =>
    connected(url, async (client) => {
      await client.query(
        'CREATE TEMP TABLE variants AS SELECT n - 1 AS n, body::jsonb FROM unnest($1::text[]) WITH ORDINALITY AS v (body, n)',
        [numbers(0, VARIANTS).map(propertiesOf)],
      );
      await client.query(
        `INSERT INTO subject_data.profiles (project_id, distinct_id, properties, received_at)
         SELECT $1::int, 'u-' || left(md5(s::text), 20), body || jsonb_build_object('$email', 'Person-' || s || '@Example.com'), now()
         FROM generate_series(0, $2::int - 1) AS s JOIN variants ON n = s % $3::int`,
        [projectId, count, VARIANTS],
      );
    }),
  );
}

async function look(out: Reporter, postgres: BenchPostgres, dataset: Dataset, count: number): Promise<Found> {
  const url = await postgres.url(dataset.name);
  const habeas = await Habeas.start(url, dataset.project);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    const times = new Map<string, number>();
    for (const [part, idsOf] of Object.entries(ways(habeas, pool))) {
      let asked = 0;
      const once = async (): Promise<void> => {
        const subject = ((asked += 1) * 7919) % count;
        expectEqual(`Found by ${part}`, await idsOf(addressOf(subject)), [userId(subject)]);
      };
      for (let warm = 0; warm < 5; warm += 1) await once();
      times.set(part, await medianOf(out, LOOKS, once));
    }
    const told = [...times].map(([part, time]) => `${part} ${time.toFixed(2)}`);
    out.say(`  ${String(count)} profiles: ${told.join(', ')} ms`);
    const time = (part: keyof Found) => times.get(part) ?? NaN;
    return { find: time('find'), query: time('query'), store: time('store'), sql: time('sql') };
  } finally {
    await pool.end();
    await habeas.stop();
  }
}

/** The ids under an address, by each of the ways that are compared. */
function ways({ client, project: { projectId } }: Habeas, pool: pg.Pool): Ways {
  const store = new PostgresIngestStore(pool);
  return {
    find: async (address) => {
      const path = `/api/v1/projects/${String(projectId)}/profiles/find`;
      const sent = { property: '$email', value: address.toLowerCase() };
      const { body } = await client.call<{ results: { distinctId: string }[] }>('POST', path, sent);
      return body.results.map(({ distinctId }) => distinctId);
    },
    query: async (address) => {
      const sent = { project_id: projectId, where: `properties["$email"] == "${address}"` };
      const { body } = await client.call<{ results: { $distinct_id: string }[] }>('POST', '/api/query/engage', sent);
      return body.results.map(({ $distinct_id: id }) => id);
    },
    store: async (address) => {
      const wanted = wantedOf('$email', address, () => false);
      if (wanted === null) throw new Error('Nothing is wanted.');
      return store.findProfiles(projectId, { wanted, after: null, most: 21, milliseconds: MOST_TIME });
    },
    sql: (address) => searchByHand(pool, projectId, address),
  };
}

/** By the index, under a bound of time that ends with the transaction; not in order by the statement, which would go through the key. */
async function searchByHand(pool: pg.Pool, projectId: number, address: string): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL statement_timeout = ${String(MOST_TIME)}`);
    const { rows } = await client.query<{ id: string }>(
      `SELECT distinct_id AS id FROM subject_data.profiles
       WHERE project_id = $1 AND lower((properties ->> '$email') COLLATE "C") = $2`,
      [projectId, address.toLowerCase()],
    );
    await client.query('COMMIT');
    return rows.map(({ id }) => id).sort();
  } finally {
    client.release();
  }
}

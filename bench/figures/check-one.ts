import pg from 'pg';
import { SubjectHmac } from '../../src/subject-data/index.js';
import { loadDataset, type Dataset } from '../dataset.js';
import type { BenchPostgres } from '../engines/postgres.js';
import { Habeas, start } from '../habeas.js';
import { expectEqual, inTurns, medianOf, medians, readingOf, type FigureGroup } from '../harness.js';
import { deviceId, numbers, userId } from '../population.js';
import type { Reporter } from '../reporter.js';
import { ApiClient } from '../../test/support/client.js';

/** Ids that one call may name. */
const A_CALL = 2_000;
const WARM = 10;
/** A prime: so the people that are checked lie scattered. */
const STEP = 7919;

interface Times {
  /** Of somebody who opted out, by the id that was named then. */
  readonly refused: number;
  /** The same by the id of their device. */
  readonly device: number;
  /** Of somebody who did not, so that everything that stands for them is looked up. */
  readonly taken: number;
}

type Look = (id: string) => Promise<string | null>;

/**
 * `POST /api/v1/suppressions/check` of one id among many who opted out, against the statement that looks the id alone up, on a connection
 * that is open: what HTTP, the token, the rate, and looking up who is meant cost beside it.
 */
export const CHECK_ONE: FigureGroup = {
  figures: ['check.one'],
  measure: async ({ out, scale, postgres }) => {
    const { optedOut, looks } = scale.check;
    const dataset = await withOptOuts(out, postgres, optedOut);
    try {
      const url = await postgres.url(dataset.name);
      const compared = await inTurns<Times>(out, 'check.one', {
        habeas: () => byHabeas(out, dataset, url, optedOut, looks),
        baseline: () => byHand(out, dataset, url, optedOut, looks),
      });
      const reading = (suffix: string, of: (times: Times) => number) =>
        out.tell(readingOf(`check.one${suffix}`, 'ms', medians(compared, of), null));
      reading('', ({ taken }) => taken);
      reading('.refused', ({ refused }) => refused);
      reading('.device', ({ device }) => device);
    } finally {
      await postgres.drop(dataset.name);
    }
  },
};

/** People of whom every one has a device and the first half opted out, by the API as a company does it. */
async function withOptOuts(out: Reporter, postgres: BenchPostgres, optedOut: number): Promise<Dataset> {
  const population = { subjects: 2 * optedOut, perSubject: 1 };
  return loadDataset(out, postgres, population, async (url, project) => {
    out.say(`Opting ${String(optedOut)} people out`);
    const app = await start(url);
    try {
      const client = new ApiClient(app, project);
      for (let from = 0; from < optedOut; from += A_CALL) {
        const distinctIds = numbers(from, Math.min(optedOut, from + A_CALL)).map(userId);
        const sent = { projectId: project.projectId, distinctIds };
        expectEqual('Status of opting out', (await client.call('POST', '/api/v1/opt-outs', sent)).status, 200);
      }
    } finally {
      await app.stop();
    }
  });
}

async function byHabeas(
  out: Reporter,
  { project }: Dataset,
  url: string,
  optedOut: number,
  looks: number,
): Promise<Times> {
  const habeas = await Habeas.start(url, project);
  const { projectId } = project;
  try {
    return await timesOf(out, optedOut, looks, async (id) => {
      const sent = { projectId, distinctIds: [id] };
      const path = '/api/v1/suppressions/check';
      const { body } = await habeas.client.call<{ results: { reason: string | null }[] }>('POST', path, sent);
      return body.results[0]?.reason ?? null;
    });
  } finally {
    await habeas.stop();
  }
}

async function byHand(
  out: Reporter,
  { project }: Dataset,
  url: string,
  optedOut: number,
  looks: number,
): Promise<Times> {
  const habeas = await Habeas.start(url, project);
  const hmac = habeas.app.application.get(SubjectHmac);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await timesOf(out, optedOut, looks, async (id) => {
      const { rows } = await client.query<{ reason: string }>(
        'SELECT reason FROM suppressions WHERE project_id = $1 AND id_hmac = $2 LIMIT 1',
        [project.projectId, hmac.of(project.projectId, id)],
      );
      return rows[0]?.reason ?? null;
    });
  } finally {
    await client.end();
    await habeas.stop();
  }
}

async function timesOf(out: Reporter, optedOut: number, looks: number, look: Look): Promise<Times> {
  const timeOf = async (idOf: (subject: number) => string, reason: string | null): Promise<number> => {
    let asked = 0;
    const once = async (): Promise<void> => {
      const subject = ((asked += 1) * STEP) % optedOut;
      expectEqual('Reason', await look(idOf(subject)), reason);
    };
    for (let warm = 0; warm < WARM; warm += 1) await once();
    return medianOf(out, looks, once);
  };
  return {
    refused: await timeOf(userId, 'opt-out'),
    device: await timeOf(deviceId, 'opt-out'),
    taken: await timeOf((subject) => userId(optedOut + subject), null),
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { HabeasProcess, withBareServer } from '../child.js';
import { loadDataset, type Dataset } from '../dataset.js';
import { statement } from '../engines/postgres.js';
import { expectEqual, inTurns, medianOf, medians, readingOf, timed, type Bench, type FigureGroup } from '../harness.js';
import { post, withClients } from '../load-generator.js';
import { numbers } from '../population.js';
import { eventAt, eventsOfMonths, variantTexts, wireBatch, type SentEvent } from '../sent-events.js';

const MEGABYTE = 1024 * 1024;

const INSERT = `INSERT INTO subject_data.events (project_id, distinct_id, time, event, insert_id, properties, received_at)
  SELECT $1::int, * FROM unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::jsonb[], $3::timestamptz[])`;

/**
 * Events taken in over HTTP as browsers send them, against one INSERT of the same rows for each batch, by as many connections; beside
 * it the same calls of a server that does nothing with them, so that the cost of HTTP and of the client is told apart; and the most
 * memory of a process that took in many, against one that took in few.
 */
export const TRACK: FigureGroup = {
  figures: ['track.rate', 'track.memory'],
  measure: async (bench, wanted) => {
    const dataset = await loadDataset(bench.out, bench.postgres, null);
    try {
      if (wanted.has('track.rate')) await measureRate(bench, dataset);
      if (wanted.has('track.memory')) await measureMemory(bench, dataset);
    } finally {
      await bench.postgres.drop(dataset.name);
    }
  },
};

async function measureRate({ out, scale, postgres }: Bench, { name, project }: Dataset): Promise<void> {
  const { rows, batch, clients } = scale.track;
  const url = await postgres.url(name);
  const bodies = variantTexts();
  const batchesOf = (run: number): SentEvent[][] =>
    numbers(0, Math.ceil(rows / batch)).map((at) =>
      numbers(at * batch, Math.min(rows, (at + 1) * batch)).map((n) => eventAt(run, rows, n)),
    );
  await withHabeas(url, async (habeas) => {
    const track = tracker(habeas.url);
    const formed = (events: readonly SentEvent[]): Buffer => formOf(project.projectToken, bodies, events);
    await track(formed(eventsOfMonths()));
    const pool = new pg.Pool({ connectionString: url, max: clients, application_name: 'bench' });
    try {
      const compared = await inTurns(out, 'track.rate', {
        habeas: async (repetition) => {
          const pieces = batchesOf(2 * repetition).map(formed);
          return timed(out, () => withClients(clients, pieces, track));
        },
        baseline: async (repetition) => {
          const pieces = batchesOf(2 * repetition + 1).map((events) => columnsOf(bodies, project.projectId, events));
          return timed(out, () =>
            withClients(clients, pieces, async (piece) => void (await pool.query(INSERT, piece))),
          );
        },
      });
      const counted = await statement(url, 'SELECT count(*)::int AS n FROM subject_data.events');
      expectEqual('Rows taken in', counted.rows[0]?.['n'], 12 + 6 * rows);
      const measured = medians(compared, (time) => time);
      out.tell(readingOf('track.rate', 'ms', measured, 2));
      const pieces = batchesOf(0).map(formed);
      const bare = await withBareServer(TAKEN, (bareUrl) =>
        medianOf(out, 3, () => withClients(clients, pieces, tracker(bareUrl))),
      );
      out.tell(readingOf('track.rate.http', 'ms', { value: bare, baseline: measured.baseline }, null));
    } finally {
      await pool.end();
    }
  });
}

async function measureMemory({ out, scale, postgres }: Bench, { name, project }: Dataset): Promise<void> {
  const { batch, clients, few, many } = scale.track;
  const url = await postgres.url(name);
  const bodies = variantTexts();
  const mostHeld = async (run: number, events: number): Promise<number> =>
    withHabeas(url, async (habeas) => {
      const track = tracker(habeas.url);
      const formed = (sent: readonly SentEvent[]): Buffer => formOf(project.projectToken, bodies, sent);
      await track(formed(eventsOfMonths()));
      await timed(out, () =>
        withClients(clients, numbers(0, Math.ceil(events / batch)), (at) =>
          track(formed(numbers(at * batch, Math.min(events, (at + 1) * batch)).map((n) => eventAt(run, events, n)))),
        ),
      );
      const most = habeas.memory('VmHWM') / MEGABYTE;
      out.say(`  ${String(events)} events: ${most.toFixed(0)} MB at the most`);
      return most;
    });
  out.say('track.memory');
  const baseline = await mostHeld(100, few);
  const value = await mostHeld(101, many);
  out.tell(readingOf('track.memory', 'MB', { value, baseline }, 1.1));
}

async function withHabeas<T>(url: string, work: (habeas: HabeasProcess) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'habeas-bench-track-'));
  const habeas = await HabeasProcess.start(url, directory, { ROLE: 'api' });
  try {
    return await work(habeas);
  } finally {
    await habeas.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A batch as a browser sends it: a form of base64. */
function formOf(token: string, bodies: readonly string[], events: readonly SentEvent[]): Buffer {
  const data = Buffer.from(wireBatch(bodies, events, () => `"token":"${token}",`)).toString('base64');
  return Buffer.from(`data=${encodeURIComponent(data)}`);
}

function tracker(server: string) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return async (body: Buffer): Promise<void> => {
    expectEqual('The answer to a batch', await post(`${server}/track/?verbose=1&ip=0`, headers, body, 200), TAKEN);
  };
}

const TAKEN = '{"error":null,"status":1}';

function columnsOf(bodies: readonly string[], projectId: number, events: readonly SentEvent[]): unknown[] {
  return [
    projectId,
    events.map(({ subject }) => subject),
    events.map(({ time }) => new Date(time).toISOString()),
    events.map(({ name }) => name),
    events.map(({ insertId }) => insertId),
    events.map(({ variant }) => bodies[variant] ?? '{}'),
  ];
}

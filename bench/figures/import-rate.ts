import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HabeasProcess } from '../child.js';
import { copyIn } from '../engines/copy.js';
import { loadDataset } from '../dataset.js';
import { expectEqual, inTurns, medians, readingOf, timed, type FigureGroup } from '../harness.js';
import { post, withClients } from '../load-generator.js';
import { numbers } from '../population.js';
import { eventAt, eventsOfMonths, variantTexts, wireBatch, type SentEvent } from '../sent-events.js';
import { connected, statement } from '../engines/postgres.js';

/** Places are looked up, and properties are blocked of which each event brings one; COPY takes the events without either. */
const PRIVACY = `UPDATE projects SET blocked_properties = '{secret,"utm_*"}', look_up_places = true`;

/** Events taken in over HTTP, against COPY of the same rows into the same table with the same index. */
export const IMPORT_RATE: FigureGroup = {
  figures: ['import.rate'],
  measure: async ({ out, scale, postgres }) => {
    const { rows, batch, clients } = scale.import;
    const { name, project } = await loadDataset(out, postgres, null);
    const url = await postgres.url(name);
    await statement(url, PRIVACY);
    const directory = mkdtempSync(join(tmpdir(), 'habeas-bench-import-'));
    const habeas = await HabeasProcess.start(url, directory, { ROLE: 'api' });
    const basic = Buffer.from(`${project.apiSecret}:`).toString('base64');
    const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/json' };
    const bodies = variantTexts();
    const send = (body: string) => post(`${habeas.url}/import?strict=1`, headers, Buffer.from(body), 200);
    try {
      // Makes the twelve partitions, which neither side is measured with.
      await send(wireBatch(bodies, eventsOfMonths(), cutDown));
      const compared = await inTurns(out, 'import.rate', {
        habeas: async (repetition) => {
          const pieces = numbers(0, Math.ceil(rows / batch)).map((at) =>
            wireBatch(
              bodies,
              numbers(at * batch, Math.min(rows, (at + 1) * batch)).map((n) => eventAt(2 * repetition, rows, n)),
              cutDown,
            ),
          );
          return timed(out, () => withClients(clients, pieces, async (body) => void (await send(body))));
        },
        baseline: async (repetition) => {
          const chunks = numbers(0, Math.ceil(rows / batch)).map((at) =>
            copyBatch(
              bodies,
              project.projectId,
              numbers(at * batch, Math.min(rows, (at + 1) * batch)).map((n) => eventAt(2 * repetition + 1, rows, n)),
            ),
          );
          const text =
            'COPY subject_data.events (project_id, distinct_id, time, event, insert_id, properties, received_at) FROM STDIN';
          return connected(url, (client) => timed(out, () => copyIn(client, text, chunks)));
        },
      });
      const counted = await statement(url, 'SELECT count(*)::int AS n FROM subject_data.events');
      expectEqual('Rows taken in', counted.rows[0]?.['n'], 12 + 6 * rows);
      out.tell(
        readingOf(
          'import.rate',
          'ms',
          medians(compared, (time) => time),
          2,
        ),
      );
    } finally {
      await habeas.stop();
      await postgres.drop(name);
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

function cutDown({ time }: SentEvent): string {
  return `"ip":"${addressAt(time)}","utm_campaign":"autumn",`;
}

/** A public address, always the same for the same moment. */
function addressAt(time: number): string {
  const n = Math.floor(time / 1000);
  return [11 + (n % 78), Math.floor(n / 7) % 256, Math.floor(n / 1000) % 256, 1 + (n % 254)].join('.');
}

/** The rows as COPY's text; no value of ours needs escaping. */
function copyBatch(bodies: readonly string[], projectId: number, events: readonly SentEvent[]): Buffer {
  const lines = events.map(({ subject, time, name, insertId, variant }) => {
    const at = new Date(time).toISOString();
    return `${String(projectId)}\t${subject}\t${at}\t${name}\t${insertId}\t${bodies[variant] ?? '{}'}\t${at}\n`;
  });
  return Buffer.from(lines.join(''));
}

import { get } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from '../../test/support/app.js';
import { HabeasProcess } from '../child.js';
import { loadDataset } from '../dataset.js';
import { copyOut } from '../engines/copy.js';
import { connected } from '../engines/postgres.js';
import { expectEqual, inTurns, medians, readingOf, timed, type FigureGroup } from '../harness.js';
import { eventsOf, populationOf } from '../population.js';

const MEGABYTE = 1024 * 1024;
const LINE_END = 10;
/** The days that the people of the bench have events on. */
const [FIRST_DAY, LAST_DAY] = ['2025-01-01', '2025-12-31'];
/** A tenth of them, by which the memory is compared. */
const SHORT = '2025-02-05';

/** The raw export of a project's year as a client reads it, against COPY of the same lines; and what it takes of memory. */
export const RAW_EXPORT: FigureGroup = {
  figures: ['raw-export.time', 'raw-export.memory'],
  measure: async ({ out, scale, postgres }, wanted) => {
    const { events, perSubject, repetitions } = scale.rawExport;
    const population = populationOf(events, perSubject);
    const { name, project } = await loadDataset(out, postgres, population);
    const url = await postgres.url(name);
    const directory = mkdtempSync(join(tmpdir(), 'habeas-bench-raw-export-'));
    const start = () => HabeasProcess.start(url, directory, { ROLE: 'api' });
    try {
      const habeas = await start();
      const ours = async () => {
        let lines = 0;
        const spent = await timed(out, async () => void (lines = await linesOf(habeas, project, LAST_DAY)));
        expectEqual('Lines of the raw export', lines, eventsOf(population));
        out.say(`  raw export ${spent.toFixed(0)} ms`);
        return spent;
      };
      const baseline = async () => {
        let lines = 0;
        const spent = await timed(out, async () => void (lines = await copiedLines(url, project.projectId)));
        expectEqual('Lines of COPY', lines, eventsOf(population));
        out.say(`  COPY ${spent.toFixed(0)} ms`);
        return spent;
      };
      if (wanted.has('raw-export.time')) {
        const compared = await inTurns<number>(out, 'raw-export.time', { habeas: ours, baseline }, repetitions);
        out.tell(
          readingOf(
            'raw-export.time',
            'ms',
            medians(compared, (spent) => spent),
            4,
          ),
        );
      }
      await habeas.stop();
      if (wanted.has('raw-export.memory')) {
        const growth = async (lastDay: string) => {
          const fresh = await start();
          await linesOf(fresh, project, FIRST_DAY);
          const idle = fresh.memory('VmRSS');
          await linesOf(fresh, project, lastDay);
          const grown = (fresh.memory('VmHWM') - idle) / MEGABYTE;
          await fresh.stop();
          return grown;
        };
        const measured = { value: await growth(LAST_DAY), baseline: await growth(SHORT) };
        out.tell(readingOf('raw-export.memory', 'MB', measured, null));
      }
    } finally {
      await postgres.drop(name);
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

/** Reads a raw export as a client does that keeps nothing of it. */
async function linesOf({ url }: HabeasProcess, project: TestProject, lastDay: string): Promise<number> {
  const query = `project_id=${String(project.projectId)}&from_date=${FIRST_DAY}&to_date=${lastDay}`;
  const request = get(`${url}/api/2.0/export?${query}`, { headers: { authorization: `Bearer ${project.oauthToken}` } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expectEqual('Status of the raw export', response.statusCode, 200);
  return countLines(response);
}

/** The same lines, made by the server. */
async function copiedLines(url: string, projectId: number): Promise<number> {
  const lines = `SELECT '{"event":' || to_json(event) || ',"properties":{"time":' || floor(extract(epoch FROM time))
      || ',"distinct_id":' || to_json(distinct_id) || ',"$insert_id":' || to_json(insert_id) || ',' || substr(properties::text, 2) || '}'
    FROM subject_data.events WHERE project_id = ${String(projectId)} AND time >= '${FIRST_DAY}' AND time < '2026-01-01'`;
  return connected(url, (client) => countLines(copyOut(client, `COPY (${lines}) TO STDOUT`)));
}

async function countLines(chunks: AsyncIterable<Buffer>): Promise<number> {
  let lines = 0;
  for await (const chunk of chunks) {
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) lines += 1;
  }
  return lines;
}

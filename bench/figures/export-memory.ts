import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HabeasProcess } from '../child.js';
import { loadDataset, type Dataset } from '../dataset.js';
import { expectEqual, median, readingOf, timed, type FigureGroup } from '../harness.js';
import { Habeas } from '../habeas.js';
import type { Reporter } from '../reporter.js';
import { numbers, populationOf, userId } from '../population.js';

const MEGABYTE = 1024 * 1024;
const MOST_MEGABYTES = 100;
/** Until a process that has just worked lies still. */
const SETTLING = 2_000;

/** How much a worker's memory grows over idle by a large export, against a small one. A worker of its own for each. */
export const EXPORT_MEMORY: FigureGroup = {
  figures: ['export.memory'],
  measure: async ({ out, scale, postgres }) => {
    const { subjects, small, large, repetitions } = scale.memory;
    const few = await loadDataset(out, postgres, populationOf(small, small / subjects));
    const many = await loadDataset(out, postgres, populationOf(large, large / subjects));
    try {
      const growths = { few: [] as number[], many: [] as number[] };
      for (const repetition of numbers(0, repetitions)) {
        out.say(`export.memory: ${String(repetition + 1)} of ${String(repetitions)}`);
        growths.few.push(await growthOf(out, few, await postgres.url(few.name)));
        growths.many.push(await growthOf(out, many, await postgres.url(many.name)));
      }
      const measured = { value: median(growths.many), baseline: median(growths.few) };
      const reading = readingOf('export.memory', 'MB', measured, 1.2);
      out.tell({ ...reading, ok: reading.ok === true && measured.value < MOST_MEGABYTES });
    } finally {
      await postgres.drop(few.name);
      await postgres.drop(many.name);
    }
  },
};

async function growthOf(out: Reporter, dataset: Dataset, url: string): Promise<number> {
  const { project, population } = dataset;
  const directory = mkdtempSync(join(tmpdir(), 'habeas-bench-memory-'));
  const worker = await HabeasProcess.start(url, directory, { ROLE: 'worker', DISPATCH_INTERVAL: '1s' });
  const habeas = await Habeas.start(url, project);
  try {
    await runExport(habeas, 1);
    await pause(SETTLING);
    // What a start leaves behind, some 40 MB, is given back at any moment: the least that was seen is what an idle worker holds.
    let idle = Infinity;
    const look = () => {
      idle = Math.min(idle, worker.memory('VmRSS'));
    };
    look();
    const spent = await timed(out, async () => {
      const id = await runExport(habeas, population.subjects, look);
      const rows = await habeas.prisma.requestTally.aggregate({
        where: { requestId: id, collection: 'events' },
        _sum: { rows: true },
      });
      expectEqual('Exported events', Number(rows._sum.rows), population.subjects * population.perSubject);
    });
    const growth = (worker.memory('VmHWM') - idle) / MEGABYTE;
    out.say(`  ${growth.toFixed(0)} MB over ${(idle / MEGABYTE).toFixed(0)} MB idle, ${(spent / 1000).toFixed(0)} s`);
    return growth;
  } finally {
    await worker.stop();
    await habeas.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Opens an export and waits until the worker has carried it out, looking at it meanwhile. */
async function runExport(habeas: Habeas, subjects: number, look = () => {}): Promise<string> {
  const id = await habeas.client.open({ kind: 'export', distinctIds: numbers(0, subjects).map(userId) });
  for (let status = ''; status !== 'SUCCESS'; await pause(100)) {
    look();
    status = await habeas.statusOf(id);
    if (status === 'FAILURE') throw new Error('The export failed.');
  }
  return id;
}

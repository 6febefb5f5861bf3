import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { ArtifactStore } from '../../src/artifacts/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { loadDataset } from '../dataset.js';
import {
  expectEqual,
  inTurns,
  medians,
  readingOf,
  timed,
  type Bench,
  type Compared,
  type FigureGroup,
} from '../harness.js';
import { Habeas } from '../habeas.js';
import { idsOf, numbers, populationOf, rowsOf, userId, type Population } from '../population.js';
import { rawExport, type ReadyFile } from '../engines/raw-export.js';

interface Exported {
  /** Up to the sealed artifact. */
  readonly sealed: number;
  /** Up to SUCCESS, the reading back of the artifact included. */
  readonly whole: number;
}

/** An export into the sealed artifact, against COPY of the same lines into an archive that is not encrypted. */
export const EXPORT_TIME: FigureGroup = {
  figures: ['export.time'],
  measure: async ({ out, scale, postgres }) => {
    const population = populationOf(scale.postgres.events, scale.postgres.perSubject);
    const { name, project } = await loadDataset(out, postgres, population);
    const url = await postgres.url(name);
    const habeas = await Habeas.start(url, project);
    const directory = mkdtempSync(join(tmpdir(), 'habeas-bench-export-'));
    try {
      const compared = await compare({ out, scale, url, habeas, population, directory });
      out.tell(readingOf('export.time', 'ms', medians(compared, sealedTime), 1.5));
      out.tell(readingOf('export.time.read-back', 'ms', medians(compared, wholeTime), null));
    } finally {
      await habeas.stop();
      await postgres.drop(name);
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

const sealedTime = ({ sealed }: Exported) => sealed;
const wholeTime = ({ whole }: Exported) => whole;

interface Course extends Pick<Bench, 'out' | 'scale'> {
  readonly url: string;
  readonly habeas: Habeas;
  readonly population: Population;
  /** For the archive of the baseline. */
  readonly directory: string;
}

/** Both sides by turns, after a first export that shows what pages and rows there are. */
async function compare({ out, scale, url, habeas, population, directory }: Course): Promise<Compared<Exported>> {
  const { subjects, repetitions } = scale.export;
  const watch = new SealWatch(habeas);
  const first = await runExport(habeas, watch, subjects);
  const { pages, lines } = await readArchive(habeas, first.id, subjects);
  const rows = Object.values(rowsOf(population, 0, subjects)).reduce((sum, n) => sum + n, 0);
  const persons = numbers(0, subjects).map((subject) => idsOf(subject, subject + 1));
  const path = join(directory, 'raw.zip');
  expectEqual('Rows in the export', lines, rows);
  const ours = async () => {
    const run = await runExport(habeas, watch, subjects);
    out.measured(run.whole);
    out.say(`  sealed ${run.sealed.toFixed(0)} ms, read back ${run.whole.toFixed(0)} ms, ${String(run.bytes)} bytes`);
    return run;
  };
  const baseline = async () => {
    let copied = 0;
    const whole = await timed(out, async () => {
      copied = await rawExport(url, habeas.project.projectId, persons, pages, path);
    });
    expectEqual('Rows in the raw export', copied, rows);
    out.say(`  raw ${whole.toFixed(0)} ms, ${String(statSync(path).size)} bytes`);
    return { sealed: whole, whole };
  };
  return inTurns<Exported>(out, 'export.time', { habeas: ours, baseline }, repetitions);
}

async function runExport(habeas: Habeas, watch: SealWatch, subjects: number) {
  const id = await habeas.client.open({ kind: 'export', distinctIds: numbers(0, subjects).map(userId) });
  const start = performance.now();
  await habeas.app.application.get(ExportRun).run(id);
  const whole = performance.now() - start;
  expectEqual('Status of the export', await habeas.statusOf(id), 'SUCCESS');
  const { bytes } = await habeas.prisma.artifact.findUniqueOrThrow({ where: { requestId: id } });
  return { id, whole, sealed: watch.sealedAt - start, bytes };
}

/** Tells when the last artifact was sealed: when its blob was closed. */
class SealWatch {
  sealedAt = 0;

  constructor(habeas: Habeas) {
    const store = habeas.app.application.get(ArtifactStore, { strict: false });
    const write = store.write.bind(store);
    Object.assign(store, {
      write: (name: string) =>
        write(name).once('close', () => {
          this.sealedAt = performance.now();
        }),
    });
  }
}

/** What somebody who fetches the export finds: its pages by subject, and how many rows there are. */
async function readArchive(
  habeas: Habeas,
  id: string,
  subjects: number,
): Promise<{ pages: ReadyFile[][]; lines: number }> {
  const response = await fetch(`${habeas.app.url}/api/v1/requests/${id}/download`, {
    headers: { authorization: `Bearer ${habeas.project.oauthToken}` },
  });
  const zip = new ZipReader(new Uint8ArrayReader(new Uint8Array(await response.arrayBuffer())));
  const pages: ReadyFile[][] = numbers(0, subjects).map(() => []);
  let lines = 0;
  for (const entry of await zip.getEntries()) {
    if (entry.directory) continue;
    const [folder = '', path = ''] = entry.filename.split('/');
    const content = Buffer.from(await entry.getData(new Uint8ArrayWriter()));
    if (/(index|about)\.\w+$|\.csv$|-recording-\d+\.html$/.test(path))
      pages[Number(/\d+$/.exec(folder)?.[0]) - 1]?.push({ path, content });
    else if (path.endsWith('-profile.json')) lines += (JSON.parse(content.toString()) as unknown[]).length;
    else if (path !== '') lines += content.toString().trimEnd().split('\n').length;
  }
  await zip.close();
  return { pages, lines };
}

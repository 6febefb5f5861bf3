import { startBenchClickHouse, type BenchClickHouse } from './engines/clickhouse.js';
import { GROUPS } from './figures/index.js';
import type { Bench } from './harness.js';
import { writeMarkdown } from './markdown.js';
import type { Options } from './options.js';
import { Reporter } from './reporter.js';
import { BenchPostgres } from './engines/postgres.js';

/** Measures what the options ask for. Returns the exit code: 1 where something did not work, not where a target was missed. */
export async function runBench(options: Options): Promise<number> {
  const known = GROUPS.flatMap(({ figures }) => figures);
  const unknown = options.only.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`Not a figure: ${unknown.join(', ')}. There are ${known.join(', ')}.\n`);
    return 2;
  }
  const wanted = new Set(options.only.length === 0 ? known : options.only);
  const out = new Reporter(options.json);
  const postgres = await BenchPostgres.open();
  let clickHouse: Promise<BenchClickHouse> | null = null;
  const bench: Bench = {
    scale: options.scale,
    postgres,
    out,
    clickHouse: () => (clickHouse ??= startBenchClickHouse(out)),
  };
  const close = async (): Promise<void> => {
    await clickHouse?.then((server) => server.stop()).catch(() => undefined);
    await postgres.close();
  };
  // What is being measured would go on for minutes; the servers and their files are taken along.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().finally(() => process.exit(130)));
  }
  let failed = 0;
  try {
    for (const group of GROUPS.filter(({ figures }) => figures.some((name) => wanted.has(name)))) {
      failed += await group.measure(bench, wanted).then(
        () => 0,
        (error: unknown) => {
          out.say(
            `${group.figures.join(', ')} could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          );
          return 1;
        },
      );
      // After each group, so that a run which is broken off leaves what it has.
      if (options.markdown !== null)
        writeMarkdown(options.markdown, out.readings, options.scale, out.measuredMilliseconds / 1000);
    }
  } finally {
    await close();
  }
  out.say(`${String(Math.round(out.measuredMilliseconds / 1000))} s of it were measured.`);
  return failed > 0 ? 1 : 0;
}

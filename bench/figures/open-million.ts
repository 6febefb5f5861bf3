import { Dispatcher } from '../../src/jobs/dispatcher.service.js';
import type { Dataset } from '../dataset.js';
import { expectEqual, inTurns, medianOf, medians, readingOf, timed, worstOf, type FigureGroup } from '../harness.js';
import { Habeas, start } from '../habeas.js';
import { manyRequests } from '../many-requests.js';
import type { Reporter } from '../reporter.js';
import type { BenchPostgres } from '../engines/postgres.js';

const LOOKS = 20;
/** Of the open requests so many are due; the others wait for days. */
const DUE = 3;

interface Looked {
  readonly tick: number;
  readonly list: number;
  /** A page of those in a state that none is in. */
  readonly none: number;
  readonly restart: number;
}

/** The dispatcher's look, a page of the list and a restart with very many open requests, against the same with few. */
export const OPEN_MILLION: FigureGroup = {
  figures: ['open.million'],
  measure: async ({ out, scale, postgres }) => {
    const few = await withRequests(out, postgres, scale.open.few);
    const many = await withRequests(out, postgres, scale.open.many);
    try {
      const compared = await inTurns(out, 'open.million', {
        habeas: () => look(out, postgres, many, scale.open.many),
        baseline: () => look(out, postgres, few, scale.open.few),
      });
      const parts = (['tick', 'list', 'restart'] as const).map((part) =>
        readingOf(
          `open.million.${part}`,
          'ms',
          medians(compared, (looked) => looked[part]),
          2,
        ),
      );
      out.tell(worstOf('open.million', parts));
      for (const part of parts) out.tell(part);
      out.tell(
        readingOf(
          'open.million.none',
          'ms',
          medians(compared, ({ none }) => none),
          null,
        ),
      );
    } finally {
      await postgres.drop(few.name);
      await postgres.drop(many.name);
    }
  },
};

/** A database with so many open deletions of one subject each, alike to the one that Habeas itself opened first. */
async function withRequests(out: Reporter, postgres: BenchPostgres, count: number): Promise<Dataset> {
  out.say(`Loading ${String(count)} open requests`);
  const long = `timestamptz '2026-01-01'`;
  return manyRequests(out, postgres, count, {
    request: {
      opened_at: `${long} + n * interval '1 second'`,
      next_attempt_at: `CASE WHEN n <= ${String(DUE)} THEN ${long} ELSE now() + interval '1 day' + n % 5000 * interval '1 minute' END`,
      waiting_for: `CASE WHEN n <= ${String(DUE)} THEN 'worker' ELSE 'grace' END`,
    },
  });
}

async function look(
  out: Reporter,
  postgres: BenchPostgres,
  { name, project }: Dataset,
  count: number,
): Promise<Looked> {
  const url = await postgres.url(name);
  const restart = await restartOf(out, url);
  const habeas = await Habeas.start(url, project);
  try {
    const open = await habeas.prisma.request.count({ where: { status: 'PENDING' } });
    expectEqual('Open requests', open, count);
    const dispatcher = habeas.app.application.get(Dispatcher);
    await dispatcher.tick();
    const tick = await medianOf(out, LOOKS, () => dispatcher.tick());
    const page = async (query: string, found: number): Promise<void> => {
      const { body } = await habeas.client.call<{ results: unknown[] }>('GET', `/api/v1/requests${query}`);
      expectEqual('Requests on the page', body.results.length, found);
    };
    await page('', Math.min(50, count));
    const list = await medianOf(out, LOOKS, () => page('', Math.min(50, count)));
    const none = await medianOf(out, LOOKS, () => page('?status=FAILURE', 0));
    const told = Object.entries({ tick, list, none, restart }).map(([part, time]) => `${part} ${time.toFixed(1)}`);
    out.say(`  ${String(count)} open: ${told.join(', ')} ms`);
    return { tick, list, none, restart };
  } finally {
    await habeas.stop();
  }
}

/** From nothing to the first look of the dispatcher, in a process that has loaded its modules already. */
async function restartOf(out: Reporter, url: string): Promise<number> {
  let app: Awaited<ReturnType<typeof start>> | null = null;
  let restore = (): void => undefined;
  try {
    return await timed(out, async () => {
      const looked = new Promise<void>((resolve) => {
        const tick = Object.getOwnPropertyDescriptor(Dispatcher.prototype, 'tick')?.value as (
          this: Dispatcher,
        ) => Promise<void>;
        restore = () => void Object.assign(Dispatcher.prototype, { tick });
        Object.assign(Dispatcher.prototype, {
          tick: async function (this: Dispatcher): Promise<void> {
            await tick.call(this);
            resolve();
          },
        });
      });
      app = await start(url, { ROLE: 'all', DISPATCH_INTERVAL: '1h', EXPORT_CONCURRENCY: '1' });
      await looked;
    });
  } finally {
    restore();
    await (app as Awaited<ReturnType<typeof start>> | null)?.stop();
  }
}

import { ProjectsService } from '../../src/access/index.js';
import { signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole } from '../support/console-browser.js';
import { createTestDatabase } from '../support/database.js';
import { SHOP_TABLES, shopDataMap, withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';

const DAY = 86_400_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;

/** Ids as nobody would wish them: markup, from right to left, and as long as one may be. Of people the shop knows. */
export const HARD_IDS = ['<img src=x onerror=alert(1)>', 'معرف-المستخدم\u202E', 'x'.repeat(255)] as const;
/** The same of people whom the shop has erased. */
export const GONE_IDS = ['<img src=y onerror=alert(2)>', 'معرف-المحذوف\u202E', 'y'.repeat(255)] as const;
/** What all of them say of themselves. */
export const HARD_EMAIL = 'hard@example.com';

/** The console of a shop that has answered requests, erased people, left duties and let time do its work. */
export interface Shop extends OpenConsole {
  readonly client: ApiClient;
  /** An export that has ended. */
  readonly exportId: string;
  /** A deletion that has ended, with a record and with duties: one person was on hold, and invoices are kept. */
  readonly deletionId: string;
  /** A deletion that can still be decided about. */
  readonly waitingId: string;
  /** A run of the retention. */
  readonly runId: string;
}

export async function openShop(): Promise<Shop> {
  const database = await createTestDatabase();
  await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
  const opened = await openConsole({ database, dataMap: shopDataMap(FIRST_PROJECT) });
  try {
    return { ...opened, ...(await work(opened)) };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

type Work = Omit<Shop, keyof OpenConsole>;

async function work({ app, project }: OpenConsole): Promise<Work> {
  const client = new ApiClient(app, project);
  const { projectId } = project;
  const ended = (id: string) => until('a request to end', async () => (await client.show(id)).status === 'SUCCESS');
  const post = async (path: string, body: object): Promise<void> => {
    const { status } = await client.call('POST', path, { projectId, ...body });
    if (status >= 300) throw new Error(`${path} answered ${status}.`);
  };
  const hold = (distinctIds: readonly string[]) =>
    post('/api/v1/holds', { distinctIds, basis: 'Litigation', until: new Date(Date.now() + 400 * DAY).toISOString() });

  const known = [...HARD_IDS, ...GONE_IDS];
  await client.importEvents(known.map(seen));
  await client.engage(known.map((id) => ({ $distinct_id: id, $set: { $email: HARD_EMAIL } })));
  await withClient(app.databaseUrl, async (sql) => {
    for (const id of known)
      await sql.query(`INSERT INTO invoice (customer, total, issued) VALUES ($1, 19.99, '2025-06-06')`, [id]);
  });

  await hold(GONE_IDS.slice(0, 1));
  const deletionId = await client.open({ kind: 'deletion', distinctIds: GONE_IDS });
  await ended(deletionId);
  const exportId = await client.open({ kind: 'export', distinctIds: HARD_IDS });
  await ended(exportId);
  const owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
  const run = await owner.post('/retention/runs');
  const runId = (run.body as { id: string }).id;
  await until('the run to end', () =>
    app.prisma.retentionRun.findFirst({ where: { id: runId, finishedAt: { not: null } } }),
  );

  // From here on a deletion waits, so that it can be decided about.
  await app.application.get(ProjectsService).change('operator', projectId, { deletionGraceSeconds: DAY / 1000 });
  const waitingId = await client.open({ kind: 'deletion', distinctIds: ['somebody-else'] });
  await hold(HARD_IDS);
  await post('/api/v1/opt-outs', { distinctIds: HARD_IDS });
  return { client, exportId, deletionId, waitingId, runId };
}

function seen(distinctId: string, index: number): object {
  const time = Math.floor(Date.now() / 1000) - 60;
  return { event: 'Signed up', properties: { time, distinct_id: distinctId, $insert_id: `seen-${index}` } };
}

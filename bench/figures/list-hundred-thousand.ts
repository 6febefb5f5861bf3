import type { Dataset } from '../dataset.js';
import { expectEqual, inTurns, medianOf, medians, readingOf, worstOf, type FigureGroup } from '../harness.js';
import { Habeas } from '../habeas.js';
import { manyRequests } from '../many-requests.js';
import { userId } from '../population.js';
import type { Reporter } from '../reporter.js';
import type { BenchPostgres } from '../engines/postgres.js';

const LOOKS = 20;
const PAGE = 50;
const TARGET = 1.5;
const DAY = 86_400_000;

/** Of the requests of either database, the oldest, so many are what a filter looks for among all others. */
const FAILED = 20;
const SOME = 60;
const [APPROVAL, ATTENTION, OVERDUE, AT_RISK, HOLD_ENDED] = [0, 1, 2, 3, 4].map((at) => {
  const from = FAILED + 1 + at * SOME;
  return `n BETWEEN ${String(from)} AND ${String(from + SOME - 1)}`;
}) as [string, string, string, string, string];

const RARE = String(FAILED + 5 * SOME);

/** Of the others seven in ten have ended; their states, kinds, laws and deadlines are mixed. */
const COLUMNS = {
  status: `CASE WHEN n <= ${String(FAILED)} THEN 'FAILURE' WHEN ${APPROVAL} OR ${OVERDUE} OR ${AT_RISK} THEN 'PENDING'
    WHEN ${ATTENTION} THEN 'STARTED' WHEN ${HOLD_ENDED} OR n % 10 < 5 THEN 'SUCCESS' WHEN n % 10 = 5 THEN 'DENIED'
    WHEN n % 10 = 6 THEN 'REVOKED' WHEN n % 10 = 9 THEN 'STARTED' ELSE 'PENDING' END`,
  kind: `CASE WHEN ${APPROVAL} OR ${HOLD_ENDED} OR n % 3 = 0 THEN 'deletion' ELSE 'export' END`,
  regime: `CASE WHEN n % 4 < 1 THEN 'CCPA' ELSE 'GDPR' END`,
  waiting_for: `CASE WHEN ${APPROVAL} THEN 'approval' WHEN n > ${RARE} AND n % 10 IN (7, 8) THEN 'grace' END`,
  approval_needed: APPROVAL,
  opened_at: `timestamptz '2025-01-01' + n * interval '5 minutes'`,
  due_at: `CASE WHEN ${OVERDUE} THEN now() - interval '3 days' WHEN ${AT_RISK} THEN now() + interval '3 days'
    WHEN n % 10 > 6 OR n <= ${RARE} THEN now() + (10 + n / 10 % 20) * interval '1 day'
    ELSE timestamptz '2025-02-01' + n * interval '5 minutes' END`,
  next_attempt_at: 'NULL',
  finished_at: `CASE WHEN n % 10 < 7 THEN timestamptz '2025-01-08' + n * interval '5 minutes' END`,
  attention_since: `CASE WHEN ${ATTENTION} THEN now() END`,
};
const HELD = {
  outcome: `CASE WHEN ${HOLD_ENDED} THEN 'held' END`,
  hold_ended_at: `CASE WHEN ${HOLD_ENDED} THEN now() END`,
};

interface Look {
  readonly path: string;
  readonly found: number;
  readonly body?: object;
}

/** What is looked at, by the name of its reading. */
function looks(projectId: number): Readonly<Record<string, Look>> {
  const day = (days: number) => new Date(Date.now() + days * DAY).toISOString();
  const list = (query: string, found = PAGE): Look => ({ path: `/api/v1/requests${query}`, found });
  return {
    all: list(''),
    status: list('?status=SUCCESS'),
    open: list('?status=PENDING&status=STAGING&status=STARTED'),
    kind: list('?kind=deletion&regime=CCPA'),
    failed: list('?status=FAILURE', FAILED),
    none: list('?status=STAGING', 0),
    overdue: list('?overdue=true'),
    'overdue-due': list('?overdue=true&sort=due'),
    'at-risk': list('?atRisk=true'),
    'at-risk-due': list('?atRisk=true&sort=due'),
    due: list(`?dueFrom=${day(10)}&dueUntil=${day(16)}&sort=due`),
    attention: list('?attention=true'),
    calm: list('?attention=false'),
    'calm-due': list('?attention=false&sort=due'),
    reference: list('?reference=none', 0),
    waiting: list('?waitingFor=approval'),
    approvals: { path: '/api/v1/approvals', found: PAGE },
    search: { path: '/api/v1/requests/search', found: 1, body: { projectId, distinctId: userId(0) } },
  };
}

/** The first page of the list over HTTP, without and with filters, among very many requests, against the same among few. */
export const LIST_HUNDRED_THOUSAND: FigureGroup = {
  figures: ['list.hundred-thousand'],
  measure: async ({ out, scale, postgres }) => {
    const load = (count: number): Promise<Dataset> => {
      out.say(`Loading ${String(count)} requests`);
      return manyRequests(out, postgres, count, { request: COLUMNS, subject: HELD });
    };
    const few = await load(scale.list.few);
    const many = await load(scale.list.many);
    try {
      const compared = await inTurns(out, 'list.hundred-thousand', {
        habeas: () => pages(out, postgres, many, scale.list.many),
        baseline: () => pages(out, postgres, few, scale.list.few),
      });
      const parts = Object.keys(looks(0)).map((part) =>
        readingOf(
          `list.hundred-thousand.${part}`,
          'ms',
          medians(compared, (times) => times[part] ?? NaN),
          TARGET,
        ),
      );
      out.tell(worstOf('list.hundred-thousand', parts));
      for (const part of parts) out.tell(part);
    } finally {
      await postgres.drop(few.name);
      await postgres.drop(many.name);
    }
  },
};

/** Milliseconds of each look. */
async function pages(
  out: Reporter,
  postgres: BenchPostgres,
  { name, project }: Dataset,
  count: number,
): Promise<Readonly<Record<string, number>>> {
  const habeas = await Habeas.start(await postgres.url(name), project);
  try {
    expectEqual('Requests', await habeas.prisma.request.count(), count);
    const times: Record<string, number> = {};
    for (const [part, { path, found, body: sent }] of Object.entries(looks(project.projectId))) {
      const page = async (): Promise<void> => {
        const method = sent === undefined ? 'GET' : 'POST';
        const { body } = await habeas.client.call<{ results?: unknown[] }>(method, path, sent);
        expectEqual(`Requests of the page ${part}`, body.results?.length, found);
      };
      await page();
      times[part] = await medianOf(out, LOOKS, page);
    }
    const told = Object.entries(times).map(([part, time]) => `${part} ${time.toFixed(1)}`);
    out.say(`  ${String(count)} requests: ${told.join(', ')} ms`);
    return times;
  } finally {
    await habeas.stop();
  }
}

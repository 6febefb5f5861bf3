import { Option, type Command } from 'commander';
import { STANDING } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { DatabaseClock, HabeasError, lockArrivals, PrismaService } from '../../platform/index.js';
import { openLinkReview, type LinkReview, type LinkSelection, type OpenLinkReview } from '../../subject-data/index.js';
import { withAppContext } from './app-context.js';
import { defineCommand, whole, type CliContext } from '../terminal/define-command.js';
import { table, type Report } from '../terminal/report.js';

const KINDS = ['alias', 'merge', 'identify', 'former', 'device'] as const;
const MOST_SHOWN = 1000;

interface ReviewOptions {
  readonly project?: number;
  readonly kind?: (typeof KINDS)[number];
  readonly person?: string;
  readonly linked?: string;
  readonly decided?: true;
  readonly limit?: number;
  readonly believe?: true;
  readonly disbelieve?: true;
  readonly all?: true;
}

interface Desktop {
  readonly prisma: PrismaService;
  readonly links: OpenLinkReview['links'];
}

/** What the operator knows and no program does: whether links from before origins were kept may join people. */
export function linksCommand(program: Command, desk: CliContext): void {
  const links = program.command('links').description('links that say of two ids that they are one person');
  defineCommand<ReviewOptions>(
    links,
    'review',
    'list links of unknown origin, which are believed until decided; or decide about the listed ones',
    desk,
    async (options) => withLinks(desk, (desktop) => review(desktop, options)),
  )
    .option('--project <id>', 'of one project', whole)
    .addOption(new Option('--kind <kind>', 'of one kind').choices(KINDS))
    .option('--person <distinct id>', 'that name this id as the person')
    .option('--linked <distinct id>', 'that link this id to a person')
    .option('--decided', 'those already decided about instead')
    .option('--limit <count>', `how many to show of each project, ${MOST_SHOWN} at the most`, whole, 100)
    .addOption(new Option('--believe', 'let them join people').conflicts('disbelieve'))
    .option('--disbelieve', 'let them join nobody')
    .option('--all', 'decide about all of a project, or of a kind');
}

async function withLinks(desk: CliContext, work: (desktop: Desktop) => Promise<Report>): Promise<Report> {
  return withAppContext(desk, async ({ config, databaseUrl }) => {
    const { CLICKHOUSE_URL, CLICKHOUSE_CLUSTER } = config.values;
    const clickHouse = { url: CLICKHOUSE_URL, cluster: CLICKHOUSE_CLUSTER };
    const { links, close } = openLinkReview({ url: databaseUrl, mapFile: null, clickHouse });
    const prisma = new PrismaService(databaseUrl, 2);
    try {
      return await work({ prisma, links });
    } finally {
      await prisma.$disconnect();
      await close();
    }
  });
}

async function review(desktop: Desktop, options: ReviewOptions): Promise<Report> {
  if (options.believe ?? options.disbelieve) return decide(desktop, options);
  const where = options.project === undefined ? STANDING : { id: options.project, ...STANDING };
  const projects = await desktop.prisma.project.findMany({
    where,
    orderBy: { id: 'asc' },
    select: { id: true, name: true },
  });
  if (options.project !== undefined && projects.length === 0) throw projectNotFound();
  const found: { projectId: number; name: string; review: LinkReview }[] = [];
  for (const { id, name } of projects) {
    const most = Math.min(options.limit ?? 100, MOST_SHOWN);
    const reviewed = await desktop.links.reviewLinks(id, selectionOf(options), most);
    if (reviewed.total > 0) found.push({ projectId: id, name, review: reviewed });
  }
  return reportOf(found);
}

/**
 * Decides while the project's arrivals are shared, so that no deletion starts meanwhile; one that is under way could miss a link
 * that is written anew.
 * @throws HabeasError `selection-missing` (400), `deletion-under-way` (409)
 */
async function decide({ prisma, links }: Desktop, options: ReviewOptions): Promise<Report> {
  const { project: projectId, person, linked, all, believe } = options;
  if (projectId === undefined || (person ?? linked ?? all) === undefined) {
    const message = 'Name the project, and which links: --person, --linked, or --all of them.';
    throw new HabeasError('invalid', 'selection-missing', message);
  }
  const project = await prisma.project.findUnique({
    where: { id: projectId, ...STANDING },
    select: { organizationId: true },
  });
  if (!project) throw projectNotFound();
  const clock = await DatabaseClock.of(prisma);
  const decided = await prisma.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = '600s'`;
      await lockArrivals(transaction, projectId, 'shared');
      const underWay = { projectId, kind: 'deletion', status: 'STARTED' };
      if ((await transaction.request.count({ where: underWay })) > 0) throw deletionUnderWay();
      const origin = believe ? 'believed-by-operator' : 'refused-by-operator';
      const count = await links.decideLinks(projectId, selectionOf(options), origin);
      await new AuditTrail(clock).append(transaction, {
        actor: 'habeas',
        action: believe ? 'links.believed' : 'links.disbelieved',
        organizationId: project.organizationId,
        projectId,
        detail: { links: count, ...(options.kind === undefined ? {} : { kind: options.kind }) },
      });
      return count;
    },
    { timeout: 600_000 },
  );
  const word = believe ? 'believed' : 'not believed';
  return { json: { projectId, decided, believed: believe === true }, text: `Links that are ${word} now: ${decided}` };
}

function selectionOf({ kind, person, linked, decided }: ReviewOptions): LinkSelection {
  return {
    origins: decided ? ['believed-by-operator', 'refused-by-operator'] : ['unknown'],
    ...(kind === undefined ? {} : { kind }),
    ...(person === undefined ? {} : { distinctId: person }),
    ...(linked === undefined ? {} : { linkedId: linked }),
  };
}

function reportOf(found: readonly { projectId: number; name: string; review: LinkReview }[]): Report {
  const head = ['Project', 'Kind', 'Person', 'Linked', 'Origin', 'Since (UTC)'];
  const sections = found.map(({ projectId, name, review: { total, links } }) => {
    const rows = links.map((each) => [
      projectId,
      each.kind,
      each.distinctId,
      each.linkedId,
      each.origin,
      each.receivedAt,
    ]);
    const shown = links.length === total ? '' : `, the first ${links.length} of them`;
    return `Project ${projectId}, ${name}: ${total} links that may join people${shown}\n\n${table(head, rows)}`;
  });
  const json = found.map(({ projectId, name, review: { total, links } }) => ({ projectId, name, total, links }));
  return { json: { projects: json }, text: sections.length === 0 ? 'None.' : sections.join('\n\n') };
}

function projectNotFound(): HabeasError {
  return new HabeasError('not-found', 'project-not-found', 'There is no such project: see `habeas project list`.');
}

function deletionUnderWay(): HabeasError {
  const message = 'A deletion of this project is under way: decide when it has ended.';
  return new HabeasError('conflict', 'deletion-under-way', message);
}

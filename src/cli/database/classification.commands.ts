import { InvalidArgumentError, type Command } from 'commander';
import { type Role, ROLES } from '../../access/index.js';
import { openDataViews, type OpenDataViews, type ViewRule } from '../../data-views/index.js';
import { DatabaseClock, PrismaService } from '../../platform/index.js';
import { defineCommand, onOrOff, whole, type CliContext } from '../terminal/define-command.js';
import { facts, table, type Report } from '../terminal/report.js';
import { withAppContext } from './app-context.js';

interface ClassifyOptions {
  readonly ordinary?: readonly string[];
  readonly sensitive?: readonly string[];
  readonly withheld?: readonly string[];
  readonly forget?: readonly string[];
}

interface ViewOptions {
  readonly roles?: readonly Role[];
  readonly serviceAccounts?: readonly string[];
  readonly oauthTokens?: readonly string[];
  readonly apiSecret?: boolean;
}

/** Who is shown what of a project's data. */
export function classificationCommands(project: Command, desk: CliContext): void {
  defineCommand<ClassifyOptions>(
    project,
    'classify <id>',
    'say what properties and columns are, such as ssn, address.street or health_*; without options, show it',
    desk,
    async (options, [id = '']) => withDataViews(desk, (open) => classify(open, whole(id), options)),
  )
    .option('--ordinary <names>', 'shown to whoever may ask', names)
    .option('--sensitive <names>', 'shown to whom the view names; exports for the person hold it', names)
    .option('--withheld <names>', 'shown to nobody, and held back in exports', names)
    .option('--forget <names>', 'take back what was said', names);

  defineCommand<ViewOptions>(
    project,
    'view <id>',
    'say who is shown what is sensitive; without options, show it',
    desk,
    async (options, [id = '']) => withDataViews(desk, (open) => view(open, whole(id), options)),
  )
    .option('--roles <roles>', `of ${ROLES.join(',')} who is, or "none"`, roles)
    .option('--service-accounts <ids>', 'which service accounts are, or "none"', names)
    .option('--oauth-tokens <ids>', 'which GDPR OAuth tokens are, or "none"', names)
    .option('--api-secret <on|off>', 'whether the API secret is', onOrOff);
}

async function withDataViews(desk: CliContext, work: (open: OpenDataViews) => Promise<Report>): Promise<Report> {
  return withAppContext(desk, async ({ databaseUrl }) => {
    const prisma = new PrismaService(databaseUrl, 2);
    try {
      return await work(openDataViews(prisma, await DatabaseClock.of(prisma)));
    } finally {
      await prisma.$disconnect();
    }
  });
}

async function classify({ classification }: OpenDataViews, id: number, options: ClassifyOptions): Promise<Report> {
  const { ordinary = [], sensitive = [], withheld = [], forget = [] } = options;
  const changes = [
    ...ordinary.map((name) => ({ name, class: 'ordinary' as const })),
    ...sensitive.map((name) => ({ name, class: 'sensitive' as const })),
    ...withheld.map((name) => ({ name, class: 'withheld' as const })),
    ...forget.map((name) => ({ name, class: null })),
  ];
  const { rules } = await classification.change('operator', id, changes);
  const rows = rules.map((rule) => [rule.name, rule.class]);
  return { json: rules, text: rows.length === 0 ? 'Nothing is said.' : table(['Name', 'Class'], rows) };
}

async function view({ views, settings }: OpenDataViews, id: number, options: ViewOptions): Promise<Report> {
  const rule: ViewRule = { ...(await views.ruleOf(id)), ...options };
  const { roles: shown, serviceAccounts, oauthTokens, apiSecret } = await settings.set('operator', id, rule);
  const named = (tools: typeof serviceAccounts) =>
    tools.filter(({ isNamed }) => isNamed).map(({ name, of }) => (of === null ? name : `${name} of ${of}`));
  const json = { roles: shown, serviceAccounts: named(serviceAccounts), oauthTokens: named(oauthTokens), apiSecret };
  const text = facts([
    ['Roles', shown.join(', ') || 'none'],
    ['Service accounts', json.serviceAccounts.join(', ') || 'none'],
    ['OAuth tokens', json.oauthTokens.join(', ') || 'none'],
    ['API secret', apiSecret ? 'on' : 'off'],
  ]);
  return { json, text };
}

/** `a,b`, or `none`. */
function names(text: string): string[] {
  if (text === 'none') return [];
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function roles(text: string): Role[] {
  const given = names(text);
  const wrong = given.find((name) => !ROLES.some((role) => role === name));
  if (wrong !== undefined) throw new InvalidArgumentError(`They must be of ${ROLES.join(', ')}.`);
  return ROLES.filter((role) => given.includes(role));
}

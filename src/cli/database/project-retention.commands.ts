import type { Command } from 'commander';
import { DatabaseClock, HabeasError, Ids, PrismaService } from '../../platform/index.js';
import {
  openRetention,
  type OpenRetention,
  type ProjectRetention,
  type RetentionOrder,
} from '../../retention/index.js';
import {
  defineCommand,
  dayOrTime,
  dayOrTimeOrNone,
  identifier,
  whole,
  type CliContext,
} from '../terminal/define-command.js';
import { facts } from '../terminal/report.js';
import { withAppContext } from './app-context.js';

interface RetentionOptions {
  readonly plan?: string;
  readonly madeAt?: Date | string;
  readonly subscriptionEnds?: Date | string;
  readonly eventMonths?: number | 'none';
  readonly eventBasis?: string;
  readonly profileUnseen?: number | 'none';
  readonly profileDaysAfterEnd?: number | 'none';
  readonly replayRetention?: number;
  readonly takeBack?: string;
}

/** `habeas project retention`: how long what a project holds is kept, shown and changed. */
export function projectRetentionCommand(project: Command, desk: CliContext): void {
  defineCommand<RetentionOptions>(
    project,
    'retention <id>',
    'show how long what a project holds is kept, or change it: what is shortened can be taken back for a while',
    desk,
    async ({ takeBack, ...options }, [id = '']) =>
      withRetention(desk, async ({ settings, views }) => {
        const [projectId, order] = [whole(id), orderOf(options)];
        if (takeBack !== undefined && Object.keys(order).length > 0) throw eitherOr();
        if (takeBack !== undefined) await settings.takeBack('operator', projectId, takeBack);
        else await settings.change('operator', projectId, order);
        const shown = await views.ofProject(projectId);
        return { json: shown, text: facts(describe(shown)) };
      }),
  )
    .option('--plan <name>', 'one of PLANS; any change makes it 24 months for events')
    .option(
      '--made-at <day>',
      'when it was made where it came from: a day by its own time zone, such as 2024-03-01, or a time; once',
      dayOrTime,
    )
    .option('--subscription-ends <day>', 'the last day of its subscription, or a time, or "none"', dayOrTimeOrNone)
    .option('--event-months <months>', 'for how long events are kept, or "none": as the rule says', numberOrNone)
    .option('--event-basis <reason>', 'why they are kept for longer than the rule says, or "none"')
    .option('--profile-unseen <days>', 'profiles go that were not seen for so long, or "none"', numberOrNone)
    .option('--profile-days-after-end <days>', 'profiles go so long after the subscription, or "none"', numberOrNone)
    .option('--replay-retention <days>', 'how long a recording is kept, as the plan allows', whole)
    .option('--take-back <change>', 'put a window back that was shortened and has not taken effect', identifier);
}

async function withRetention<T>(desk: CliContext, work: (retention: OpenRetention) => Promise<T>): Promise<T> {
  return withAppContext(desk, async ({ config, databaseUrl }) => {
    const prisma = new PrismaService(databaseUrl, 2);
    try {
      return await work(openRetention(prisma, await DatabaseClock.of(prisma), new Ids(), config));
    } finally {
      await prisma.$disconnect();
    }
  });
}

/** What was not said stays as it is. */
function orderOf(options: Omit<RetentionOptions, 'takeBack'>): RetentionOrder {
  const said = {
    plan: options.plan,
    madeAt: options.madeAt,
    subscriptionEndsAt: orNull(options.subscriptionEnds),
    eventMonths: orNull(options.eventMonths),
    eventBasis: options.eventBasis === 'none' ? null : options.eventBasis,
    profileUnseenDays: orNull(options.profileUnseen),
    profileDaysAfterEnd: orNull(options.profileDaysAfterEnd),
    replayRetentionDays: options.replayRetention,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function orNull<T>(given: T | 'none' | undefined): T | null | undefined {
  return given === 'none' ? null : given;
}

function numberOrNone(text: string): number | 'none' {
  return text === 'none' ? text : whole(text);
}

function eitherOr(): HabeasError {
  return new HabeasError('invalid', 'usage', 'A change is taken back, or windows are set: not both in one call.');
}

function describe(shown: ProjectRetention): (readonly [string, string | number | boolean])[] {
  const { events, profiles, recordings, grace, pending } = shown;
  return [
    ['Project', shown.projectId],
    ['Plan', shown.planChangedAt === null ? shown.plan : `${shown.plan}, since ${shown.planChangedAt}`],
    ['Made', shown.madeAt ?? shown.createdAt],
    ['Subscription ends', shown.subscriptionEndsAt ?? 'not known'],
    ['Events are kept', `${events.months} months${reasonOf(events)}`],
    ['Events go now that are from before', events.before ?? 'none'],
    ['Profiles go that were unseen', profiles.unseenDays === null ? 'none' : `for ${profiles.unseenDays} days`],
    ['All profiles go', profiles.goAllAt ?? 'not known'],
    ['What is shortened now counts', grace.seconds === 0 ? 'at once' : `from ${grace.until}`],
    ['Recordings are kept', `${recordings.days} days, ${recordings.mostDays} at the most`],
    ...pending.map(({ id, collection, effectiveAt }) => [`Pending: ${collection}`, `${effectiveAt}, ${id}`] as const),
  ];
}

function reasonOf({ rule, ruleMonths, basis }: ProjectRetention['events']): string {
  if (rule === 'standard') return '';
  if (rule === 'made-before-2025-09') return ', since it was made before 2025-09-01';
  return `, as chosen; the rule says ${ruleMonths}${basis === null ? '' : `; basis: ${basis}`}`;
}

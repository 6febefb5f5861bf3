import type { Command } from 'commander';
import { isSignedBy } from '../../completion-records/index.js';
import { HabeasError } from '../../platform/index.js';
import type { RetentionPreview, RetentionRecord, ShownRun, ShownRuns, ShownStep } from '../../retention/index.js';
import {
  counted,
  dayOrTimeOrNone,
  defineCommand,
  identifier,
  whole,
  type CliContext,
} from '../terminal/define-command.js';
import { facts, moment, table } from '../terminal/report.js';
import { keptFiles, keptKey } from './kept-record.js';
import { findServer, type ServerOptions } from './server.js';

interface PreviewOptions extends ServerOptions {
  readonly project?: number;
  readonly eventMonths?: number;
  readonly profileUnseenDays?: number;
  readonly profileDaysAfterEnd?: number;
  readonly subscriptionEnds?: Date | string;
}

interface RunsOptions extends ServerOptions {
  readonly organization?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

interface RecordOptions extends ServerOptions {
  readonly organization?: string;
  readonly out?: string;
  readonly key?: string;
  readonly force?: true;
}

/** What time does to data, against a server over HTTP. */
export function retentionCommands(retention: Command, desk: CliContext): void {
  for (const command of [
    previewCommand(retention, desk),
    runsCommand(retention, desk),
    recordCommand(retention, desk),
  ]) {
    command
      .option('--server <url>', 'where Habeas runs; default the one of demo.json, else BASE_URL')
      .option('--token <token>', 'GDPR OAuth token; better set HABEAS_TOKEN, which no process list shows');
  }
}

function previewCommand(retention: Command, desk: CliContext): Command {
  return defineCommand<PreviewOptions>(
    retention,
    'preview',
    'show what would go of a project, by collection and month',
    desk,
    async (options) => {
      const { api, projectId: own } = await findServer(desk.config(), options);
      const projectId = options.project ?? own;
      if (projectId === null) throw new HabeasError('invalid', 'project-missing', 'Name the project with --project.');
      const { eventMonths, profileUnseenDays, profileDaysAfterEnd, subscriptionEnds: ends } = options;
      const instead = {
        ...(eventMonths !== undefined && { eventMonths }),
        ...(profileUnseenDays !== undefined && { profileUnseenDays }),
        ...(profileDaysAfterEnd !== undefined && { profileDaysAfterEnd }),
        ...(ends !== undefined && { subscriptionEndsAt: ends === 'none' ? null : ends }),
      };
      const preview = await api.post<RetentionPreview>(`/projects/${projectId}/retention/preview`, instead);
      return { json: preview, text: previewText(preview) };
    },
  )
    .option('--project <id>', 'of which project', whole)
    .option('--event-months <months>', 'as if events were kept for so long', counted)
    .option('--profile-unseen-days <days>', 'as if profiles went that were not seen for so long', counted)
    .option('--profile-days-after-end <days>', 'as if profiles went so long after the subscription', whole)
    .option('--subscription-ends <day>', 'as if the subscription ended then, or "none"', dayOrTimeOrNone);
}

function previewText({ at, collections, later }: RetentionPreview): string {
  const rows = collections.flatMap(({ title, before, months }) =>
    months.map(({ month, rows: going, spared, referredTo }) => [
      title,
      before === null ? null : moment(before),
      month,
      going,
      spared + referredTo,
    ]),
  );
  const head = ['Collection', 'Before (UTC)', 'Month', 'Rows that go', 'Rows that stay'];
  const ofLater = later.map((each) => [each.title, moment(each.goesAt), each.rows, each.spared + each.referredTo]);
  const then = `\n\n${table(['Goes later', 'At (UTC)', 'Rows that go', 'Rows that stay'], ofLater)}`;
  return `${facts([['By', `${moment(at)} UTC`]])}\n\n${table(head, rows)}${later.length === 0 ? '' : then}`;
}

function runsCommand(retention: Command, desk: CliContext): Command {
  return defineCommand<RunsOptions>(
    retention,
    'runs [id]',
    'list the runs that have begun, or show one step by step',
    desk,
    async (options, [id]) => {
      const { api } = await findServer(desk.config(), options);
      if (id !== undefined) {
        const run = await api.get<ShownRun & { steps: ShownStep[] }>(`/retention/runs/${identifier(id)}`);
        return { json: run, text: `${runFacts(run)}\n\n${stepTable(run.steps)}` };
      }
      const query = new URLSearchParams({
        ...(options.organization === undefined ? {} : { organizationId: options.organization }),
        ...(options.limit === undefined ? {} : { limit: String(options.limit) }),
        ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
      });
      const page = await api.get<ShownRuns>(`/retention/runs?${query.toString()}`);
      return { json: page, text: runsText(page) };
    },
  )
    .option('-o, --organization <id>', 'of one organization')
    .option('--limit <count>', 'how many at once', whole)
    .option('--cursor <cursor>', 'the next page');
}

function runsText({ results, nextCursor, nextRunAt, missedSince }: ShownRuns): string {
  const rows = results.map((run) => [
    run.id,
    moment(run.dueAt),
    run.result ?? run.phase,
    run.rows,
    run.spared,
    run.dropped,
  ]);
  const head = ['Id', 'Due (UTC)', 'Result', 'Rows gone', 'Rows spared', 'Months dropped'];
  const lines = [
    ['Next run', `${moment(nextRunAt)} UTC`] as const,
    ...(missedSince === null ? [] : [['Missed since', `${moment(missedSince)} UTC`] as const]),
  ];
  const more = nextCursor === null ? '' : `\n\nMore: --cursor ${nextCursor}`;
  return `${facts(lines)}\n\n${table(head, rows)}${more}`;
}

function runFacts(run: ShownRun): string {
  return facts([
    ['Run', run.id],
    ['Due (UTC)', moment(run.dueAt)],
    ['Began', run.startedAt === null ? null : moment(run.startedAt)],
    ['Ended', run.finishedAt === null ? null : moment(run.finishedAt)],
    ['Result', run.result ?? run.phase],
    ['Goes on', run.nextAttemptAt === null ? null : moment(run.nextAttemptAt)],
  ]);
}

function stepTable(steps: readonly ShownStep[]): string {
  const rows = steps.map((step) => [
    step.projectId,
    step.title,
    step.rule,
    step.before === null ? null : moment(step.before),
    step.found,
    step.sparedHeld + step.sparedRequested + step.sparedOther,
    step.verifiedAt === null ? null : moment(step.verifiedAt),
    step.trouble === null ? null : step.trouble.message,
  ]);
  return table(['Project', 'Collection', 'Rule', 'Before', 'Rows', 'Spared', 'Read back', 'Trouble'], rows);
}

function recordCommand(retention: Command, desk: CliContext): Command {
  return defineCommand<RecordOptions>(
    retention,
    'record <id>',
    "check the signature of a run's record, and keep it",
    desk,
    async (options, [id = '']) => {
      const { api } = await findServer(desk.config(), options);
      const path = `/retention/runs/${identifier(id)}`;
      const query = options.organization === undefined ? '' : `?organizationId=${identifier(options.organization)}`;
      const bytes = await api.bytes(`${path}/record.json${query}`);
      const signature = await api.bytes(`${path}/record.sig${query}`);
      const publicKey = await keptKey(api, options.key);
      if (!publicKey.includes('-----BEGIN PUBLIC KEY-----') || !isSignedBy(publicKey, bytes, signature)) {
        const message = 'The signature is not of these bytes and this key: do not trust it.';
        throw new HabeasError('unprocessable', 'signature-wrong', message);
      }
      const contents = { 'record.json': bytes, 'record.sig': signature, 'key.pem': Buffer.from(publicKey) };
      const files = options.out === undefined ? [] : await keptFiles(options.out, contents, options.force ?? false);
      const document = JSON.parse(bytes.toString('utf8')) as RetentionRecord;
      const { run, organization, totals } = document;
      return {
        json: { verified: true, files, document },
        text: facts([
          ['Run', run.id],
          ['Organization', organization.name],
          ['Result', run.result],
          ['Rows gone', totals.rows],
          ['Rows spared', totals.spared.held + totals.spared.requested + totals.spared.referredTo],
          ['Signature', 'verified'],
          ...files.map((file) => ['Written', file] as const),
        ]),
      };
    },
  )
    .option('-o, --organization <id>', 'whose record; needed where you belong to several')
    .option('--out <folder>', 'write record.json, record.sig and key.pem there')
    .option('--key <file>', 'the public key you keep (PEM), instead of the one the server shows')
    .option('-f, --force', 'replace files that are there');
}

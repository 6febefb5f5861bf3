import { existsSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { HabeasError } from '../../platform/index.js';
import { STATUSES, WAITS } from '../../request-model/index.js';
import type { RequestDetail, RequestPage, RequestSummary } from '../../requests/index.js';
import { identifier, defineCommand, whole, type CliContext } from '../terminal/define-command.js';
import { facts } from '../terminal/report.js';
import { approveCommand, denyCommand, retryCommand } from './request-decide.commands.js';
import { extendCommand } from './request-extend.command.js';
import { handOverCommand } from './request-hand-over.command.js';
import { openCommand } from './request-open.command.js';
import { recordCommand } from './request-record.command.js';
import { attentionLines, detailText, state, summaryTable } from './request-view.js';
import { findServer, type ServerOptions } from './server.js';
import { watch } from './watch.js';

interface ListOptions extends ServerOptions {
  readonly project?: number;
  readonly status?: string[];
  readonly kind?: string;
  readonly regime?: string;
  readonly waitingFor?: string;
  readonly from?: string;
  readonly until?: string;
  readonly dueFrom?: string;
  readonly dueUntil?: string;
  readonly reference?: string;
  readonly attention?: true;
  readonly sort?: string;
  readonly atRisk?: true;
  readonly overdue?: true;
  readonly limit?: number;
  readonly cursor?: string;
}

/** Privacy requests, against a server over HTTP. */
export function requestCommands(program: Command, desk: CliContext): void {
  const request = program.command('request').description('privacy requests, against a server');
  for (const command of [
    openCommand(request, desk),
    listCommand(request, desk),
    showCommand(request, desk),
    revokeCommand(request, desk),
    extendCommand(request, desk),
    approveCommand(request, desk),
    denyCommand(request, desk),
    retryCommand(request, desk),
    downloadCommand(request, desk),
    handOverCommand(request, desk),
    recordCommand(request, desk),
  ]) {
    command
      .option('--server <url>', 'where Habeas runs; default the one of demo.json, else BASE_URL')
      .option('--token <token>', 'GDPR OAuth token; better set HABEAS_TOKEN, which no process list shows');
  }
}

function listCommand(request: Command, desk: CliContext): Command {
  return defineCommand<ListOptions>(request, 'list', 'list requests', desk, async (options) => {
    const { api } = await findServer(desk.config(), options);
    const page = await api.get<RequestPage>(`/requests?${listQuery(options).toString()}`);
    const more = page.nextCursor === null ? '' : `\n\nMore: --cursor ${page.nextCursor}`;
    return { json: page, text: summaryTable(page.results) + attentionLines(page.results) + more };
  })
    .option('--project <id>', 'of one project', whole)
    .addOption(new Option('--status <status...>', 'of these statuses').choices(STATUSES))
    .addOption(new Option('--kind <kind>', 'of one kind').choices(['export', 'deletion']))
    .addOption(new Option('--regime <regime>', 'under one law').choices(['GDPR', 'CCPA']))
    .addOption(new Option('--waiting-for <what>', 'that wait for this').choices(WAITS))
    .option('--from <time>', 'opened at this time or later, such as 2026-03-09T00:00:00Z')
    .option('--until <time>', 'opened at this time or earlier')
    .option('--due-from <time>', 'due at this time or later')
    .option('--due-until <time>', 'due at this time or earlier')
    .option('--reference <text>', "with this reference of the company's")
    .option('--attention', 'that a person should see to')
    .addOption(new Option('--sort <order>', 'newest first, or what is due first').choices(['opened', 'due']))
    .option('--at-risk', 'not ended and due within five days, or past due')
    .option('--overdue', 'not ended and past due')
    .option('--limit <count>', 'how many at once', whole)
    .option('--cursor <cursor>', 'the next page');
}

function listQuery(options: ListOptions): URLSearchParams {
  const query = new URLSearchParams();
  const add = (name: string, value: string | number | boolean | undefined): void => {
    if (value !== undefined) query.append(name, String(value));
  };
  for (const status of options.status ?? []) add('status', status);
  add('projectId', options.project);
  add('kind', options.kind);
  add('regime', options.regime);
  add('waitingFor', options.waitingFor);
  add('openedFrom', options.from);
  add('openedUntil', options.until);
  add('dueFrom', options.dueFrom);
  add('dueUntil', options.dueUntil);
  add('reference', options.reference);
  add('attention', options.attention);
  add('sort', options.sort);
  add('atRisk', options.atRisk);
  add('overdue', options.overdue);
  add('limit', options.limit);
  add('cursor', options.cursor);
  return query;
}

function showCommand(request: Command, desk: CliContext): Command {
  return defineCommand<ServerOptions & { watch?: true }>(
    request,
    'show <id>',
    'show a request',
    desk,
    async (options, [id = '']) => {
      const path = `/requests/${identifier(id)}`;
      const { api } = await findServer(desk.config(), options);
      const look = async () => api.get<RequestDetail>(path);
      const detail = options.watch ? await watch(desk.terminal, look) : await look();
      return { json: detail, text: detailText(detail) };
    },
  ).option('-w, --watch', 'wait until it has ended');
}

function revokeCommand(request: Command, desk: CliContext): Command {
  return defineCommand<ServerOptions>(
    request,
    'revoke <id>',
    'take a deletion back before it starts, or an export before it ends',
    desk,
    async (options, [id = '']) => {
      const path = `/requests/${identifier(id)}/revoke`;
      const { api } = await findServer(desk.config(), options);
      const revoked = await api.post<RequestSummary>(path);
      return {
        json: revoked,
        text: facts([
          ['Request', revoked.id],
          ['Status', state(revoked)],
        ]),
      };
    },
  );
}

function downloadCommand(request: Command, desk: CliContext): Command {
  return defineCommand<ServerOptions & { output: string; force?: true }>(
    request,
    'download <id>',
    'download a finished export',
    desk,
    async (options, [id = '']) => {
      const path = `/requests/${identifier(id)}/download`;
      if (!options.force && existsSync(options.output)) {
        throw new HabeasError(
          'conflict',
          'file-exists',
          `${options.output} is there already: name another file, or add --force.`,
        );
      }
      const { api } = await findServer(desk.config(), options);
      const bytes = await api.download(path, options.output);
      return { json: { file: options.output, bytes }, text: `${options.output}, ${bytes} bytes` };
    },
  )
    .requiredOption('-o, --output <file>', 'where to put the ZIP')
    .option('-f, --force', 'replace a file that is there');
}

import { Option, type Command } from 'commander';
import { DUTY_KINDS, DUTY_STATES, type DutyPage, type DutyView } from '../../duties/index.js';
import { defineCommand, whole, type CliContext } from '../terminal/define-command.js';
import { moment, table } from '../terminal/report.js';
import { findServer, type ServerOptions } from './server.js';

interface ListOptions extends ServerOptions {
  readonly project?: number;
  readonly state?: string;
  readonly kind?: string;
  readonly due?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** What is still to be erased once law or a hold lets it. */
export function dutyCommands(program: Command, desk: CliContext): Command {
  const duties = program.command('duties').description('what is still to be erased, once law or a hold lets it');
  defineCommand<ListOptions>(
    duties,
    'list',
    'list what is owed, until when and why, the newest first, against a server',
    desk,
    async (options) => {
      const { api } = await findServer(desk.config(), options);
      const page = await api.get<DutyPage>(`/duties?${queryOf(options).toString()}`);
      return { json: page, text: textOf(page) };
    },
  )
    .option('--project <id>', 'of one project', whole)
    .addOption(new Option('--state <state>', 'in one state').choices(DUTY_STATES))
    .addOption(new Option('--kind <kind>', 'of one kind').choices(DUTY_KINDS))
    .addOption(new Option('--due <when>', 'due by now, later, or at no date').choices(['now', 'later', 'undated']))
    .option('--limit <count>', 'how many at once', whole)
    .option('--cursor <cursor>', 'the next page')
    .option('--server <url>', 'where Habeas runs; default the one of demo.json, else BASE_URL')
    .option('--token <token>', 'GDPR OAuth token; better set HABEAS_TOKEN, which no process list shows');
  return duties;
}

function queryOf({ project, state, kind, due, limit, cursor }: ListOptions): URLSearchParams {
  const given = { projectId: project, state, kind, due, limit, cursor };
  const named = Object.entries(given).flatMap(([name, value]): [string, string][] => {
    return value === undefined ? [] : [[name, String(value)]];
  });
  return new URLSearchParams(named);
}

function textOf({ results, nextCursor, unreadable }: DutyPage): string {
  const head = ['Id', 'Kind', 'Of', 'What', 'Basis', 'Due (UTC)', 'State', 'Left by'];
  const more = nextCursor === null ? '' : `\n\nMore: --cursor ${nextCursor}`;
  const lost = unreadable.map(({ requestId }) => requestId).join(', ');
  const left =
    lost === '' ? '' : `\n\nLeft before duties were written, and their ids are destroyed; open new deletions: ${lost}`;
  return table(head, results.map(rowOf)) + more + left;
}

function rowOf({ id, kind, distinctIds, collections, basis, dueAt, overdue, state, requestId, endingId }: DutyView) {
  return [
    id,
    kind,
    distinctIds?.[0] ?? null,
    collections.length === 0 ? 'everything' : collections.map(({ name }) => name).join(', '),
    basis,
    dueAt === null ? 'undated' : `${moment(dueAt)}${overdue ? ', overdue' : ''}`,
    state,
    requestId ?? endingId,
  ];
}

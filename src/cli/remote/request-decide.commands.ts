import { Option, type Command } from 'commander';
import { DENIAL_CODES } from '../../compliance/index.js';
import type { RequestSummary } from '../../requests/index.js';
import { identifier, defineCommand, type CliContext } from '../terminal/define-command.js';
import { facts, type Report } from '../terminal/report.js';
import { state } from './request-view.js';
import { findServer, type ServerOptions } from './server.js';

interface DenyOptions extends ServerOptions {
  readonly code: string;
  readonly note?: string;
}

export function approveCommand(request: Command, desk: CliContext): Command {
  return defineCommand<ServerOptions>(
    request,
    'approve <id>',
    'approve a deletion that somebody else opened',
    desk,
    async (options, [id = '']) => {
      const path = `/requests/${identifier(id)}/approve`;
      const { api } = await findServer(desk.config(), options);
      return reportOf(await api.post<RequestSummary>(path));
    },
  );
}

export function retryCommand(request: Command, desk: CliContext): Command {
  return defineCommand<ServerOptions>(
    request,
    'retry <id>',
    'look at a request again at once, when what stood in its way was put right',
    desk,
    async (options, [id = '']) => {
      const path = `/requests/${identifier(id)}/retry`;
      const { api } = await findServer(desk.config(), options);
      return reportOf(await api.post<RequestSummary>(path));
    },
  );
}

export function denyCommand(request: Command, desk: CliContext): Command {
  return defineCommand<DenyOptions>(
    request,
    'deny <id>',
    'deny a whole request before it starts',
    desk,
    async ({ code, note, ...options }, [id = '']) => {
      const path = `/requests/${identifier(id)}/deny`;
      const { api } = await findServer(desk.config(), options);
      return reportOf(await api.post<RequestSummary>(path, { code, ...(note === undefined ? {} : { note }) }));
    },
  )
    .addOption(new Option('--code <reason>', 'why').choices(DENIAL_CODES).makeOptionMandatory())
    .option('--note <text>', "for the record; no subject's id");
}

function reportOf(decided: RequestSummary): Report {
  const text = facts([
    ['Request', decided.id],
    ['Status', state(decided)],
  ]);
  return { json: decided, text };
}

import type { Command } from 'commander';
import type { RequestSummary } from '../../requests/index.js';
import { identifier, defineCommand, type CliContext } from '../terminal/define-command.js';
import { facts, moment } from '../terminal/report.js';
import { findServer, type ServerOptions } from './server.js';

export function extendCommand(request: Command, desk: CliContext): Command {
  return defineCommand<ServerOptions & { reason: string }>(
    request,
    'extend <id>',
    'extend the deadline, once and while the first one lasts',
    desk,
    async ({ reason, ...options }, [id = '']) => {
      const path = `/requests/${identifier(id)}/extend`;
      const { api } = await findServer(desk.config(), options);
      const extended = await api.post<RequestSummary>(path, { reason });
      return {
        json: extended,
        text: facts([
          ['Request', extended.id],
          ['Due', moment(extended.dueAt)],
        ]),
      };
    },
  ).requiredOption('--reason <text>', 'why, as the person is told; without an id of theirs');
}

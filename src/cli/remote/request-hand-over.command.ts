import type { Command } from 'commander';
import { counted, identifier, defineCommand, type CliContext } from '../terminal/define-command.js';
import { facts, moment } from '../terminal/report.js';
import { findServer, type ServerOptions } from './server.js';

interface HandOverOptions extends ServerOptions {
  readonly manner: string;
  readonly subject?: number;
  readonly at?: string;
}

interface HandOver {
  readonly ordinal: number | null;
  readonly at: string;
  readonly manner: string;
  readonly by: string;
}

export function handOverCommand(request: Command, desk: CliContext): Command {
  return defineCommand<HandOverOptions>(
    request,
    'hand-over <id>',
    'record how the answer was given to the person',
    desk,
    async (options, [id = '']) => {
      const path = `/requests/${identifier(id)}/hand-overs`;
      const { api } = await findServer(desk.config(), options);
      const { manner, subject, at } = options;
      const given = await api.post<HandOver>(path, {
        manner,
        ...(subject === undefined ? {} : { ordinal: subject - 1 }),
        ...(at === undefined ? {} : { at }),
      });
      return {
        json: given,
        text: facts([
          ['What', given.ordinal === null ? 'the answer' : `the folder of subject ${given.ordinal + 1}`],
          ['Manner', given.manner],
          ['At (UTC)', moment(given.at)],
          ['By', given.by],
        ]),
      };
    },
  )
    .requiredOption('--manner <words>', 'how: e-mail, post …; never an id of the person')
    .option('--subject <number>', 'one subject’s folder, by its number in the request, from 1', counted)
    .option('--at <day>', 'the day, if not now, such as 2026-03-09, by the zone of the project; or a time');
}

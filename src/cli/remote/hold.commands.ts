import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import type { HoldPage, HoldView, HoldViews } from '../../holds/index.js';
import { HabeasError } from '../../platform/index.js';
import { readCsv } from '../../requests/index.js';
import { fileOptions, fileTerms, type FileOptions } from './file-options.js';
import { identifier, defineCommand, whole, type CliContext } from '../terminal/define-command.js';
import { facts, moment, table } from '../terminal/report.js';
import { findServer, type ServerOptions } from './server.js';

/** Ids that one command places under a hold. */
const MOST_IDS = 100_000;

interface PlaceOptions extends ServerOptions, FileOptions {
  readonly id?: string[];
  readonly basis: string;
  readonly reference?: string;
  readonly until: string;
  readonly project?: number;
}

interface ListOptions extends ServerOptions {
  readonly project?: number;
  readonly active?: true;
  readonly limit?: number;
  readonly cursor?: string;
}

/** Subjects that must not be erased for now, against a server over HTTP. */
export function holdCommands(program: Command, desk: CliContext): void {
  const hold = program.command('hold').description('subjects that must not be erased for now, against a server');
  for (const command of [placeCommand(hold, desk), listCommand(hold, desk), liftCommand(hold, desk)]) {
    command
      .option('--server <url>', 'where Habeas runs; default the one of demo.json, else BASE_URL')
      .option('--token <token>', 'GDPR OAuth token; better set HABEAS_TOKEN, which no process list shows');
  }
}

function placeCommand(hold: Command, desk: CliContext): Command {
  const command = defineCommand<PlaceOptions>(
    hold,
    'place',
    'hold subjects, or none of them',
    desk,
    async (options) => {
      const { api, projectId: own } = await findServer(desk.config(), options);
      const projectId = options.project ?? own;
      if (projectId === null) throw new HabeasError('invalid', 'project-missing', 'Name the project with --project.');
      const { basis, reference, until } = options;
      const placed = await api.post<HoldViews>('/holds', {
        projectId,
        distinctIds: await idsOf(options, desk.config().values.CSV_LIMIT_BYTES),
        basis,
        until,
        ...(reference === undefined ? {} : { reference }),
      });
      return { json: placed, text: holdTable(placed.results) };
    },
  )
    .option('--id <distinct id>', 'who is held; may be repeated', another)
    .requiredOption('--basis <text>', 'why they must not be erased, such as "GDPR Art. 17(3)(e)"')
    .requiredOption(
      '--until <day>',
      'the last day of the hold, such as 2026-12-31, by the zone of the project; or a time',
    )
    .option('--reference <text>', "the company's own file or ticket")
    .option('--project <id>', 'of which project', whole);
  return fileOptions(command);
}

function listCommand(hold: Command, desk: CliContext): Command {
  return defineCommand<ListOptions>(hold, 'list', 'list holds, the newest first', desk, async (options) => {
    const { api } = await findServer(desk.config(), options);
    const query = new URLSearchParams({
      ...(options.project === undefined ? {} : { projectId: String(options.project) }),
      ...(options.active ? { active: 'true' } : {}),
      ...(options.limit === undefined ? {} : { limit: String(options.limit) }),
      ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
    });
    const page = await api.get<HoldPage>(`/holds?${query.toString()}`);
    const more = page.nextCursor === null ? '' : `\n\nMore: --cursor ${page.nextCursor}`;
    return { json: page, text: holdTable(page.results) + more };
  })
    .option('--project <id>', 'of one project', whole)
    .option('--active', 'only those that are neither lifted nor ended')
    .option('--limit <count>', 'how many at once', whole)
    .option('--cursor <cursor>', 'the next page');
}

function liftCommand(hold: Command, desk: CliContext): Command {
  return defineCommand<ServerOptions>(
    hold,
    'lift <id>',
    'end a hold before its time',
    desk,
    async (options, [id = '']) => {
      const path = `/holds/${identifier(id)}/lift`;
      const { api } = await findServer(desk.config(), options);
      const lifted = await api.post<HoldView>(path);
      return {
        json: lifted,
        text: facts([
          ['Hold', lifted.id],
          ['State', lifted.state],
        ]),
      };
    },
  );
}

function holdTable(holds: readonly HoldView[]): string {
  const rows = holds.map((hold) => [hold.id, hold.distinctId, hold.basis, hold.state, moment(hold.until)]);
  return table(['Id', 'Subject', 'Basis', 'State', 'Until (UTC)'], rows);
}

/** Ids are data: each is taken as it is, one that begins with a dash included (`--id=-x`). */
function another(id: string, before: string[] | undefined): string[] {
  return [...(before ?? []), id];
}

async function idsOf({ id = [], file, ...options }: PlaceOptions, limit: number): Promise<readonly string[]> {
  if (id.length > 0 && file === undefined) return id;
  if (id.length > 0 || file === undefined) {
    throw new HabeasError('invalid', 'ids-missing', 'Name who is held with --id, or a file of ids with --file.');
  }
  try {
    const { ids, more } = await readCsv(createReadStream(file), { ...fileTerms(options), limit, most: MOST_IDS });
    if (more) throw new HabeasError('invalid', 'too-many-ids', `A file may hold ${MOST_IDS} ids: split it.`);
    return ids;
  } catch (error) {
    if (error instanceof HabeasError) throw error;
    throw new HabeasError('invalid', 'file-unreadable', `${file} cannot be read.`, { cause: error });
  }
}

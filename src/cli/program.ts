import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { HabeasError, startFailure } from '../platform/index.js';
import { classificationCommands } from './database/classification.commands.js';
import { clockCommand } from './database/clock.command.js';
import { dataMapCommand } from './database/datamap.command.js';
import { dutyDecisions } from './database/duty-decisions.commands.js';
import { dutyCommands } from './remote/duty.commands.js';
import { holdCommands } from './remote/hold.commands.js';
import { invitationCommands } from './database/invitation.commands.js';
import type { CliContext } from './terminal/define-command.js';
import { linksCommand } from './database/links.command.js';
import { memberCommands } from './database/member.commands.js';
import { migrateCommand } from './database/migrate.command.js';
import { organizationCommands } from './database/organization.commands.js';
import { projectCommands } from './database/project.commands.js';
import { projectRetentionCommand } from './database/project-retention.commands.js';
import { projectEndingCommands } from './database/project-ending.commands.js';
import { requestCommands } from './remote/request.commands.js';
import { retentionCommands } from './remote/retention.commands.js';
import { retentionRunCommand } from './database/retention-run.command.js';
import { scrubCommand } from './database/scrub.command.js';
import { serviceAccountCommands } from './database/service-account.commands.js';
import { tokenCommands } from './database/token.commands.js';

export const EXIT = { done: 0, refused: 1, usage: 2 } as const;

/** Runs one command line. @returns the exit code: 0 done, 1 refused or failed, 2 wrong usage */
export async function runHabeas(words: readonly string[], desk: CliContext): Promise<number> {
  try {
    await program(desk).parseAsync([...words], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof InvalidArgumentError) desk.terminal.err(error.message);
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    desk.terminal.err(complaint(error));
    return EXIT.refused;
  }
}

function program(desk: CliContext): Command {
  const { out, err } = desk.terminal;
  const habeas = new Command('habeas')
    .description('Operates an installation of Habeas, and opens privacy requests against a server.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => out(text.trimEnd()), writeErr: (text) => err(text.trimEnd()) });
  organizationCommands(habeas, desk);
  memberCommands(habeas, desk);
  invitationCommands(habeas, desk);
  const project = projectCommands(habeas, desk);
  classificationCommands(project, desk);
  projectRetentionCommand(project, desk);
  projectEndingCommands(project, desk);
  tokenCommands(habeas, desk);
  serviceAccountCommands(habeas, desk);
  requestCommands(habeas, desk);
  holdCommands(habeas, desk);
  dutyDecisions(dutyCommands(habeas, desk), desk);
  const retention = habeas.command('retention').description('what time does to data, against a server');
  retentionCommands(retention, desk);
  retentionRunCommand(retention, desk);
  linksCommand(habeas, desk);
  dataMapCommand(habeas, desk);
  scrubCommand(habeas, desk);
  clockCommand(habeas, desk);
  migrateCommand(habeas, desk);
  return habeas;
}

function complaint(error: unknown): string {
  if (error instanceof HabeasError) return `${error.message} (${error.code})`;
  return startFailure(error, null);
}

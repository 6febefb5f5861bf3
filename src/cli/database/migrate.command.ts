import type { Command } from 'commander';
import { withAppContext } from './app-context.js';
import { defineCommand, type CliContext } from '../terminal/define-command.js';

export function migrateCommand(program: Command, desk: CliContext): void {
  defineCommand(program, 'migrate', 'bring the database up to date; every start does it too', desk, async () =>
    withAppContext(desk, async () => ({
      json: { upToDate: true },
      text: 'The database is up to date.',
    })),
  );
}

import type { Command } from 'commander';
import { withGround } from './ground.js';
import { leaf, type Desk } from '../terminal/leaf.js';

export function migrateCommand(program: Command, desk: Desk): void {
  leaf(program, 'migrate', 'bring the database up to date; every start does it too', desk, async () =>
    withGround(desk, async () => ({
      json: { upToDate: true },
      text: 'The database is up to date.',
    })),
  );
}

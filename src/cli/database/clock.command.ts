import type { Command } from 'commander';
import { PrismaService } from '../../platform/index.js';
import { withAppContext } from './app-context.js';
import { defineCommand, type CliContext } from '../terminal/define-command.js';
import { facts } from '../terminal/report.js';

interface Standing {
  readonly now: Date;
  readonly seen: Date | null;
}

export function clockCommand(program: Command, desk: CliContext): void {
  defineCommand<{ confirm?: boolean }>(
    program,
    'clock',
    'show the time of the database, by which exports and ids are destroyed, and the one that was believed last',
    desk,
    async ({ confirm }) =>
      withAppContext(desk, async ({ databaseUrl }) => {
        const prisma = new PrismaService(databaseUrl, 2);
        try {
          if (confirm === true) {
            await prisma.$executeRaw`
              INSERT INTO clock_seen (seen_at) VALUES (clock_timestamp())
              ON CONFLICT (only_row) DO UPDATE SET seen_at = excluded.seen_at`;
          }
          const [standing] = await prisma.$queryRaw<[Standing]>`
            SELECT clock_timestamp() AS now, (SELECT seen_at FROM clock_seen) AS seen`;
          return {
            json: standing,
            text: facts([
              ['Now', standing.now],
              ['Believed last', standing.seen],
            ]),
          };
        } finally {
          await prisma.$disconnect();
        }
      }),
  ).option('--confirm', 'believe the time of now, after a jump over which nothing is destroyed any more');
}

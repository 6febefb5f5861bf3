import type { Command } from 'commander';
import { DatabaseClock, Ids, PrismaService } from '../../platform/index.js';
import { RetentionPlan } from '../../retention/index.js';
import { defineCommand, type CliContext } from '../terminal/define-command.js';
import { facts } from '../terminal/report.js';
import { withAppContext } from './app-context.js';

export function retentionRunCommand(retention: Command, desk: CliContext): void {
  defineCommand(
    retention,
    'run',
    'let what has outlived its time go at once, by the next free worker',
    desk,
    async () =>
      withAppContext(desk, async ({ config, databaseUrl }) => {
        const prisma = new PrismaService(databaseUrl, 2);
        try {
          const clock = await DatabaseClock.of(prisma);
          const id = await new RetentionPlan(prisma, config, clock, new Ids()).order('operator');
          const run = await prisma.retentionRun.findUniqueOrThrow({ where: { id } });
          const begins = run.startedAt === null ? 'Begins' : 'Goes on';
          return {
            json: { id, dueAt: run.dueAt, startedAt: run.startedAt },
            text: facts([
              ['Run', id],
              [begins, run.nextAttemptAt],
            ]),
          };
        } finally {
          await prisma.$disconnect();
        }
      }),
  );
}

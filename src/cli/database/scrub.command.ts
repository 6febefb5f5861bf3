import type { Command } from 'commander';
import { DatabaseClock, Ids, PrismaService } from '../../platform/index.js';
import { ScrubPlan } from '../../scrub/index.js';
import { withAppContext } from './app-context.js';
import { defineCommand, type CliContext } from '../terminal/define-command.js';
import { facts, table, type Report } from '../terminal/report.js';

export function scrubCommand(program: Command, desk: CliContext): void {
  defineCommand<{ show?: boolean }>(
    program,
    'scrub',
    'take the bytes of erased rows off the disk at once, by the next free worker',
    desk,
    async ({ show }) =>
      withAppContext(desk, async ({ config, databaseUrl }) => {
        const prisma = new PrismaService(databaseUrl, 2);
        try {
          if (show !== true) {
            await new ScrubPlan(prisma, config, await DatabaseClock.of(prisma), new Ids()).order('operator');
          }
          return await standing(prisma);
        } finally {
          await prisma.$disconnect();
        }
      }),
  ).option('--show', 'only show the scrub that is planned or under way, and the last one');
}

async function standing(prisma: PrismaService): Promise<Report> {
  const next = await prisma.scrub.findMany({ where: { finishedAt: null }, orderBy: { dueAt: 'asc' } });
  const last = await prisma.scrub.findFirst({ where: { NOT: { finishedAt: null } }, orderBy: { finishedAt: 'desc' } });
  const left =
    last === null
      ? []
      : await prisma.scrubStep.findMany({
          where: { scrubId: last.id, NOT: { outcome: 'done' } },
          orderBy: { place: 'asc' },
        });
  const rows = left.map(({ store, kind, relation, outcome, note }) => [store, relation ?? kind, outcome, note]);
  const lines = [
    ...next.map((scrub): [string, Date] => [scrub.openedAt === null ? 'Begins' : 'Goes on', scrub.dueAt]),
    ['Last ended', last?.finishedAt ?? null] as const,
    ['Its result', last?.result ?? null] as const,
  ];
  const text =
    rows.length === 0 ? facts(lines) : `${facts(lines)}\n\n${table(['Store', 'What', 'Outcome', 'Why'], rows)}`;
  return { json: { next, last, left }, text };
}

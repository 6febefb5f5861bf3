import type { Command } from 'commander';
import { openDuties } from '../../duties/index.js';
import { DatabaseClock, PrismaService } from '../../platform/index.js';
import { withAppContext } from './app-context.js';
import { defineCommand, identifier, type CliContext } from '../terminal/define-command.js';
import { facts, type Report } from '../terminal/report.js';

const OPERATOR = { name: 'habeas', label: 'operator' };

/** What the operator decides about duties, at the database: owners do it in the console. */
export function dutyDecisions(duties: Command, desk: CliContext): void {
  defineCommand<{ readonly reason: string }>(
    duties,
    'carry-out <id>',
    'have a duty carried out by the next sweep, since its basis is gone',
    desk,
    async ({ reason }, [id = '']) =>
      withDuties(desk, identifier(id), (decisions) => decisions.carryOut(identifier(id), OPERATOR, reason)),
  ).requiredOption('--reason <text>', 'why it is not waited for any longer; names nobody');
  defineCommand<{ readonly reason: string; readonly basis: string }>(
    duties,
    'give-up <id>',
    'end a duty that will not be carried out: the data is kept on another basis from now on',
    desk,
    async ({ reason, basis }, [id = '']) =>
      withDuties(desk, identifier(id), (decisions) => decisions.giveUp(identifier(id), OPERATOR, { reason, basis })),
  )
    .requiredOption('--reason <text>', 'why it will not be carried out; names nobody')
    .requiredOption('--basis <text>', 'on which basis the data is kept from now on; names nobody');
}

async function withDuties(
  desk: CliContext,
  id: string,
  decide: (decisions: ReturnType<typeof openDuties>) => Promise<void>,
): Promise<Report> {
  return withAppContext(desk, async ({ databaseUrl, masterKey }) => {
    const prisma = new PrismaService(databaseUrl, 2);
    try {
      await decide(openDuties(prisma, masterKey, await DatabaseClock.of(prisma)));
      const { state, carriedOutBy } = await prisma.duty.findUniqueOrThrow({ where: { id } });
      const lines = [
        ['Duty', id],
        ['State', state],
        ['Carried out by', carriedOutBy],
      ] as const;
      return { json: { id, state, carriedOutBy }, text: facts(lines) };
    } finally {
      await prisma.$disconnect();
    }
  });
}

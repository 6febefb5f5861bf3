import type { Command } from 'commander';
import { DatabaseClock, Ids, PrismaService } from '../../platform/index.js';
import { openProjectEndings, type EndingRow, type ProjectEndings } from '../../project-endings/index.js';
import { withAccess, withAppContext } from './app-context.js';
import { findOrganization } from './find.js';
import { defineCommand, identifier, organizationOption, whole, type CliContext } from '../terminal/define-command.js';
import { cell, facts, table, type Report } from '../terminal/report.js';

const NAMED = ['--name <name>', 'the name of the project, typed out, so that no other one is meant'] as const;

/** Projects that are deleted or emptied, under the command `project`. */
export function projectEndingCommands(project: Command, desk: CliContext): void {
  defineCommand<{ name: string }>(
    project,
    'delete <id>',
    'delete a project: it is nowhere at once, and can be restored for 60 days',
    desk,
    async ({ name }, [id = '']) =>
      withEndings(desk, async (endings) => report(await endings.order('operator', whole(id), 'deleted', name))),
  ).requiredOption(...NAMED);

  defineCommand<{ name: string }>(
    project,
    'reset <id>',
    'empty a project: a worker sets aside what it holds, which can be restored for 60 days',
    desk,
    async ({ name }, [id = '']) =>
      withEndings(desk, async (endings) => report(await endings.order('operator', whole(id), 'reset', name))),
  ).requiredOption(...NAMED);

  defineCommand<Record<string, never>>(
    project,
    'restore <ending>',
    'bring back a project that was deleted, or what it held before it was emptied, by the id of its end (`project ended`)',
    desk,
    async (_options, [id = '']) =>
      withEndings(desk, async (endings) => report(await endings.restore('operator', identifier(id)))),
  );

  defineCommand<{ organization?: string }>(
    project,
    'ended',
    'list the projects that were deleted or emptied',
    desk,
    async (options) => {
      const organization = await withAccess(desk, (access) => findOrganization(access, options.organization));
      return withEndings(desk, async (endings) => {
        const rows = await endings.list('operator', organization.id);
        const lines = rows.map((row) => [
          row.id,
          row.projectId,
          row.projectName,
          row.kind,
          row.state,
          row.restorableUntil,
          troubleOf(row)?.code ?? '',
        ]);
        const head = ['Id', 'Project', 'Name', 'What', 'State', 'Restorable until (UTC)', 'Trouble'];
        const troubles = rows.flatMap((row) => {
          const trouble = troubleOf(row);
          return trouble === null ? [] : [`${row.id}: ${cell(trouble.message)} It is tried again.`];
        });
        return { json: rows.map(shown), text: [table(head, lines), ...troubles].join('\n') };
      });
    },
  ).addOption(organizationOption());
}

async function withEndings<T>(desk: CliContext, work: (endings: ProjectEndings) => Promise<T>): Promise<T> {
  return withAppContext(desk, async ({ config, databaseUrl }) => {
    const prisma = new PrismaService(databaseUrl, 2);
    try {
      return await work(openProjectEndings(prisma, await DatabaseClock.of(prisma), new Ids(), config));
    } finally {
      await prisma.$disconnect();
    }
  });
}

function report(row: EndingRow): Report {
  const text = facts([
    ['Id', row.id],
    ['Project', row.projectId],
    ['Name', row.projectName],
    ['What', row.kind],
    ['State', row.state],
    ['Restorable until', row.restorableUntil],
    ['Gone by', row.goneBy],
    ...(row.troubleCode === null ? [] : [['Trouble', row.troubleMessage ?? row.troubleCode] as [string, string]]),
  ]);
  return { json: shown(row), text };
}

/** What stood in the way at the last attempt. */
function troubleOf({ troubleCode: code, troubleMessage: message }: EndingRow) {
  return code === null ? null : { code, message: message ?? '' };
}

/** What a script needs; no bytes. */
function shown(row: EndingRow) {
  const { id, projectId, projectName, kind, state, orderedAt, restorableUntil, goneBy, finishedAt } = row;
  const trouble = troubleOf(row);
  return { id, projectId, projectName, kind, state, orderedAt, restorableUntil, goneBy, finishedAt, trouble };
}

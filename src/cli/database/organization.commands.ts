import type { Command } from 'commander';
import { askPassword, GENERATE } from './first-password.js';
import { withAccess } from './app-context.js';
import { defineCommand, type CliContext } from '../terminal/define-command.js';
import { facts, table } from '../terminal/report.js';

interface CreateOptions {
  readonly owner: string;
  readonly ownerName?: string;
  readonly generatePassword?: true;
}

export function organizationCommands(program: Command, desk: CliContext): void {
  const org = program.command('org').description('organizations');

  defineCommand<CreateOptions>(
    org,
    'create <name>',
    'create an organization and its owner',
    desk,
    async (options, [name = '']) =>
      withAccess(desk, async (access) => {
        const known = await access.people.findVerified(options.owner);
        const { password, shown } = known
          ? { password: '', shown: null }
          : await askPassword(desk.terminal, options.generatePassword ?? false);
        const person = { email: options.owner, name: options.ownerName ?? '', password, isMade: shown !== null };
        const { organization, owner } = await access.organizations.create(name, person, 'operator');
        const { id, name: called } = organization;
        return {
          json: { id, name: called, owner, ...(shown === null ? {} : { password: shown }) },
          text: facts([
            ['Organization', id],
            ['Name', called],
            ['Owner', owner.email],
            [
              'Account',
              known ? 'the confirmed one of this address; its password stays' : 'new, good in this organization',
            ],
            ...(shown === null ? [] : [['Password (shown once)', shown] as const]),
          ]),
        };
      }),
  )
    .requiredOption('--owner <e-mail>', 'who owns it')
    .option('--owner-name <name>', 'what the owner is called')
    .option(...GENERATE);

  defineCommand(org, 'list', 'list the organizations', desk, async () =>
    withAccess(desk, async (access) => {
      const all = await access.organizations.list();
      const rows = all.map(({ id, name, createdAt }) => [id, name, createdAt]);
      return { json: all, text: table(['Id', 'Name', 'Created'], rows) };
    }),
  );
}

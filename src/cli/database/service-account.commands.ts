import type { Command } from 'commander';
import { SERVICE_ACCOUNT_DAYS, type Role } from '../../access/index.js';
import { findOrganization } from './find.js';
import { withAccess } from './app-context.js';
import {
  identifier,
  defineCommand,
  organizationOption,
  roleOption,
  whole,
  type CliContext,
} from '../terminal/define-command.js';
import { facts, table } from '../terminal/report.js';

interface Where {
  readonly organization?: string;
}

interface CreateOptions extends Where {
  readonly role: Role;
  readonly days: number;
}

export function serviceAccountCommands(program: Command, desk: CliContext): void {
  const account = program.command('service-account').description('credentials of tools');

  defineCommand<CreateOptions>(
    account,
    'create <name>',
    'make a service account: its secret is shown once',
    desk,
    async (options, [name = '']) =>
      withAccess(desk, async (access) => {
        const organization = await findOrganization(access, options.organization);
        const wanted = { name, role: options.role, expiresInDays: options.days };
        const { serviceAccount, secret } = await access.serviceAccounts.create('operator', organization.id, wanted);
        return {
          json: { ...serviceAccount, secret },
          text: facts([
            ['Service account', serviceAccount.id],
            ['User name', serviceAccount.name],
            ['Role', serviceAccount.role],
            ['Expires', serviceAccount.expiresAt],
            ['Secret (shown once)', secret],
          ]),
        };
      }),
  )
    .addOption(roleOption().default('admin'))
    .addOption(organizationOption())
    .option('--days <days>', 'after how many days it ends, 365 at the most', whole, SERVICE_ACCOUNT_DAYS.standard);

  defineCommand<Where>(account, 'list', 'list the service accounts', desk, async (options) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      const accounts = await access.serviceAccounts.list('operator', organization.id);
      const rows = accounts.map((one) => [
        one.id,
        one.name,
        one.role,
        one.createdBy,
        one.expiresAt,
        one.lastUsedAt,
        one.revokedAt,
      ]);
      return {
        json: accounts,
        text: table(['Id', 'User name', 'Role', 'Made by', 'Expires', 'Last used', 'Revoked'], rows),
      };
    }),
  ).addOption(organizationOption());

  defineCommand<Where>(account, 'revoke <id>', 'revoke a service account at once', desk, async (options, [id = '']) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      await access.serviceAccounts.revoke('operator', organization.id, identifier(id));
      return { json: { id, revoked: true }, text: `The service account ${id} is revoked.` };
    }),
  ).addOption(organizationOption());
}

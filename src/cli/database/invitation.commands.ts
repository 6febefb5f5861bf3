import type { Command } from 'commander';
import { commandFor, type Role } from '../../access/index.js';
import { findOrganization } from './find.js';
import { withAccess } from './app-context.js';
import {
  identifier,
  defineCommand,
  organizationOption,
  roleOption,
  type CliContext,
} from '../terminal/define-command.js';
import { facts, table } from '../terminal/report.js';

interface Where {
  readonly organization?: string;
}

export function inviteCommand(member: Command, desk: CliContext): void {
  defineCommand<Where & { role: Role }>(
    member,
    'invite <e-mail>',
    'invite a person by a single-use link: mailed where SMTP_URL is set, else shown',
    desk,
    async (options, [email = '']) =>
      withAccess(desk, async (access) => {
        const organization = await findOrganization(access, options.organization);
        const invited = await access.invitations.invite('operator', organization.id, { email, role: options.role });
        return {
          json: invited,
          text: facts([
            ['Invitation', invited.id],
            ['E-mail', invited.email],
            ['Organization', organization.name],
            ['Role', invited.role],
            ['Until', invited.expiresAt],
            ...deliveryOf(invited),
          ]),
        };
      }),
  )
    .addOption(roleOption().default('member'))
    .addOption(organizationOption());
}

export function invitationCommands(program: Command, desk: CliContext): void {
  const invitation = program.command('invitation').description('who is invited, by `member invite` or by a member');

  defineCommand<Where>(invitation, 'list', 'list the invitations', desk, async (options) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      const all = await access.invitations.list('operator', organization.id);
      const rows = all.map((one) => [
        one.id,
        one.email,
        one.role,
        one.state,
        one.delivery,
        one.invitedBy,
        one.expiresAt,
      ]);
      return { json: all, text: table(['Id', 'E-mail', 'Role', 'State', 'Delivery', 'Invited by', 'Until'], rows) };
    }),
  ).addOption(organizationOption());

  defineCommand<Where>(invitation, 'revoke <id>', 'end an invitation at once', desk, async (options, [id = '']) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      await access.invitations.revoke('operator', organization.id, identifier(id));
      return { json: { id, revoked: true }, text: `The invitation ${id} is revoked.` };
    }),
  ).addOption(organizationOption());
}

function deliveryOf({ delivery, link }: { delivery: string; link: string | null }): (readonly [string, string])[] {
  if (delivery === 'mail') return [['Link', 'mailed to this address']];
  if (link === null) return [['Link', 'the mail server did not take the mail; invite again']];
  const [base = '', token = ''] = link.split('/#/invitations/');
  return [
    ['Link (shown once)', link],
    ['Accept with', commandFor(base, 'invitation', token)],
  ];
}

import { Option, type Command } from 'commander';
import type { Role } from '../../access/index.js';
import { askPassword, GENERATE } from './first-password.js';
import { findOrganization, findPerson } from './find.js';
import { withAccess } from './app-context.js';
import { inviteCommand } from './invitation.commands.js';
import { defineCommand, organizationOption, roleOption, WHOSE, type CliContext } from '../terminal/define-command.js';
import { table } from '../terminal/report.js';

interface Where {
  readonly organization?: string;
}

interface PasswordOptions extends Where {
  readonly generatePassword?: true;
}

export function memberCommands(program: Command, desk: CliContext): void {
  const member = program.command('member').description('who belongs to an organization');
  inviteCommand(member, desk);
  listCommand(member, desk);

  defineCommand<Where & { role: Role }>(member, 'role <e-mail>', 'change a role', desk, async (options, [email = '']) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      const person = await findPerson(access, email, organization.id);
      await access.members.changeRole('operator', organization.id, person.id, options.role);
      return { json: { ...person, role: options.role }, text: `${person.email} is now ${options.role}.` };
    }),
  )
    .addOption(roleOption().makeOptionMandatory())
    .addOption(organizationOption());

  defineCommand<Where>(
    member,
    'remove <e-mail>',
    'end a membership at once, with its tokens and service accounts',
    desk,
    async (options, [email = '']) =>
      withAccess(desk, async (access) => {
        const organization = await findOrganization(access, options.organization);
        const person = await findPerson(access, email, organization.id);
        await access.members.remove('operator', organization.id, person.id);
        return { json: person, text: `${person.email} no longer belongs to ${organization.name}.` };
      }),
  ).addOption(organizationOption());

  vouchCommand(member, desk);
  passwordCommand(member, desk);
  releaseCommand(member, desk);
  secondFactorCommand(member, desk);
  reviewCommand(member, desk);
}

function vouchCommand(member: Command, desk: CliContext): void {
  defineCommand<Where>(
    member,
    'vouch <e-mail>',
    'say that an account is a person of their own, whoever invited them: approvals ask for such',
    desk,
    async (options, [email = '']) =>
      withAccess(desk, async (access) => {
        const organization = await findOrganization(access, options.organization);
        const person = await findPerson(access, email, organization.id);
        await access.members.vouch('operator', organization.id, person.id);
        const text = `${person.email} counts as independent of whoever invited them to ${organization.name}.`;
        return { json: { ...person, vouched: true }, text };
      }),
  ).addOption(organizationOption());
}

function passwordCommand(member: Command, desk: CliContext): void {
  defineCommand<PasswordOptions>(
    member,
    'password <e-mail>',
    'set a new password and end all sessions and GDPR OAuth tokens',
    desk,
    async (options, [email = '']) =>
      withAccess(desk, async (access) => {
        const person = await findPerson(access, email, options.organization);
        const { password, shown } = await askPassword(desk.terminal, options.generatePassword ?? false);
        await access.people.resetPassword(person.id, password, 'habeas', shown !== null);
        const text = `The password of ${person.email} was changed; all sessions and GDPR OAuth tokens ended.`;
        return {
          json: { ...person, ...(shown === null ? {} : { password: shown }) },
          text: shown === null ? text : `${text}\nPassword (shown once)  ${shown}`,
        };
      }),
  )
    .option(...WHOSE)
    .option(...GENERATE);
}

function releaseCommand(member: Command, desk: CliContext): void {
  defineCommand<Where>(
    member,
    'release <e-mail>',
    'let the next sign-in by the identity provider bind the account anew, since its person was made anew there',
    desk,
    async (options, [email = '']) =>
      withAccess(desk, async (access) => {
        const person = await findPerson(access, email, options.organization);
        const released = (await access.identities.release(person.id)) > 0;
        const text = released ? 'may be bound to the identity provider anew' : 'was not bound to the identity provider';
        return { json: { ...person, released }, text: `${person.email} ${text}.` };
      }),
  ).option(...WHOSE);
}

function secondFactorCommand(member: Command, desk: CliContext): void {
  defineCommand<Where>(
    member,
    'second-factor <e-mail>',
    'end the second factor of who has lost it, and the recovery codes too: see to it that it is them who ask',
    desk,
    async (options, [email = '']) =>
      withAccess(desk, async (access) => {
        const person = await findPerson(access, email, options.organization);
        await access.people.removeSecondFactor(person.id);
        const text = `${person.email} signs in with the password alone, until they set up another second factor.`;
        return { json: { ...person, secondFactor: null }, text };
      }),
  )
    .addOption(new Option('--remove', 'end it; there is nothing else to do with one').makeOptionMandatory())
    .option(...WHOSE);
}

function reviewCommand(member: Command, desk: CliContext): void {
  defineCommand(
    member,
    'review',
    'list accounts in several organizations whose address nobody proved: from before there were invitations',
    desk,
    async () =>
      withAccess(desk, async (access) => {
        const shared = await access.members.listShared();
        const rows = shared.map(({ id, email, createdAt, organizations }) => {
          return [id, email, createdAt, organizations.map(({ name, role }) => `${name} (${role})`).join(', ')];
        });
        return { json: shared, text: table(['Id', 'E-mail', 'Created', 'Organizations'], rows) };
      }),
  );
}

function listCommand(member: Command, desk: CliContext): void {
  defineCommand<Where>(member, 'list', 'list the members', desk, async (options) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      const members = await access.members.list('operator', organization.id);
      const rows = members.map((one) => [one.email, one.name, one.role, one.emailVerified, one.createdAt]);
      return { json: members, text: table(['E-mail', 'Name', 'Role', 'Confirmed', 'Since'], rows) };
    }),
  ).addOption(organizationOption());
}

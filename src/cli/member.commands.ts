import type { Command } from 'commander';
import type { Role } from '../access/index.js';
import { askPassword, GENERATE } from './first-password.js';
import { findOrganization, findPerson } from './find.js';
import { withAccess } from './ground.js';
import { leaf, organizationOption, roleOption, type Desk } from './leaf.js';
import { facts, table } from './report.js';

interface Where {
  readonly organization?: string;
}

interface AddOptions extends Where {
  readonly role: Role;
  readonly name?: string;
  readonly generatePassword?: true;
}

export function memberCommands(program: Command, desk: Desk): void {
  const member = program.command('member').description('who belongs to an organization');
  addCommand(member, desk);
  listCommand(member, desk);

  leaf<Where & { role: Role }>(member, 'role <e-mail>', 'change a role', desk, async (options, [email = '']) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      const person = await findPerson(access, email);
      await access.members.changeRole('operator', organization.id, person.id, options.role);
      return { json: { ...person, role: options.role }, text: `${person.email} is now ${options.role}.` };
    }),
  )
    .addOption(roleOption().makeOptionMandatory())
    .addOption(organizationOption());

  leaf<Where>(member, 'remove <e-mail>', 'end a membership at once', desk, async (options, [email = '']) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      const person = await findPerson(access, email);
      await access.members.remove('operator', organization.id, person.id);
      return { json: person, text: `${person.email} no longer belongs to ${organization.name}.` };
    }),
  ).addOption(organizationOption());

  leaf<AddOptions>(
    member,
    'password <e-mail>',
    'set a new password and end all sessions',
    desk,
    async (options, [email = '']) =>
      withAccess(desk, async (access) => {
        const found = await findPerson(access, email);
        const { password, shown } = await askPassword(desk.terminal, options.generatePassword ?? false);
        const person = await access.people.resetPassword(found.email, password);
        const text = `The password of ${person.email} was changed; all sessions ended.`;
        return {
          json: { ...person, ...(shown === null ? {} : { password: shown }) },
          text: shown === null ? text : `${text}\nPassword (shown once)  ${shown}`,
        };
      }),
  ).option(...GENERATE);
}

function addCommand(member: Command, desk: Desk): void {
  leaf<AddOptions>(member, 'add <e-mail>', 'add a person', desk, async (options, [email = '']) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      const known = await access.people.find(email);
      const { password, shown } = known
        ? { password: null, shown: null }
        : await askPassword(desk.terminal, options.generatePassword ?? false);
      const added = await access.members.add('operator', organization.id, {
        email,
        role: options.role,
        name: options.name ?? '',
        password,
      });
      return {
        json: { ...added, ...(shown === null ? {} : { password: shown }) },
        text: facts([
          ['Member', added.email],
          ['Organization', organization.name],
          ['Role', added.role],
          ...(shown === null ? [] : [['Password (shown once)', shown] as const]),
        ]),
      };
    }),
  )
    .addOption(roleOption().default('member'))
    .addOption(organizationOption())
    .option('--name <name>', 'what the person is called')
    .option(...GENERATE);
}

function listCommand(member: Command, desk: Desk): void {
  leaf<Where>(member, 'list', 'list the members', desk, async (options) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      const members = await access.members.list('operator', organization.id);
      const rows = members.map(({ email, name, role, createdAt }) => [email, name, role, createdAt]);
      return { json: members, text: table(['E-mail', 'Name', 'Role', 'Since'], rows) };
    }),
  ).addOption(organizationOption());
}

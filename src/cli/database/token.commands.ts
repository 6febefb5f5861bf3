import type { Command } from 'commander';
import type { OwnTokenRecord } from '../../access/index.js';
import { findPerson } from './find.js';
import { withAccess } from './app-context.js';
import { identifier, defineCommand, WHOSE, type CliContext } from '../terminal/define-command.js';
import { facts, table } from '../terminal/report.js';

interface Whose {
  readonly organization?: string;
}

export function tokenCommands(program: Command, desk: CliContext): void {
  const token = program.command('token').description('GDPR OAuth tokens of a person');

  defineCommand<Whose & { name: string }>(
    token,
    'create <e-mail>',
    'make a token: shown once, valid one year',
    desk,
    async (options, [email = '']) =>
      withAccess(desk, async (access) => {
        const person = await findPerson(access, email, options.organization);
        const created = await access.tokens.create('operator', person.id, options.name);
        return {
          json: { ...created.token, token: created.secret },
          text: facts([
            ['Token', created.token.id],
            ['Person', person.email],
            ['Expires', created.token.expiresAt],
            ['Secret (shown once)', created.secret],
          ]),
        };
      }),
  )
    .option('--name <name>', 'what it is for', 'GDPR OAuth token')
    .option(...WHOSE);

  defineCommand<Whose>(token, 'list <e-mail>', 'list the tokens of a person', desk, async (options, [email = '']) =>
    withAccess(desk, async (access) => {
      const person = await findPerson(access, email, options.organization);
      const tokens = await access.tokens.list(person.id);
      return { json: tokens, text: table(HEAD, tokens.map(rowOf)) };
    }),
  ).option(...WHOSE);

  defineCommand<Whose>(
    token,
    'revoke <e-mail> <id>',
    'revoke a token at once',
    desk,
    async (options, [email = '', id = '']) =>
      withAccess(desk, async (access) => {
        const person = await findPerson(access, email, options.organization);
        await access.tokens.revoke('operator', person.id, identifier(id));
        return { json: { id, revoked: true }, text: `The token ${id} is revoked.` };
      }),
  ).option(...WHOSE);
}

const HEAD = ['Id', 'Begins with', 'Name', 'Created', 'Expires', 'Last used', 'Revoked', 'Ended in'] as const;

function rowOf(token: OwnTokenRecord) {
  const { id, prefix, name, createdAt, expiresAt, lastUsedAt, revokedAt, endedIn } = token;
  const ended = endedIn.map(({ organization }) => organization).join(', ');
  return [id, prefix, name, createdAt, expiresAt, lastUsedAt, revokedAt, ended];
}

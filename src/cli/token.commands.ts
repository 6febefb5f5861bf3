import type { Command } from 'commander';
import type { OauthTokenRecord } from '../access/index.js';
import { findPerson } from './find.js';
import { withAccess } from './ground.js';
import { identifier, leaf, type Desk } from './leaf.js';
import { facts, table } from './report.js';

export function tokenCommands(program: Command, desk: Desk): void {
  const token = program.command('token').description('GDPR OAuth tokens of a person');

  leaf<{ name: string }>(
    token,
    'create <e-mail>',
    'make a token: shown once, valid one year',
    desk,
    async (options, [email = '']) =>
      withAccess(desk, async (access) => {
        const person = await findPerson(access, email);
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
  ).option('--name <name>', 'what it is for', 'GDPR OAuth token');

  leaf(token, 'list <e-mail>', 'list the tokens of a person', desk, async (_, [email = '']) =>
    withAccess(desk, async (access) => {
      const person = await findPerson(access, email);
      const tokens = await access.tokens.list(person.id);
      return { json: tokens, text: table(HEAD, tokens.map(rowOf)) };
    }),
  );

  leaf(token, 'revoke <e-mail> <id>', 'revoke a token at once', desk, async (_, [email = '', id = '']) =>
    withAccess(desk, async (access) => {
      const person = await findPerson(access, email);
      await access.tokens.revoke('operator', person.id, identifier(id));
      return { json: { id, revoked: true }, text: `The token ${id} is revoked.` };
    }),
  );
}

const HEAD = ['Id', 'Begins with', 'Name', 'Created', 'Expires', 'Last used', 'Revoked'] as const;

function rowOf(token: OauthTokenRecord) {
  const { id, prefix, name, createdAt, expiresAt, lastUsedAt, revokedAt } = token;
  return [id, prefix, name, createdAt, expiresAt, lastUsedAt, revokedAt];
}

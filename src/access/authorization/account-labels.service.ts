import { Injectable } from '@nestjs/common';
import { PrismaService, type Transaction } from '../../platform/index.js';

/** Turns the names of accounts, as audit and timelines keep them, into what people know them by. */
@Injectable()
export class AccountLabels {
  constructor(private readonly prisma: PrismaService) {}

  /** By name: e-mail of a person, name of a service account, `project <id>` of an API secret. Nothing of accounts that are gone. */
  async of(names: readonly string[], client: Transaction = this.prisma): Promise<ReadonlyMap<string, string>> {
    const [people, tools] = [idsOf(names, 'user'), idsOf(names, 'service-account')];
    const [users, serviceAccounts] = await Promise.all([
      people.length === 0 ? [] : client.user.findMany({ where: { id: { in: people } } }),
      tools.length === 0 ? [] : client.serviceAccount.findMany({ where: { id: { in: tools } } }),
    ]);
    return new Map([
      ...users.map(({ id, email }): [string, string] => [`user:${id}`, email]),
      ...serviceAccounts.map(({ id, name }): [string, string] => [`service-account:${id}`, name]),
      ...idsOf(names, 'project').map((id): [string, string] => [`project:${id}`, `project ${id}`]),
    ]);
  }
}

function idsOf(names: readonly string[], kind: string): string[] {
  const prefix = `${kind}:`;
  return [...new Set(names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)))];
}

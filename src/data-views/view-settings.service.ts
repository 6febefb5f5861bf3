import { Injectable } from '@nestjs/common';
import { initiatorName, MembershipRoles, ROLES, type Initiator } from '../access/index.js';
import { AuditTrail } from '../audit/index.js';
import { assertSeen, Clock, HabeasError, PrismaService, type Transaction, versionOf } from '../platform/index.js';
import { DataViews } from './data-views.service.js';
import { lockProject } from './classification/locked-project.js';
import type { ViewRule } from './visibility.js';

/** A tool of the organization that could be named. */
export interface Tool {
  readonly id: string;
  readonly name: string;
  /** Of a token: the e-mail address of the person whose it is. */
  readonly of: string | null;
  readonly isNamed: boolean;
}

export interface ViewState {
  readonly roles: ViewRule['roles'];
  readonly apiSecret: boolean;
  readonly serviceAccounts: readonly Tool[];
  readonly oauthTokens: readonly Tool[];
  /** Of what is set, whichever tools there are. */
  readonly version: string;
}

/** Who is shown what is sensitive in a project, as its owners and admins see it and its owners set it. */
@Injectable()
export class ViewSettings {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly standing: MembershipRoles,
    private readonly views: DataViews,
    private readonly clock: Clock,
  ) {}

  /** With every tool of the organization that is good. */
  async show({ id, organizationId }: { readonly id: number; readonly organizationId: string }): Promise<ViewState> {
    const [rule, tools] = await Promise.all([this.views.ruleOf(id), this.toolsOf(organizationId)]);
    const lines = await this.views.linesOf(tools.oauthTokens.map((token) => token.id));
    const oauthTokens = tools.oauthTokens.map((token) => {
      return { ...token, isNamed: (lines.get(token.id) ?? []).some((each) => rule.oauthTokens.includes(each)) };
    });
    const serviceAccounts = tools.serviceAccounts.map((account) => {
      return { ...account, isNamed: rule.serviceAccounts.includes(account.id) };
    });
    const version = versionOf(inOrder(rule));
    return { roles: rule.roles, apiSecret: rule.apiSecret, serviceAccounts, oauthTokens, version };
  }

  /**
   * Owners alone: an admin whom they leave out could else let themselves in.
   * @param seen the version that the caller saw, as `If-Match` has it; undefined: they did not say
   * @throws HabeasError 404 `project-not-found`, 403 `role-too-low`, 412 `changed-meanwhile`, 422 `view-unfit`
   */
  async set(by: Initiator, projectId: number, given: ViewRule, seen?: string): Promise<ViewState> {
    const rule = inOrder(given);
    const project = await this.prisma.$transaction(async (transaction) => {
      const locked = await lockProject(transaction, projectId);
      await this.standing.require(by, locked.organizationId, 'owner', transaction);
      const before = await this.views.ruleOf(projectId, transaction);
      assertSeen(seen, inOrder(before));
      await this.assertKnown(rule, before, locked.organizationId, transaction);
      if (JSON.stringify(inOrder(before)) === JSON.stringify(rule)) return locked;
      await transaction.dataView.upsert({
        where: { projectId },
        create: { projectId, ...columnsOf(rule) },
        update: columnsOf(rule),
      });
      await this.audit.append(transaction, {
        actor: initiatorName(by),
        action: 'project.view-changed',
        organizationId: locked.organizationId,
        projectId,
        detail: { before: columnsOf(inOrder(before)), after: columnsOf(rule) },
      });
      return locked;
    });
    return this.show(project);
  }

  /** What was named stays so: a token that ended may have been replaced. */
  private async assertKnown(
    rule: ViewRule,
    before: ViewRule,
    organizationId: string,
    transaction: Transaction,
  ): Promise<void> {
    const good = await this.toolsOf(organizationId, transaction);
    const areKnown = (of: 'serviceAccounts' | 'oauthTokens') =>
      rule[of].every((id) => before[of].includes(id) || good[of].some((tool) => tool.id === id));
    if (areKnown('serviceAccounts') && areKnown('oauthTokens')) return;
    throw new HabeasError(
      'unprocessable',
      'view-unfit',
      'A service account or a token that is named is none of the organization, or is good no more.',
    );
  }

  private async toolsOf(organizationId: string, client: Transaction = this.prisma) {
    const good = { OR: [{ expiresAt: null }, { expiresAt: { gt: this.clock.now() } }], revokedAt: null };
    const serviceAccounts = await client.serviceAccount.findMany({
      where: { organizationId, ...good },
      orderBy: { name: 'asc' },
      select: { id: true, name: true },
    });
    const tokens = await client.oauthToken.findMany({
      where: {
        expiresAt: { gt: this.clock.now() },
        revokedAt: null,
        user: { memberships: { some: { organizationId } } },
        revocations: { none: { organizationId } },
      },
      orderBy: [{ user: { email: 'asc' } }, { createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, prefix: true, user: { select: { email: true } } },
    });
    return {
      serviceAccounts: serviceAccounts.map((account) => ({ ...account, of: null })),
      oauthTokens: tokens.map(({ id, name, prefix, user }) => ({ id, name: `${name} (${prefix}…)`, of: user.email })),
    };
  }
}

/** Each once, in one order. */
function inOrder({ roles, serviceAccounts, oauthTokens, apiSecret }: ViewRule): ViewRule {
  return {
    roles: ROLES.filter((role) => roles.includes(role)),
    serviceAccounts: [...new Set(serviceAccounts)].sort(),
    oauthTokens: [...new Set(oauthTokens)].sort(),
    apiSecret,
  };
}

function columnsOf({ roles, serviceAccounts, oauthTokens, apiSecret }: ViewRule) {
  return {
    roles: [...roles],
    serviceAccounts: [...serviceAccounts],
    oauthTokens: [...oauthTokens],
    apiSecret,
  };
}

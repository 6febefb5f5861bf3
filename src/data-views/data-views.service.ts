import { Injectable } from '@nestjs/common';
import { MembershipRoles, type Actor, type Role } from '../access/index.js';
import { PrismaService, type Transaction } from '../platform/index.js';
import { ProjectClasses } from './classification/project-classes.service.js';
import { FIRST_VIEW, type Viewer, type ViewRule } from './visibility.js';
import { VisibleData } from './visible-data.js';

/**
 * Says what whoever asks is shown of a project's data. A route that reads properties does this, after it has let the actor in:
 *
 *     const visible = await this.dataViews.of(actor, project);
 *     for (const name of namesIn(where)) visible.assertShown('profiles', name);   // 422 `property-sensitive`, `property-withheld`
 *     const shown = visible.redact('profiles', row.properties);                   // JSON text in, JSON text out; `where` goes over this
 *
 * A line of a whole row is `recordWriter(collection, undefined, visible.withholding('events'))`. Files of an export for the person do
 * not ask here: they hold what is sensitive, whoever ordered them.
 */
@Injectable()
export class DataViews {
  constructor(
    private readonly prisma: PrismaService,
    private readonly classes: ProjectClasses,
    private readonly standing: MembershipRoles,
  ) {}

  async of(
    actor: Actor,
    { id, organizationId }: { readonly id: number; readonly organizationId: string },
  ): Promise<VisibleData> {
    const [collections, view, viewer] = await Promise.all([
      this.classes.collectionsOf(id),
      this.ruleOf(id),
      this.viewerOf(actor, organizationId),
    ]);
    return new VisibleData(collections, viewer, view);
  }

  /** Who is shown what is sensitive in a project. */
  async ruleOf(projectId: number, client: Transaction = this.prisma): Promise<ViewRule> {
    const row = await client.dataView.findUnique({ where: { projectId } });
    if (row === null) return FIRST_VIEW;
    const { roles, serviceAccounts, oauthTokens, apiSecret } = row;
    return { roles: roles as Role[], serviceAccounts, oauthTokens, apiSecret };
  }

  /** Of each token its id, and those of the tokens it took the place of. */
  async linesOf(tokenIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.prisma.$queryRaw<{ token: string; ids: string[] }[]>`
      WITH RECURSIVE line AS (
        SELECT id AS token, id, user_id FROM oauth_tokens WHERE id = ANY (${[...tokenIds]}::uuid[])
        UNION
        SELECT line.token, former.id, former.user_id
        FROM oauth_tokens former JOIN line ON former.replaced_by = line.id AND former.user_id = line.user_id
      )
      SELECT token, array_agg(id) AS ids FROM line GROUP BY token`;
    return new Map(rows.map(({ token, ids }) => [token, ids]));
  }

  private async viewerOf(actor: Actor, organizationId: string): Promise<Viewer> {
    switch (actor.kind) {
      case 'project-secret':
        return { kind: 'api-secret' };
      case 'project-token':
        return { kind: 'nobody' };
      case 'service-account':
        return { kind: 'service-account', id: actor.serviceAccountId };
      case 'user': {
        const role = await this.standing.roleIn(actor, organizationId);
        if (actor.via === 'session') return { kind: 'person', role };
        const lines = await this.linesOf([actor.tokenId]);
        return { kind: 'oauth-token', role, ids: lines.get(actor.tokenId) ?? [] };
      }
    }
  }
}

import { Injectable } from '@nestjs/common';
import { SignInDomains, STANDING } from '../access/index.js';
import { ViewSettings } from '../data-views/index.js';
import { PrismaService } from '../platform/index.js';
import type { AccessReviewView } from './access-review.dto.js';

/** What lets people in, or shows them something, without a word about any single one of them. Who may know of it is for the caller to see to. */
@Injectable()
export class ReviewGrants {
  constructor(
    private readonly prisma: PrismaService,
    private readonly domains: SignInDomains,
    private readonly views: ViewSettings,
  ) {}

  /** Domains whose people come in by the identity provider. */
  async domainsOf(organizationId: string): Promise<AccessReviewView['signInDomains']> {
    const domains = await this.domains.allowed(organizationId);
    return domains.map(({ createdAt, ...domain }) => ({ ...domain, createdAt: createdAt.toISOString() }));
  }

  /** Of each project who is shown what is sensitive. */
  async viewsOf(organizationId: string): Promise<AccessReviewView['dataViews']> {
    const where = { organizationId, ...STANDING };
    const projects = await this.prisma.project.findMany({ where, orderBy: { id: 'asc' } });
    return Promise.all(
      projects.map(async (project) => {
        const { roles, apiSecret, serviceAccounts, oauthTokens } = await this.views.show(project);
        const named = <Tool extends { readonly isNamed: boolean }>(tools: readonly Tool[]) =>
          tools.filter(({ isNamed }) => isNamed);
        return {
          ...{ projectId: project.id, project: project.name, roles: [...roles], apiSecret },
          serviceAccounts: named(serviceAccounts).map(({ name }) => name),
          oauthTokens: named(oauthTokens).map(({ name, of }) => ({ name, of })),
        };
      }),
    );
  }
}

import { openAccess, type Access, type Actor, type ProjectRecord } from '../../src/access/index.js';
import { PrismaAuthorizer } from '../../src/access/authorization/prisma-authorizer.service.js';
import { SessionsService } from '../../src/access/accounts/sessions.service.js';
import { MembershipRoles } from '../../src/access/authorization/membership-roles.service.js';
import { AuditTrail } from '../../src/audit/index.js';
import { Clock, Ids, PrismaService, readConfig } from '../../src/platform/index.js';
import { createTestDatabase } from '../support/database.js';
import { join } from '../support/join.js';

export class StandingClock extends Clock {
  time = new Date('2026-03-09T22:28:55.078Z');
  override now(): Date {
    return new Date(this.time);
  }
  advance(milliseconds: number): void {
    this.time = new Date(this.time.getTime() + milliseconds);
  }
}

export type PersonActor = Actor & { kind: 'user' };

export interface AccessFixture extends Access {
  readonly prisma: PrismaService;
  readonly clock: StandingClock;
  readonly sessions: SessionsService;
  readonly authorizer: PrismaAuthorizer;
  readonly organizationId: string;
  readonly owner: PersonActor;
  readonly project: ProjectRecord;
  readonly apiSecret: string;
  /** Invites a person with this role, who accepts; returns them as an actor. */
  join(email: string, role: 'owner' | 'admin' | 'member', organizationId?: string): Promise<PersonActor>;
  actions(): Promise<string[]>;
  close(): Promise<void>;
}

export const PASSWORD = 'correct horse battery';

/** The room on a database of its own: one organization with its owner and a project, and a clock that stands still. */
export async function openAccessFixture(): Promise<AccessFixture> {
  const database = await createTestDatabase();
  const prisma = new PrismaService(database.url, 5);
  const clock = new StandingClock();
  const access = openAccess(prisma, clock, new Ids(), { besideGrace: [2 * 86_400_000] }, readConfig({}));
  const { organization, owner } = await access.organizations.create(
    'Acme',
    { email: 'Pat@Example.com', name: 'Pat', password: PASSWORD },
    'operator',
  );
  const { project, apiSecret } = await access.projects.create('operator', organization.id, { name: 'Shop' });
  return {
    ...access,
    prisma,
    clock,
    sessions: new SessionsService(prisma, new AuditTrail(clock), clock, readConfig({ SESSION_TTL: '12h' })),
    authorizer: new PrismaAuthorizer(prisma, new MembershipRoles(prisma)),
    organizationId: organization.id,
    owner: actorOf(owner),
    project,
    apiSecret,
    join: async (email, role, organizationId = organization.id) =>
      actorOf(await join(access, organizationId, { email, role, password: PASSWORD })),
    actions: async () => (await prisma.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action),
    close: async () => {
      await prisma.$disconnect();
      await database.drop();
    },
  };
}

function actorOf({ id, email }: { id: string; email: string }): PersonActor {
  return { kind: 'user', userId: id, email, via: 'session' };
}

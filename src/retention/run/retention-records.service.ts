import { Injectable } from '@nestjs/common';
import { mayHandleRequests, MembershipRoles, type Actor } from '../../access/index.js';
import { HabeasError, PrismaService } from '../../platform/index.js';
import { runNotFound, type RunScope } from './retention-reader.service.js';

/** A record as it was signed. */
export interface KeptRetentionRecord {
  readonly runId: string;
  readonly bytes: Buffer;
  readonly signature: Buffer;
  readonly keyId: string;
}

/** The signed records of runs, one for each organization. */
@Injectable()
export class RetentionRecords {
  constructor(
    private readonly prisma: PrismaService,
    private readonly roles: MembershipRoles,
  ) {}

  /**
   * @throws HabeasError `retention-run-not-found`, `retention-record-not-found` (404), `organization-missing` (400) where the actor
   *   belongs to several, `role-too-low` (403), `retention-run-not-finished` (409)
   */
  async show(actor: Actor, runId: string, scope: RunScope): Promise<KeptRetentionRecord> {
    const organizationId = await this.organizationOf(actor, scope);
    const run = await this.prisma.retentionRun.findUnique({ where: { id: runId } });
    if (run === null || run.startedAt === null) throw runNotFound();
    if (run.finishedAt === null) {
      const message = 'The run has not ended, and its record tells of its end: ask again when it has.';
      throw new HabeasError('conflict', 'retention-run-not-finished', message);
    }
    const where = { runId_organizationId: { runId, organizationId } };
    const kept = await this.prisma.retentionRecord.findUnique({ where });
    if (kept === null) {
      const message = 'The run had nothing to do for projects of this organization, and no record tells of it.';
      throw new HabeasError('not-found', 'retention-record-not-found', message);
    }
    return { runId, bytes: Buffer.from(kept.document), signature: Buffer.from(kept.signature), keyId: kept.keyId };
  }

  private async organizationOf(actor: Actor, { organizationId }: RunScope): Promise<string> {
    if (organizationId !== undefined) {
      await this.roles.require(actor, organizationId, 'admin');
      return organizationId;
    }
    // The API secret of a project stands for that alone, and the record tells of all of them.
    const roles = [...(await this.roles.rolesOf(actor))].filter(([, role]) => mayHandleRequests(role));
    const [first, ...others] = roles.map(([id]) => id);
    if (first === undefined) throw ofOrganization();
    if (others.length === 0) return first;
    const message = 'You belong to several organizations: name the one whose record it is with organizationId.';
    throw new HabeasError('invalid', 'organization-missing', message);
  }
}

function ofOrganization(): HabeasError {
  const message =
    'The record is of a whole organization: only its owners and admins, and their service accounts, may read it.';
  return new HabeasError('forbidden', 'role-too-low', message);
}

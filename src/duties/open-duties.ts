import { AuditTrail } from '../audit/index.js';
import { ActiveHolds } from '../holds/index.js';
import { Ids, JobQueue, type Clock, type MasterKey, type PrismaService } from '../platform/index.js';
import { SubjectChecks, Timeline } from '../request-model/index.js';
import { IdForms, SubjectHmac } from '../subject-data/index.js';
import { DutyDecisions } from './duty-decisions.service.js';
import { DutyDeletions } from './duty-deletions.service.js';
import { DutyEnds } from './duty-ends.service.js';
import { DutyHolds } from './duty-holds.service.js';
import { DutyIds } from './duty-ids.service.js';
import { DutyRequests } from './duty-requests.service.js';

/** Rings for nobody: what is due is found in the database. */
class NoBell extends JobQueue {
  async enqueue(): Promise<void> {}
}

/** What the operator decides about duties, at the database. */
export function openDuties(prisma: PrismaService, master: MasterKey, clock: Clock): DutyDecisions {
  const hmac = new SubjectHmac(master.derive('subject-mac'));
  const audit = new AuditTrail(clock);
  const timeline = new Timeline(audit, clock);
  const dutyIds = new DutyIds(prisma, master, hmac);
  const holds = new DutyHolds(dutyIds, new ActiveHolds(prisma, hmac, clock), clock);
  const ends = new DutyEnds(timeline, audit, clock);
  const forms = new IdForms(prisma, hmac, master);
  const requests = new DutyRequests(master, hmac, forms, timeline, clock, new Ids());
  const deletions = new DutyDeletions(prisma, dutyIds, holds, ends, requests, new NoBell(), clock);
  return new DutyDecisions(prisma, dutyIds, new SubjectChecks(master), deletions, ends, clock);
}

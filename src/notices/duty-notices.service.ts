import { Injectable } from '@nestjs/common';
import { type Overdue, OverdueDuties } from '../duties/index.js';
import { AdminNotices } from './admin-notices.service.js';

/** Tells owners and admins that what is owed to people is due and is not erased. Also a process that is no worker looks. */
@Injectable()
export class DutyNotices {
  constructor(
    private readonly duties: OverdueDuties,
    private readonly admins: AdminNotices,
  ) {}

  async collect(): Promise<void> {
    await this.admins.tell('duty', await this.duties.byProject(), noticeOf);
  }
}

/** The same duties are told of once, for as long as they wait. */
function noticeOf({ projectId, project, since: at, waiting }: Overdue) {
  const since = at.toISOString();
  return { occasion: `duty:${projectId}:${since}`, facts: { what: 'duty', project, since, waiting } as const };
}

import { Injectable } from '@nestjs/common';
import { HabeasError } from '../../platform/index.js';

/** Answers under way at once on one process: of one project, and of one account in all its projects. */
export const MOST_AT_ONCE = { project: 2, account: 4 } as const;
/** Seconds after which a place may be free again. */
const COME_AGAIN = 30;

/** How many events are being read, of which project and for whom: each keeps a database and a connection busy for as long as it lasts. */
@Injectable()
export class ReadingPlaces {
  private readonly taken = new Map<string, number>();

  /**
   * @param account as in audit entries
   * @returns what gives the place back
   * @throws HabeasError `too-many-readings` (429)
   */
  take(projectId: number, account: string): () => void {
    const places = [
      { name: `project/${projectId}`, most: MOST_AT_ONCE.project, whose: 'This project' },
      { name: `account/${account}`, most: MOST_AT_ONCE.account, whose: 'This account' },
    ];
    const full = places.find(({ name, most }) => (this.taken.get(name) ?? 0) >= most);
    if (full !== undefined) {
      const message = `${full.whose} has ${full.most} exports of events under way already: wait until one of them has ended.`;
      throw new HabeasError('too-many', 'too-many-readings', message, { retryAfter: COME_AGAIN });
    }
    for (const { name } of places) this.change(name, 1);
    let isTaken = true;
    return () => {
      if (isTaken) for (const { name } of places) this.change(name, -1);
      isTaken = false;
    };
  }

  private change(name: string, by: 1 | -1): void {
    const left = (this.taken.get(name) ?? 0) + by;
    if (left > 0) this.taken.set(name, left);
    else this.taken.delete(name);
  }
}

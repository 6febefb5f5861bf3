import { Injectable } from '@nestjs/common';
import { SubjectData, type Expiry, type ExpiringMonth } from '../../subject-data/index.js';
import type { Counted } from './retention-steps.service.js';
import type { SparedPeople } from './spared.js';

/** What would go of a collection, by project, and for whom the rest stays. */
@Injectable()
export class RetentionCounts {
  constructor(private readonly subjectData: SubjectData) {}

  /** A row of somebody who is held and named in a request counts as held. Each project of the expiry is in the answer. */
  async of(expiry: Expiry, { held, requested }: SparedPeople): Promise<Counted[]> {
    const store = this.subjectData.storeOf(expiry.collection).expiry;
    const all = summed(await store.preview(expiry));
    const mixed = held.length > 0 && requested.length > 0;
    const ofHeld = mixed ? summed(await store.preview({ ...expiry, spared: held })) : null;
    return expiry.windows.map(({ projectId }) => {
      const { rows: found, spared, referredTo } = all.get(projectId) ?? NOTHING;
      const onlyHeld = requested.length === 0 ? spared : 0;
      const heldRows = ofHeld === null ? onlyHeld : Math.min(spared, (ofHeld.get(projectId) ?? NOTHING).spared);
      return { projectId, found, held: heldRows, requested: spared - heldRows, referredTo };
    });
  }
}

type Sum = Pick<ExpiringMonth, 'rows' | 'spared' | 'referredTo'>;

const NOTHING: Sum = { rows: 0, spared: 0, referredTo: 0 };

function summed(months: readonly ExpiringMonth[]): Map<number, Sum> {
  const sums = new Map<number, Sum>();
  for (const { projectId, rows, spared, referredTo } of months) {
    const sum = sums.get(projectId) ?? NOTHING;
    const next = { rows: sum.rows + rows, spared: sum.spared + spared, referredTo: sum.referredTo + referredTo };
    sums.set(projectId, next);
  }
  return sums;
}

import type { Transaction } from '../../platform/index.js';
import type { Timeline } from './timeline.service.js';

/** Invariant 7: without the key nobody can read any more whom a request was about; its record keeps counts and dates. */
export async function destroyIds(
  transaction: Transaction,
  timeline: Timeline,
  { id: requestId, projectId }: { readonly id: string; readonly projectId: number },
): Promise<void> {
  await transaction.request.update({ where: { id: requestId }, data: { wrappedIdKey: null } });
  await timeline.tell(transaction, { requestId, projectId, type: 'ids-destroyed', actor: 'habeas' });
}

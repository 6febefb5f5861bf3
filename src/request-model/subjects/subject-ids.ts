import type { MasterKey } from '../../platform/index.js';
import { SealedIds } from '../../subject-data/index.js';

/** The ids of one request, under a key of its own. */
export type SubjectIds = SealedIds;

export const SubjectIds = {
  create: (master: MasterKey, requestId: string, projectId: number): SealedIds =>
    SealedIds.create(master, contextOf(requestId), projectId),
  /** @throws HabeasError `key-unreadable` */
  open: (master: MasterKey, requestId: string, wrappedKey: Uint8Array, projectId: number): SealedIds =>
    SealedIds.open(master, contextOf(requestId), wrappedKey, projectId),
};

function contextOf(requestId: string): string {
  return `request-ids/${requestId}`;
}

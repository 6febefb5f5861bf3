import type { MasterKey } from '../../platform/index.js';
import { SealedIds } from '../../subject-data/index.js';

/** The ids of one request, under a key of its own. */
export type SubjectIds = SealedIds;

export const SubjectIds = {
  create: (master: MasterKey, requestId: string): SealedIds => SealedIds.create(master, contextOf(requestId)),
  /** @throws HabeasError `key-unreadable` */
  open: (master: MasterKey, requestId: string, wrappedKey: Uint8Array): SealedIds =>
    SealedIds.open(master, contextOf(requestId), wrappedKey),
};

function contextOf(requestId: string): string {
  return `request-ids/${requestId}`;
}

import { iso } from '../platform/index.js';
import type { EndingCounts, EndingKind, EndingState } from './ending-state.js';
import type { EndingView } from './project-endings.dto.js';
import type { EndingRow } from './project-endings.service.js';

/** An ending as every answer shows it. `scrubbedAt`: when the bytes were off the disk, of all of it. */
export function viewOf(row: EndingRow, scrubbedAt: Date | null): EndingView {
  const { troubleCode: code, troubleMessage: message } = row;
  return {
    id: row.id,
    projectId: row.projectId,
    projectName: row.projectName,
    kind: row.kind as EndingKind,
    orderedBy: row.orderedByLabel,
    orderedAt: row.orderedAt.toISOString(),
    restorableUntil: row.restorableUntil.toISOString(),
    goneBy: row.goneBy.toISOString(),
    state: row.state as EndingState,
    restoredBy: row.restoredByLabel,
    finishedAt: iso(row.finishedAt),
    scrubbedAt: iso(scrubbedAt),
    trouble: code === null ? null : { code, message: message ?? '' },
    counts: countsOf(row.counts),
  };
}

function countsOf(stored: unknown): EndingView['counts'] {
  if (stored === null) return null;
  const { collections, destroyed, duties } = stored as EndingCounts;
  return { collections: collections.map((each) => ({ ...each })), destroyed: { ...destroyed }, duties };
}

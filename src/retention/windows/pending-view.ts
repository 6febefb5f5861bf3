import type { ChangedWindow, EventsState, ProfilesState } from './project-windows.js';
import { type TableState, writtenPeriod } from './table-windows.js';

/** A window: of events `months`, of profiles the next three, of a table of the company `after` (`P6Y`). Null = without end. */
export interface WindowView {
  readonly months?: number | null;
  readonly unseenDays?: number | null;
  readonly daysAfterEnd?: number | null;
  readonly subscriptionEndsAt?: string | null;
  readonly after?: string | null;
}

/** A window that was shortened and counts as it was until then. */
export interface PendingView {
  readonly id: string;
  readonly collection: string;
  readonly before: WindowView;
  readonly after: WindowView;
  readonly at: string;
  readonly by: string;
  readonly effectiveAt: string;
}

/** A row of `retention_changes`, as it is shown. */
export interface PendingChange extends ChangedWindow {
  readonly id: string;
  readonly after: unknown;
  readonly at: Date;
  readonly byLabel: string;
}

export function pendingView(change: PendingChange): PendingView {
  const { id, collection, at, byLabel: by, effectiveAt } = change;
  const [before, after] = [change.before, change.after].map((state) => windowView(collection, state)) as [
    WindowView,
    WindowView,
  ];
  return { id, collection, before, after, at: at.toISOString(), by, effectiveAt: effectiveAt.toISOString() };
}

function windowView(collection: string, state: unknown): WindowView {
  if (collection === 'events') return { months: (state as EventsState).months };
  if (collection !== 'profiles') return { after: writtenPeriod(state as TableState) };
  const { unseenDays, daysAfterEnd, subscriptionEndsAt } = state as ProfilesState;
  return { unseenDays, daysAfterEnd, subscriptionEndsAt };
}

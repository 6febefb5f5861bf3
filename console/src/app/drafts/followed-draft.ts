import { useState } from 'react';
import { crossed, followed } from './following';

interface FollowedDraft<Saved, Draft> {
  readonly draft: Draft;
  /** Fields that somebody else has saved meanwhile and that hold what was typed here. */
  readonly crossings: readonly (keyof Draft)[];
  readonly set: (change: Partial<Draft>) => void;
  /** Begins anew with what was saved. */
  readonly accept: (saved: Saved) => void;
}

/**
 * What stands in a form whose values others may save meanwhile: as soon as the page hears of it, what nobody touched here shows what they
 * saved, so that a colleague's change is neither taken for one's own nor taken back by saving.
 */
export function useFollowedDraft<Saved, Draft extends object>(
  saved: Saved,
  draftOf: (saved: Saved) => Draft,
): FollowedDraft<Saved, Draft> {
  const begun = (from: Saved) => ({ saved: from, draft: draftOf(from), crossings: [] as readonly (keyof Draft)[] });
  const [state, setState] = useState(() => begun(saved));
  if (state.saved !== saved) {
    const [before, now] = [draftOf(state.saved), draftOf(saved)];
    const names = new Set([...state.crossings, ...crossed(state.draft, before, now)]);
    setState({ saved, draft: followed(state.draft, before, now), crossings: [...names] });
  }
  return {
    draft: state.draft,
    crossings: state.crossings,
    set: (change) => setState((before) => ({ ...before, draft: { ...before.draft, ...change } })),
    accept: (from) => setState(begun(from)),
  };
}

/** What of a project says which deletions wait for a second person. */
export interface ApprovalSettings {
  /** A deletion of more subjects than this waits; null = none does for its count. */
  readonly approvalCount: number | null;
  /** The same for a share of the project's profiles, 0 to 1. */
  readonly approvalShare: number | null;
}

/** Why a deletion waits for a second person. */
export type ApprovalReason = (
  { readonly because: 'count'; readonly limit: number } | { readonly because: 'share'; readonly share: number }
) & {
  /** Subjects of earlier deletions that were counted with it, where there are any. */
  readonly earlier?: number;
};

/**
 * Whether a deletion of so many subjects needs approval, together with those `earlier` that the same person had erased without
 * one. `countProfiles` counts up to a number and no further: a project with that many profiles is large enough, so a large one
 * costs no more than a small one. A project without profiles has nothing to measure a share by, so each of its deletions waits.
 */
export async function approvalReason(
  { approvalCount, approvalShare }: ApprovalSettings,
  subjects: number,
  countProfiles: (most: number) => Promise<number>,
  earlier = 0,
): Promise<ApprovalReason | null> {
  const all = subjects + earlier;
  const together = earlier > 0 ? { earlier } : {};
  if (approvalCount !== null && all > approvalCount) return { because: 'count', limit: approvalCount, ...together };
  if (approvalShare === null) return null;
  const enough = Math.ceil(all / approvalShare);
  const waits = !Number.isSafeInteger(enough) || (await countProfiles(enough)) < enough;
  return waits ? { because: 'share', share: approvalShare, ...together } : null;
}

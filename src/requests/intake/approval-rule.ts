/** What of a project says which deletions wait for a second person. */
export interface ApprovalSettings {
  /** A deletion of more subjects than this waits; null = none does for its count. */
  readonly approvalCount: number | null;
  /** The same for a share of the project's profiles, 0 to 1. */
  readonly approvalShare: number | null;
}

/** Why a deletion waits for a second person. */
export type ApprovalReason =
  { readonly because: 'count'; readonly limit: number } | { readonly because: 'share'; readonly share: number };

/**
 * Whether a deletion of so many subjects needs approval. `countProfiles` counts up to a number and no further: a project with
 * that many profiles is large enough, so a large one costs no more than a small one. A project without profiles has nothing to
 * measure a share by, so each of its deletions waits.
 */
export async function approvalReason(
  { approvalCount, approvalShare }: ApprovalSettings,
  subjects: number,
  countProfiles: (most: number) => Promise<number>,
): Promise<ApprovalReason | null> {
  if (approvalCount !== null && subjects > approvalCount) return { because: 'count', limit: approvalCount };
  if (approvalShare === null) return null;
  const enough = Math.ceil(subjects / approvalShare);
  const waits = !Number.isSafeInteger(enough) || (await countProfiles(enough)) < enough;
  return waits ? { because: 'share', share: approvalShare } : null;
}

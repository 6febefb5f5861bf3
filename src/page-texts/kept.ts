/** For how long Habeas itself keeps what is in one of its own collections, as the retention of the project says. */
export type Kept =
  /** From the date of each. */
  | { readonly kind: 'events'; readonly months: number }
  /** Null = no end is set. */
  | { readonly kind: 'profiles'; readonly unseenDays: number | null; readonly goAllAt: Date | null }
  /** Of what arrives now; what is there was given its last day when it arrived. */
  | { readonly kind: 'recordings'; readonly days: number };

/** The folder of one person in an export, while it is written. Files come one at a time. */
export interface SubjectFolder {
  /** The name that a file has in the export: `events.jsonl` → `3f2a9c1b77e0-0001-events.jsonl`. */
  readonly nameOf: (file: string) => string;
  readonly write: (file: string, content: AsyncIterable<string> | Iterable<string>) => Promise<unknown>;
}

import type { IngestSettings } from '../../access/index.js';
import type { LinkOrigin } from '../../subject-data/index.js';

/** The ways in for data. */
export const DOORS = ['track', 'engage', 'groups', 'import', 'record'] as const;
export type Door = (typeof DOORS)[number];

/** One call of a way in, or the part of it that is of one project: how it came, and what is known of its sender. */
export interface Delivery {
  readonly projectId: number;
  readonly settings: IngestSettings;
  readonly door: Door;
  /** What the sender's credential is worth to the links of ids that the records tell of. */
  readonly origin: LinkOrigin;
  /** The address of the request where its place may be looked up (`ip=1`, and never at `/import`), else null. It is kept nowhere. */
  readonly address: string | null;
  /** Whether the browser said `Sec-GPC: 1`. */
  readonly gpc: boolean;
  readonly now: Date;
}

import type { ReceiptField } from '../../compliance/index.js';
import type { SensitiveKind } from '../../minimization/index.js';
import type { Language } from '../../platform/index.js';
import type { Actor } from './actor.js';
import type { Reach } from './standing-project.js';

/** A project as those who act on it need it. */
export interface ProjectRecord {
  readonly id: number;
  readonly organizationId: string;
  readonly name: string;
  readonly token: string;
  readonly timezone: string;
  /** Of the pages that people are given, where an order names no other. */
  readonly language: Language;
  readonly allowApiSecret: boolean;
  /** Whether the API secret may read data by the query API. */
  readonly allowSecretQuestions: boolean;
  /** Seconds; null takes the instance's DELETION_GRACE. */
  readonly deletionGraceSeconds: number | null;
  /** Subjects that one deletion may name; null takes the instance's DELETION_LIMIT. */
  readonly deletionLimit: number | null;
  readonly ccpaWindow: 'twelve-months' | 'since-2022';
  readonly suppressAfterDeletion: boolean;
  /** Fields that an order through `/api/v1` must carry; the wire has no words for them and is exempt. */
  readonly requiredReceipt: readonly ReceiptField[];
  /** Public holidays, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
  /** A deletion of more subjects than this waits for a second owner or admin; null = none does for its count. */
  readonly approvalCount: number | null;
  /** The same for a share of the project's profiles, 0 to 1. */
  readonly approvalShare: number | null;
  /** Whether addresses become places before they are dropped. */
  readonly lookUpPlaces: boolean;
  /** Names of properties that are not kept, or the beginning of some with `*` behind it. */
  readonly blockedProperties: readonly string[];
  /** Kinds of values that are not kept, whatever property holds them. */
  readonly droppedValues: readonly SensitiveKind[];
  /** Whether ids are hashed before they are kept. */
  readonly hashIds: boolean;
  /** The name of an event that opts in as `$opt_in` does; null: that one alone. */
  readonly optInEvent: string | null;
  /** What an opt-in over a public route lifts: what a device's own browser said, or the company's word too. */
  readonly publicOptIn: 'devices' | 'lifts-opt-outs';
  /** Nothing of an id is kept until it opted in. */
  readonly optedOutByDefault: boolean;
  /** What `Sec-GPC: 1` does to a call: nothing; it is dropped; it is kept without links of ids. */
  readonly globalPrivacyControl: 'off' | 'drop' | 'no-links';
  /** Of a hundred sessions so many are recorded; 0: no recording is kept. */
  readonly recordSessions: number;
  /** Days for which a recording is kept. */
  readonly replayRetentionDays: number;
}

/** Says which projects an actor may handle privacy requests for. */
export abstract class Authorizer {
  /**
   * The project of a project token, for the wire. `token` null is allowed for a project's secret only.
   * @throws HabeasError 403 `project-forbidden` with one and the same sentence, whether the token is unknown, another
   * organization's, deleted, or the role too low; 400 `token-missing` where a token is needed; 409 `project-closed`.
   */
  abstract projectByToken(actor: Actor, token: string | null): Promise<ProjectRecord>;

  /**
   * The project of a numeric id, for `/api/v1`. `ended-too` is for what outlives a project: holds, duties, and records.
   * @throws HabeasError 404 `project-not-found` where the actor may not know of it; 403 `role-too-low` for a mere member; 409
   * `project-closed` while it is being emptied or brought back, unless deleted ones are meant as well.
   */
  abstract project(actor: Actor, projectId: number, reach?: Reach): Promise<ProjectRecord>;

  /** Every project the actor may handle requests for; those that stand, unless deleted ones are meant as well. */
  abstract projectsOf(actor: Actor, reach?: Reach): Promise<ProjectRecord[]>;
}

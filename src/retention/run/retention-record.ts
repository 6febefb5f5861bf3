import type { StepRow } from './retention-steps.service.js';

export const RETENTION_RECORD_FORMAT = 'habeas-retention-record/1';

/**
 * The statement of what time did to an organization's data in one run, to be shown years later. It holds counts, dates and bases, and
 * nobody's id. Times are ISO 8601 in UTC; what has not happened is null. Within a format members may be added, and none changed or
 * taken away.
 */
export interface RetentionRecord {
  readonly format: typeof RETENTION_RECORD_FORMAT;
  readonly drawnUpAt: string;
  readonly instance: { readonly baseUrl: string; readonly version: string };
  readonly organization: { readonly id: string; readonly name: string };
  readonly run: {
    readonly id: string;
    /** When it should have begun. */
    readonly dueAt: string;
    readonly startedAt: string;
    readonly finishedAt: string;
    /** Whether somebody asked for it beside the schedule. */
    readonly ordered: boolean;
    /** Of this organization's part: `in-part` where a step has not come to its end. */
    readonly result: 'done' | 'in-part';
  };
  readonly projects: readonly RecordedProject[];
  readonly totals: {
    readonly rows: number;
    readonly spared: { readonly held: number; readonly requested: number; readonly referredTo: number };
  };
  readonly statement: string;
  readonly notPromised: readonly string[];
}

export interface RecordedProject {
  readonly id: number;
  readonly name: string;
  readonly steps: readonly RecordedStep[];
}

export interface RecordedStep {
  readonly collection: string;
  readonly title: string;
  /** By which rule; see docs/retention.md. */
  readonly rule: string;
  /** Rows dated before it have outlived their time; null = all rows have. */
  readonly before: string | null;
  /** Rows that went, as they were counted before anything was done; null where they could not be counted. */
  readonly rows: number | null;
  /** Rows that stay although they are old enough: of somebody held, of somebody named in a request, referred to by rows that stay. */
  readonly spared: { readonly held: number; readonly requested: number; readonly referredTo: number };
  /** Months that went as a whole, by the names of their partitions. */
  readonly dropped: readonly string[];
  readonly countedAt: string | null;
  /** No reader sees the rows any more. */
  readonly hiddenAt: string | null;
  /** The engine has removed them. */
  readonly erasedAt: string | null;
  /** The read-back found none. */
  readonly verifiedAt: string | null;
  /** Rows that the last read-back found; null where there was none. */
  readonly remaining: number | null;
  readonly trouble: { readonly code: string; readonly message: string } | null;
}

/** What is drawn up of one organization. */
export interface Recording {
  readonly at: Date;
  readonly instance: RetentionRecord['instance'];
  readonly organization: RetentionRecord['organization'];
  readonly run: {
    readonly id: string;
    readonly dueAt: Date;
    readonly startedAt: Date;
    readonly orderedBy: string | null;
  };
  readonly projects: readonly {
    readonly id: number;
    readonly name: string;
    readonly steps: readonly (StepRow & { readonly title: string })[];
  }[];
}

const NOT_PROMISED = [
  'It says nothing of copies, backups and replicas: what they hold goes when they do.',
  'It says nothing of the bytes in data files: a scrub takes them off the disk afterwards, as the run shows.',
  'It says nothing of tables that the data map does not name.',
];

export function retentionRecord({ at, instance, organization, run, projects }: Recording): RetentionRecord {
  const recorded = projects.map(({ id, name, steps }) => ({ id, name, steps: steps.map(recordedStep) }));
  const steps = recorded.flatMap((project) => project.steps);
  const isDone = steps.every(({ verifiedAt }) => verifiedAt !== null);
  const sum = (of: (step: RecordedStep) => number) => steps.reduce((total, step) => total + of(step), 0);
  const gone = sum(({ rows, verifiedAt }) => (verifiedAt === null ? 0 : (rows ?? 0)));
  return {
    format: RETENTION_RECORD_FORMAT,
    drawnUpAt: at.toISOString(),
    instance,
    organization,
    run: {
      id: run.id,
      dueAt: run.dueAt.toISOString(),
      startedAt: run.startedAt.toISOString(),
      finishedAt: at.toISOString(),
      ordered: run.orderedBy !== null,
      result: isDone ? 'done' : 'in-part',
    },
    projects: recorded,
    totals: {
      rows: gone,
      spared: {
        held: sum(({ spared }) => spared.held),
        requested: sum(({ spared }) => spared.requested),
        referredTo: sum(({ spared }) => spared.referredTo),
      },
    },
    statement: isDone
      ? 'Of each collection named here, no row dated before its date was left but those that are counted as spared.'
      : 'Where a step bears the time of its read-back, no row dated before its date was left but those that are counted as spared; of the others nothing is said.',
    notPromised: NOT_PROMISED,
  };
}

function recordedStep(step: Recording['projects'][number]['steps'][number]): RecordedStep {
  return {
    collection: step.collection,
    title: step.title,
    rule: step.rule,
    before: isoOf(step.before),
    rows: step.found === null ? null : Number(step.found),
    spared: {
      held: Number(step.sparedHeld),
      requested: Number(step.sparedRequested),
      referredTo: Number(step.sparedOther),
    },
    dropped: step.dropped,
    countedAt: isoOf(step.countedAt),
    hiddenAt: isoOf(step.hiddenAt),
    erasedAt: isoOf(step.erasedAt),
    verifiedAt: isoOf(step.verifiedAt),
    remaining: step.remaining === null ? null : Number(step.remaining),
    trouble:
      step.troubleCode === null || step.verifiedAt !== null
        ? null
        : { code: step.troubleCode, message: step.troubleMessage ?? '' },
  };
}

function isoOf(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

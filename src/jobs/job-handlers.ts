import { Logger, type LoggerService } from '@nestjs/common';
import { databaseTrouble, HabeasError } from '../platform/index.js';
import { type JobName, type JobPayload, JOBS, type JobsOf, type RetriedBy } from '../request-model/index.js';

/** A handler for each job of a queue: the compiler refuses a missing one and one that takes another payload. */
export type HandlersOf<Queue> = { readonly [Name in JobsOf<Queue>]: (payload: JobPayload<Name>) => Promise<unknown> };

type Handle = (payload: never) => Promise<unknown>;

/** A job as the queue hands it over: whatever somebody put into it. */
export interface ArrivedJob {
  readonly queueName: string;
  readonly name: string;
  readonly data: unknown;
}

const SAME_AGAIN = 60_000;
const MOST_SENTENCES = 100;
const THEN: Record<RetriedBy, string> = {
  dispatcher: 'what is still due is rung for again',
  leader: 'who leads the sweep does it',
};

/** What does each job of the catalogue. A job that nobody knows or that carries something else is an error in the log. */
export class JobHandlers {
  private readonly handlers = new Map<string, Handle>();
  private readonly said = new Map<string, number>();

  /** @throws HabeasError `job-handlers-wrong` where a job has no handler or two, or a handler no job */
  constructor(
    groups: readonly Readonly<Record<string, Handle>>[],
    private readonly logger: Pick<LoggerService, 'error' | 'warn'> = new Logger('jobs'),
    private readonly milliseconds: () => number = () => performance.now(),
  ) {
    for (const [name, handle] of groups.flatMap((group) => Object.entries(group))) {
      if (!isJob(name)) throw wrong(`There is a handler for "${name}", which is no job of the catalogue.`);
      if (this.handlers.has(name)) throw wrong(`The job "${name}" has two handlers.`);
      this.handlers.set(name, handle);
    }
    const missing = Object.keys(JOBS).find((name) => !this.handlers.has(name));
    if (missing !== undefined) throw wrong(`The job "${missing}" has no handler.`);
  }

  /** @throws HabeasError `job-unknown`, `job-payload-unfit`, told of in the log; and whatever the handler throws */
  async run({ queueName, name, data }: ArrivedJob): Promise<void> {
    const handle = this.handlers.get(name);
    if (!isJob(name) || JOBS[name].queue !== queueName || handle === undefined) {
      throw this.refused('job-unknown', `The queue "${queueName}" holds ${called(name)}, which is unknown there.`);
    }
    const payload = JOBS[name].payload.safeParse(data);
    if (!payload.success) {
      throw this.refused('job-payload-unfit', `A job "${name}" does not carry what the catalogue says.`);
    }
    try {
      await handle(payload.data as never);
    } catch (error) {
      this.tell('warn', `The job "${name}" failed (${kindOf(error)}); ${THEN[JOBS[name].retriedBy]}.`);
      throw error;
    }
  }

  private refused(code: string, sentence: string): HabeasError {
    this.tell('error', `${sentence} It is not done.`);
    return new HabeasError('unprocessable', code, sentence);
  }

  /** The same sentence once a minute: what is due is rung for every second. */
  private tell(level: 'error' | 'warn', sentence: string): void {
    const now = this.milliseconds();
    if (now - (this.said.get(sentence) ?? -Infinity) < SAME_AGAIN) return;
    if (this.said.size >= MOST_SENTENCES) this.said.clear();
    this.said.set(sentence, now);
    this.logger[level](sentence);
  }
}

function isJob(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}

/** Whatever is no name of a job may be anything, and is not repeated. */
function called(name: string): string {
  return /^[a-z][a-z-]{0,39}$/.test(name) ? `a job "${name}"` : 'a job';
}

function wrong(sentence: string): HabeasError {
  return new HabeasError('invalid', 'job-handlers-wrong', sentence);
}

/** Never the message, which may quote a value. */
function kindOf(error: unknown): string {
  if (error instanceof HabeasError) return error.code;
  const trouble = databaseTrouble(error);
  if (trouble !== null) return trouble.code;
  return error instanceof Error ? error.name : 'unknown';
}

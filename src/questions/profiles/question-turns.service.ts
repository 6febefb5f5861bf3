import { Injectable } from '@nestjs/common';
import { HabeasError } from '../../platform/index.js';

/** Questions of one project that are answered at once on one process, and that wait for it. */
export const AT_ONCE = 4;
const WAITING = 60;
/** Milliseconds for which one waits. */
const LONGEST_WAIT = 30_000;
const COME_AGAIN = 5;

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** Lets questions of a project be answered a few at a time: clients ask for many pages at once, and others want to be served too. */
@Injectable()
export class QuestionTurns {
  private readonly lines = new Map<number, Line>();

  /**
   * Waits for a turn.
   * @returns what ends it
   * @throws HabeasError `too-many-questions` (429)
   */
  async take(projectId: number, longestWait = LONGEST_WAIT): Promise<() => void> {
    const line = this.lines.get(projectId) ?? { running: 0, waiting: [] };
    this.lines.set(projectId, line);
    if (line.running < AT_ONCE) line.running += 1;
    else if (line.waiting.length < WAITING) await waited(line, longestWait);
    else throw tooMany();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const next = line.waiting.shift();
      if (next !== undefined) next();
      else if ((line.running -= 1) === 0) this.lines.delete(projectId);
    };
  }
}

/** Until a turn that ends is given on. */
async function waited(line: Line, longestWait: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      line.waiting.splice(line.waiting.indexOf(go), 1);
      reject(tooMany());
    }, longestWait);
    line.waiting.push(go);
  });
}

function tooMany(): HabeasError {
  const message = 'Too many questions of this project are being answered: wait as long as Retry-After says.';
  return new HabeasError('too-many', 'too-many-questions', message, { retryAfter: COME_AGAIN });
}

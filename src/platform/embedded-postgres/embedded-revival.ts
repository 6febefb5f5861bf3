import { findPostmaster, type Server, startServer } from './embedded-server.js';
import { OnceAMinute } from '../core/once-a-minute.js';
import { reasonOf } from '../core/reason.js';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
/** A server that lived for so long died of something else than its start. */
const LONG_LIFE = 600_000;

/**
 * Starts a server again that died: at once the first time, then after pauses that double up to a minute, for as long as it takes,
 * since a disk that is full is given room some day.
 */
export class Revival {
  private readonly trouble: OnceAMinute;
  private pause = 0;
  private notBefore = 0;
  private startedAt = performance.now();

  /** `settings`: with the port that its clients know. */
  constructor(
    private readonly server: Server,
    private readonly settings: Readonly<Record<string, string>>,
    warn: (sentence: string) => void,
  ) {
    this.trouble = new OnceAMinute(warn);
  }

  /** Does nothing while it runs. Throws where it does not run, and is not to be started yet or cannot be. */
  async revive(): Promise<void> {
    if ((await findPostmaster(this.server)) !== null) return;
    const now = performance.now();
    if (now - this.startedAt > LONG_LIFE) this.pause = 0;
    if (now < this.notBefore) throw new Error('It is not started again yet.');
    this.notBefore = now + this.pause;
    this.pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, 2 * this.pause));
    this.trouble.say('The embedded PostgreSQL has died and is started again.');
    try {
      await startServer(this.server, this.settings);
      this.startedAt = performance.now();
    } catch (error) {
      this.trouble.say(`It could not be started, and is tried again within a minute: ${reasonOf(error)}`);
      throw error;
    }
  }
}

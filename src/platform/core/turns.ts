import { setImmediate } from 'node:timers/promises';
import type { Stopping } from './stopping.service.js';

/** Bytes of JSON that are worked on in one go: some milliseconds. */
const BYTES_A_TURN = 256 * 1024;

/** Divides long work into turns by how much was done, so that others are served in between, and so that it ends with the process. */
export class Turns {
  private done = 0;

  constructor(private readonly stopping: Stopping) {}

  /** Counts work of so many bytes; true where the others should have their turn: `await turns.give()`. */
  areOver(bytes: number): boolean {
    this.done += bytes;
    return this.done >= BYTES_A_TURN;
  }

  /** @throws HabeasError `stopping` (503) */
  async give(): Promise<void> {
    this.done = 0;
    await setImmediate();
    this.stopping.refuseMore();
  }
}

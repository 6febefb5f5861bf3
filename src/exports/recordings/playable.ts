import { EVENT, type RecordedEvent } from './recorded-event.js';

/** What a website or a plugin of the recorder says beside what is seen: `custom` and `plugin` events. */
const ASIDE: ReadonlySet<number> = new Set([5, 6]);

/**
 * Which events of a recording can be shown. A change can be shown on the picture it was made to alone: from a full snapshot on,
 * until a piece is missing; then from the next full snapshot on.
 */
export class Playable {
  #meta: RecordedEvent | null = null;
  #onPicture = false;

  /** Something is missing here. */
  interrupt(): void {
    this.#onPicture = false;
  }

  /** Those of the next events that can be shown. */
  take(events: readonly RecordedEvent[]): RecordedEvent[] {
    const shown: RecordedEvent[] = [];
    for (const event of events) {
      if (event.type === EVENT.meta) this.#meta = event;
      if (!this.#onPicture && event.type === EVENT.fullSnapshot) {
        // Which address and which size the picture has is told before it.
        if (this.#meta !== null) shown.push(this.#meta);
        this.#onPicture = true;
      }
      if (this.#onPicture && !ASIDE.has(event.type)) shown.push(event);
    }
    return shown;
  }
}

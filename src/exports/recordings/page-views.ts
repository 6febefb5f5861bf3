import { beginningOf, CLICK, EVENT, membersOf, SOURCE, type RecordedEvent } from './recorded-event.js';
import type { StoredBatch } from './stored-batch.js';

/** What somebody did on one page, from its opening to that of the next. Times in milliseconds since 1970. */
export interface PageView {
  readonly at: number | null;
  readonly address: string | null;
  readonly clicks: number;
  readonly inputs: number;
  readonly scrolls: number;
  /** A piece that could not be read stands in its place. */
  readonly isUnreadable: boolean;
}

/** Page views beyond this number are counted, and not kept. */
const MOST_KEPT = 500;
/** Characters of an address that are told. */
const LONGEST_ADDRESS = 2_000;

/** Sums up what happened in a recording, page by page, while its batches pass in their order. */
export class PageViews {
  readonly #views: { -readonly [Name in keyof PageView]: PageView[Name] }[] = [];
  #left = 0;
  #address: string | null = null;

  see({ startedAt, address: sent, events }: Pick<StoredBatch, 'startedAt' | 'address' | 'events'>): void {
    const address = sent === null ? null : toldOf(sent);
    const at = startedAt === null ? null : Date.parse(startedAt);
    if (events === null) {
      if (this.#views.at(-1)?.isUnreadable !== true) this.#open({ at, address, isUnreadable: true });
      return;
    }
    // Where a script changes the page, its address is told with the batch alone.
    const isTold = events.some(({ type }) => type === EVENT.meta);
    if (!isTold && address !== null && address !== this.#address)
      this.#open({ at: events[0]?.timestamp ?? at, address });
    for (const event of events) this.#seeEvent(event);
  }

  get views(): readonly PageView[] {
    return this.#views;
  }

  /** Page views that were not kept. */
  get left(): number {
    return this.#left;
  }

  #seeEvent({ type, timestamp, data }: RecordedEvent): void {
    const { href, source, type: what } = membersOf(data);
    const address = type === EVENT.meta && typeof href === 'string' ? toldOf(href) : null;
    if (address !== null && address !== this.#address) this.#open({ at: timestamp, address });
    if (type !== EVENT.incremental) return;
    if (this.#views.at(-1)?.isUnreadable !== false) this.#open({ at: timestamp, address: this.#address });
    const view = this.#views.at(-1);
    if (view === undefined || this.#left > 0) return;
    if (source === SOURCE.mouseInteraction && what === CLICK) view.clicks += 1;
    if (source === SOURCE.input) view.inputs += 1;
    if (source === SOURCE.scroll) view.scrolls += 1;
  }

  #open(view: Pick<PageView, 'at' | 'address'> & { readonly isUnreadable?: true }): void {
    if (view.isUnreadable !== true) this.#address = view.address;
    if (this.#views.length < MOST_KEPT) {
      this.#views.push({ clicks: 0, inputs: 0, scrolls: 0, isUnreadable: false, ...view });
    } else this.#left += 1;
  }
}

function toldOf(address: string): string {
  return address.length <= LONGEST_ADDRESS ? address : `${beginningOf(address, LONGEST_ADDRESS)}…`;
}

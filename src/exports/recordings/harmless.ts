import { EVENT, membersOf, SOURCE, type RecordedEvent } from './recorded-event.js';

/** The members of what was recorded, to be changed. */
type Recorded = Record<string, unknown>;

const ELEMENT = 2;
/** What a `link` element points to. */
const TARGETS = ['href', 'imagesrcset'];

/**
 * Takes out of a recording what no policy of a page forbids: `link` elements make a browser look up or connect to their address
 * (`preconnect`, `dns-prefetch`; https://html.spec.whatwg.org/multipage/links.html), for which Content Security Policy knows no
 * directive. What else is recorded is held by the policy of the page that plays it. Styles that were recorded with their text stay.
 */
export class Harmless {
  /** Elements by their number in the picture. */
  readonly #links = new Set<unknown>();

  /** Changes the events handed in. */
  clean(events: readonly RecordedEvent[]): void {
    for (const { type, data } of events) {
      const { node, source } = membersOf(data);
      if (type === EVENT.fullSnapshot) {
        this.#links.clear();
        this.#cleanTree(node);
      }
      if (type === EVENT.incremental && source === SOURCE.mutation) this.#cleanMutation(membersOf(data));
    }
  }

  #cleanMutation({ adds, attributes }: Readonly<Recorded>): void {
    for (const added of listOf(adds)) this.#cleanTree(membersOf(added)['node']);
    for (const changed of listOf(attributes)) {
      const { id, attributes: values } = membersOf(changed);
      if (this.#links.has(id)) removeTargets(values);
    }
  }

  #cleanTree(root: unknown): void {
    for (const left = [root]; left.length > 0;) {
      const { type, tagName, id, attributes, childNodes } = membersOf(left.pop());
      if (type === ELEMENT && typeof tagName === 'string' && tagName.toLowerCase() === 'link') {
        this.#links.add(id);
        removeTargets(attributes);
      }
      for (const child of listOf(childNodes)) left.push(child);
    }
  }
}

function removeTargets(attributes: unknown): void {
  for (const target of TARGETS) delete (membersOf(attributes) as Recorded)[target];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

import { EVENT, membersOf, SOURCE, type RecordedEvent } from './recorded-event.js';

/** The members of what was recorded, to be changed. */
type Recorded = Record<string, unknown>;

const ELEMENT = 2;
/** By the name of an element: its attributes, in small letters, by which a browser connects to an address. */
const FOLLOWED: ReadonlyMap<string, readonly string[]> = new Map([
  ['link', ['href', 'imagesrcset']],
  // `x-dns-prefetch-control` has the addresses of all links of the page looked up.
  ['meta', ['http-equiv']],
  // A document as text, in which all of these may stand. What was seen of it is recorded beside it.
  ['iframe', ['srcdoc']],
]);

/**
 * Takes out of a recording what no policy of a page forbids: `link` elements make a browser look up or connect to their address
 * (`preconnect`, `dns-prefetch`; https://html.spec.whatwg.org/multipage/links.html), for which Content Security Policy knows no
 * directive. What else is recorded is held by the policy of the page that plays it. Styles that were recorded with their text stay.
 */
export class Harmless {
  /** By the number of an element in the picture: what is taken out of it. */
  readonly #followed = new Map<unknown, readonly string[]>();

  /** Changes the events handed in. */
  clean(events: readonly RecordedEvent[]): void {
    for (const { type, data } of events) {
      const { node, source } = membersOf(data);
      if (type === EVENT.fullSnapshot) {
        this.#followed.clear();
        this.#cleanTree(node);
      }
      if (type === EVENT.incremental && source === SOURCE.mutation) this.#cleanMutation(membersOf(data));
    }
  }

  #cleanMutation({ adds, attributes }: Readonly<Recorded>): void {
    for (const added of listOf(adds)) this.#cleanTree(membersOf(added)['node']);
    for (const changed of listOf(attributes)) {
      const { id, attributes: values } = membersOf(changed);
      removeFrom(values, this.#followed.get(id) ?? []);
    }
  }

  #cleanTree(root: unknown): void {
    for (const left = [root]; left.length > 0;) {
      const { type, tagName, id, attributes, childNodes } = membersOf(left.pop());
      const followed =
        type === ELEMENT && typeof tagName === 'string' ? FOLLOWED.get(tagName.toLowerCase()) : undefined;
      if (followed !== undefined) {
        this.#followed.set(id, followed);
        removeFrom(attributes, followed);
      }
      for (const child of listOf(childNodes)) left.push(child);
    }
  }
}

/** A browser takes names of attributes however they are written. */
function removeFrom(attributes: unknown, followed: readonly string[]): void {
  if (followed.length === 0) return;
  const recorded = membersOf(attributes) as Recorded;
  for (const name of Object.keys(recorded)) if (followed.includes(name.toLowerCase())) delete recorded[name];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

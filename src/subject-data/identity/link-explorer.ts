import { inParts } from '../../platform/index.js';
import { deviceForms, deviceKey, isDeviceId, looksLikeDevice } from '../store/device-ids.js';
import { IdentityGraph } from './identity-graph.js';
import type { IdentityLink } from '../store/ingest-store.port.js';
import { isTrusted, isUsedAsDevice, joins, UNUSED, type IdUses } from '../store/link-trust.js';
import type { RecordingTie } from '../store/recordings.js';

/** A store may have to read all its links for each question: 25,000 people and their devices, in each of their forms, are one. */
const MOST_TOGETHER = 150_000;

/** Where links of one project, and what is known of its ids, are read; each question as `IngestStore` answers it. */
export interface LinkSource {
  linksOf(ids: readonly string[]): Promise<readonly IdentityLink[]>;
  usesOf(ids: readonly string[]): Promise<ReadonlyMap<string, IdUses>>;
  recordingTiesOf(ids: readonly string[]): Promise<readonly RecordingTie[]>;
  /** Which of the ids the company's own tables know: they are persons'. */
  heldElsewhere(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What the links with trust say about who is who, as far as that matters to the ids that were asked for. */
export class LinkExplorer {
  graph: IdentityGraph;
  /** Links without trust that name an id that was looked at. */
  readonly untrusted = new Map<string, IdentityLink>();
  private readonly trusted = new Map<string, IdentityLink>();
  /** Ids on the person's side of links with trust. */
  private readonly persons = new Set<string>();
  private readonly fetched = new Set<string>();
  private readonly uses = new Map<string, IdUses>();

  constructor(
    private readonly source: LinkSource,
    private readonly asked: readonly string[],
    private likely: readonly string[] = [],
  ) {
    this.graph = new IdentityGraph([], [], this.fetched);
  }

  /** Learns the links of these ids, and of every form of those that are devices. */
  async look(ids: Iterable<string>): Promise<void> {
    const asked = [...ids, ...this.likely];
    this.likely = [];
    await this.fetch(asked.flatMap((id) => (isDeviceId(id) ? deviceForms(id) : [id])));
    await this.fetch(asked.flatMap((id) => (this.mayBeDevice(id) ? deviceForms(id) : [])));
    await this.learnUses();
    const links = [...this.trusted.values()];
    const believed = links.filter((link) => joins(link, this.usesOf(link.linkedId)));
    this.graph = new IdentityGraph(this.asked, [...believed, ...this.sameDevices(believed)], this.fetched);
  }

  private async fetch(ids: readonly string[]): Promise<void> {
    const fresh = [...new Set(ids)].filter((id) => !this.fetched.has(id));
    for (const some of inParts(fresh, MOST_TOGETHER)) {
      for (const link of await this.source.linksOf(some)) {
        if (isTrusted(link.origin)) {
          this.trusted.set(keyOf(link), link);
          this.persons.add(link.distinctId);
        } else if (link.origin === 'token') this.untrusted.set(keyOf(link), link);
      }
    }
    for (const id of fresh) this.fetched.add(id);
  }

  /** A UUID that no link with trust calls a person. */
  private mayBeDevice(id: string): boolean {
    return looksLikeDevice(id) && !this.persons.has(id);
  }

  /** Whether the id is a device's: by its form, or by how it was used; then a profile makes it a person's. */
  isDevice(id: string): boolean {
    const uses = this.usesOf(id);
    return isDeviceId(id) || (this.mayBeDevice(id) && isUsedAsDevice(id, uses) && !uses.profile);
  }

  private usesOf(id: string): IdUses {
    return this.uses.get(id) ?? UNUSED;
  }

  private async learnUses(): Promise<void> {
    const unknown = new Set<string>();
    const linked = new Set<string>();
    const learn = (id: string): void => void (this.uses.has(id) || unknown.add(id));
    for (const { kind, linkedId } of this.trusted.values()) {
      if (kind === 'alias' || kind === 'merge' || isDeviceId(linkedId)) continue;
      learn(linkedId);
      linked.add(linkedId);
    }
    const named = this.named();
    for (const id of this.fetched) if (isDeviceId(id) ? !named.has(id) : this.mayBeDevice(id)) learn(id);
    if (unknown.size === 0) return;
    for (const some of inParts([...unknown], MOST_TOGETHER)) {
      const found = await this.source.usesOf(some);
      // Asked of those alone who could be somebody's but for that.
      const open = some.filter((id) => {
        const uses = found.get(id) ?? UNUSED;
        return !uses.profile && !uses.user && (linked.has(id) || isUsedAsDevice(id, uses));
      });
      const elsewhere = open.length === 0 ? null : await this.source.heldElsewhere(open);
      for (const id of some) {
        const uses = found.get(id) ?? UNUSED;
        this.uses.set(id, elsewhere?.has(id) ? { ...uses, user: true } : uses);
      }
    }
  }

  /** Ids that were asked for or that links name. */
  private named(): Set<string> {
    const named = new Set<string>(this.asked);
    for (const { distinctId, linkedId } of this.trusted.values()) named.add(distinctId).add(linkedId);
    for (const { linkedId } of this.untrusted.values()) if (isDeviceId(linkedId)) named.add(linkedId);
    return named;
  }

  /** Joins the forms of each device that are in use. A profile makes a bare id a person's, unless a link with trust knows better. */
  private sameDevices(believed: readonly IdentityLink[]): IdentityLink[] {
    const linked = new Set<string>();
    for (const { kind, linkedId } of believed) if (kind === 'device') linked.add(deviceKey(linkedId));
    const named = this.named();
    const forms = new Map<string, string[]>();
    for (const id of this.fetched) {
      const key = deviceKey(id);
      const { seen, profile } = this.usesOf(id);
      const isInUse = isDeviceId(id)
        ? named.has(id) || seen || profile
        : this.isDevice(id) || (linked.has(key) && this.mayBeDevice(id) && isUsedAsDevice(id, this.usesOf(id)));
      if (!isInUse) continue;
      const known = forms.get(key);
      if (known) known.push(id);
      else forms.set(key, [id]);
    }
    return [...forms.values()].flatMap(([first = '', ...others]) =>
      others.map((other): IdentityLink => ({ distinctId: first, linkedId: other, kind: 'merge', origin: 'unknown' })),
    );
  }
}

/** No id holds a NUL. */
function keyOf({ distinctId, linkedId, kind }: IdentityLink): string {
  return `${kind}\0${distinctId}\0${linkedId}`;
}

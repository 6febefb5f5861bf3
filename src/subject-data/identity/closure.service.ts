import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { inParts } from '../../platform/index.js';
import { deviceKey } from '../store/device-ids.js';
import { DeviceTies, UNTIED } from './device-ties.js';
import { asOne, type Filing, linksFiled } from './filing.js';
import type { Closure, IdentityGraph } from './identity-graph.js';
import { IngestStore } from '../store/ingest-store.port.js';
import { LinkExplorer, type LinkSource } from './link-explorer.js';
import { nameInTies, RecordingOwners } from './recording-owners.js';
import { SubjectData } from '../store/subject-data.service.js';

/** Tells which of the ids were found to stand for more than one person before, although their links may be gone. */
export type IsShared = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

const MOST_IDS = 10_000;
/** Ids that are looked at as one. */
const MOST_TOGETHER = 25_000;
/** Of a guess: about a device for each of those who are looked at as one. */
const MOST_LIKELY = 40_000;
/** Some ten milliseconds' work. */
const MOST_AT_ONCE = 1_000;
const TOO_LARGE: Closure = { ids: [], ambiguous: [], fault: 'closure-too-large' };
const nobody: IsShared = async () => new Set();

/** Ids with all links that matter to them; those of them that are too many ids are left out of `sound`. */
interface Explored {
  readonly explorer: LinkExplorer;
  readonly sound: readonly string[];
}

/** What was found of ids before. */
interface Memory {
  readonly isShared: IsShared;
  readonly isContested: IsShared;
}

/**
 * Finds all ids of a person: aliases, merged ids, the devices that are theirs alone, and recordings. Links that came with the public token
 * give a person devices and join nobody; what a person's own id is seen beside does not make it another's (`joins`).
 */
@Injectable()
export class ClosureService {
  constructor(
    private readonly store: IngestStore,
    @Inject(SubjectData) private readonly subjectData: SubjectData | null = null,
  ) {}

  /**
   * The closure of each id of a project, keyed by the id asked for; the fault `closure-too-large` where links with trust join
   * more than 10,000 ids, which only a wrong merge can bring about. `isContested` as `isShared`, by links without trust.
   * @param place the project, by its number where all of its links are filed under that
   * @param likely ids that will probably have to be looked at too (`likelyBeside`): with them one question does for two. They decide nothing.
   */
  async resolve(
    place: number | Filing,
    ids: readonly string[],
    isShared: IsShared = nobody,
    isContested: IsShared = nobody,
    likely: readonly string[] = [],
  ): Promise<Map<string, Closure>> {
    const memory = { isShared, isContested };
    const source = this.sourceOf(place);
    const closures = await this.resolveIds(source, ids, memory, likely);
    await this.addRecordings(source, closures, memory);
    return closures;
  }

  /** As `resolve`, without recordings, for whoever asks only which ids are a person's: their recordings are not looked for. */
  async resolvePeople(place: number | Filing, ids: readonly string[]): Promise<Map<string, Closure>> {
    return this.resolveIds(this.sourceOf(place), ids, { isShared: nobody, isContested: nobody });
  }

  private sourceOf(place: number | Filing): LinkSource {
    return linksFiled(this.store, this.subjectData, asOne(place));
  }

  /** Closures without recordings. */
  private async resolveIds(
    source: LinkSource,
    ids: readonly string[],
    memory: Memory,
    likely: readonly string[] = [],
  ): Promise<Map<string, Closure>> {
    const asked = [...new Set(ids)];
    const closures = new Map<string, Closure>(asked.map((id) => [id, TOO_LARGE]));
    for (const some of inParts(asked, MOST_TOGETHER)) {
      const explored = await this.explore(source, some, likely.length > MOST_LIKELY ? [] : likely);
      await decide(explored, memory.isShared, closures);
      await this.tie(source, explored, closures, memory);
    }
    return closures;
  }

  /**
   * Ids that stand beside these in links as they are now: a guess at what `resolve` will have to look at, for those who resolve
   * under a lock and can ask before. None where they are too many to be of use.
   */
  async likelyBeside(place: number | Filing, ids: readonly string[]): Promise<string[]> {
    const asked = new Set(ids);
    if (asked.size > MOST_TOGETHER) return [];
    const likely = new Set<string>();
    for (const { distinctId, linkedId } of await this.sourceOf(place).linksOf([...asked])) {
      for (const id of [distinctId, linkedId]) if (!asked.has(id)) likely.add(id);
      if (likely.size > MOST_LIKELY) return [];
    }
    return [...likely];
  }

  /** Adds the recordings that are the persons' as a whole. */
  private async addRecordings(source: LinkSource, closures: Map<string, Closure>, memory: Memory): Promise<void> {
    for (const some of inParts([...closures], MOST_TOGETHER)) {
      const names = new Set<string>();
      for (const [, { ids, ambiguous, contested = [] }] of some) {
        for (const id of [...ids, ...ambiguous, ...contested]) names.add(nameInTies(id));
      }
      const owners = new RecordingOwners(await source.recordingTiesOf([...names]));
      if (owners.isEmpty) continue;
      const facts = {
        devices: await this.resolveIds(source, owners.devicesToAsk(), memory),
        sharedBefore: await memory.isContested(owners.ids),
      };
      await inTurns(some, ([id, closure]) => void closures.set(id, owners.judge(closure, facts)));
    }
  }

  private async explore(
    source: LinkSource,
    asked: readonly string[],
    likely: readonly string[] = [],
  ): Promise<Explored> {
    const tooLarge = new Set<string>();
    const explorer = new LinkExplorer(source, asked, likely);
    let missing = new Set(asked);
    while (missing.size > 0) {
      await explorer.look(missing);
      missing = await missingIn(explorer.graph, asked, tooLarge);
    }
    return { explorer, sound: asked.filter((id) => !tooLarge.has(id)) };
  }

  /** Adds to closures by links with trust the devices by links without. */
  private async tie(
    source: LinkSource,
    { explorer, sound }: Explored,
    closures: Map<string, Closure>,
    memory: Memory,
  ): Promise<void> {
    const ties = new DeviceTies(explorer);
    const tied = new Map(sound.map((id) => [id, ties.of(closures.get(id) ?? TOO_LARGE)]));
    const others = new Set<string>();
    const devices = new Set<string>();
    for (const [id, { devices: theirs, claimants, isDevice }] of tied) {
      for (const each of [...theirs, ...claimants.slice(0, 1)]) others.add(each);
      if (isDevice) for (const each of closures.get(id)?.ids ?? []) devices.add(each);
    }
    if (others.size + devices.size === 0) return;
    const beside = await this.explore(source, [...others]);
    const theirs = new Map<string, Closure>();
    await decide(beside, memory.isShared, theirs);
    for (const { ids } of theirs.values()) for (const id of ids) if (beside.explorer.isDevice(id)) devices.add(id);
    const contestedBefore = await memory.isContested([...devices]);
    const judged = { closures: theirs, claims: new DeviceTies(beside.explorer), contestedBefore };
    await inTurns(sound, (id) => {
      closures.set(id, ties.judge(closures.get(id) ?? TOO_LARGE, tied.get(id) ?? UNTIED, judged));
    });
  }
}

async function decide(
  { explorer, sound }: Explored,
  isShared: IsShared,
  closures: Map<string, Closure>,
): Promise<void> {
  const { graph } = explorer;
  const named = new Set<string>();
  await inTurns(sound, (id) => {
    const closure = graph.closureOf(id);
    closures.set(id, bounded(closure));
    named.add(id);
    for (const each of closure.ids) named.add(each);
  });
  const shared = everyForm(await isShared([...named]), named, explorer);
  if (shared.size > 0) await inTurns(sound, (id) => void closures.set(id, bounded(graph.closureOf(id, shared))));
}

/** Of a device that is shared each form is. */
function everyForm(shared: ReadonlySet<string>, named: Iterable<string>, explorer: LinkExplorer): ReadonlySet<string> {
  if (shared.size === 0) return shared;
  const keys = new Set([...shared].filter((id) => explorer.isDevice(id)).map(deviceKey));
  return new Set([...shared, ...[...named].filter((id) => keys.has(deviceKey(id)) && explorer.isDevice(id))]);
}

/** What must be known before the closures are; finds those that are too large on its way. */
async function missingIn(graph: IdentityGraph, asked: readonly string[], tooLarge: Set<string>): Promise<Set<string>> {
  const missing = new Set<string>();
  if (graph.isComplete) return missing;
  await inTurns(asked, (id) => {
    if (tooLarge.has(id)) return;
    const lacking = graph.missing(id);
    if (lacking.length > 0 && bounded(graph.closureOf(id)).fault) tooLarge.add(id);
    else for (const each of lacking) missing.add(each);
  });
  return missing;
}

/** So that others have a turn in between. */
async function inTurns<T>(items: readonly T[], look: (item: T) => void): Promise<void> {
  for (const some of inParts(items, MOST_AT_ONCE)) {
    some.forEach(look);
    await setImmediate();
  }
}

function bounded(closure: Closure): Closure {
  return closure.ids.length <= MOST_IDS ? closure : TOO_LARGE;
}

import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { IdentityGraph, type Closure } from './identity.js';
import { IngestStore, type IdentityLink } from './ingest-store.port.js';

/** Tells which of the ids were found to stand for more than one person before, although their links may be gone. */
export type IsShared = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

const MOST_IDS = 10_000;
/** Ids whose links are asked for and looked at as one: a store may have to read all its links for each question. */
const MOST_TOGETHER = 10_000;
/** Some ten milliseconds' work. */
const MOST_AT_ONCE = 1_000;
const TOO_LARGE: Closure = { ids: [], ambiguous: [], fault: 'closure-too-large' };
const nobody: IsShared = async () => new Set();

/** Ids with all links that matter to them; those of them that are too many ids are left out of `sound`. */
interface Explored {
  readonly graph: IdentityGraph;
  readonly sound: readonly string[];
}

/**
 * Finds all ids of a person: aliases, merged ids, and the devices that are theirs alone. An event that carries two ids
 * (`identify`) does not make one person of two who both are known by a `$user_id`: only an alias or a merge says that.
 */
@Injectable()
export class ClosureService {
  constructor(private readonly store: IngestStore) {}

  /**
   * The closure of each id of a project, keyed by the id asked for; the fault `closure-too-large` where one person has more
   * than 10,000 ids, which only a wrong merge can bring about.
   */
  async resolve(projectId: number, ids: readonly string[], isShared: IsShared = nobody): Promise<Map<string, Closure>> {
    const asked = [...new Set(ids)];
    const closures = new Map<string, Closure>(asked.map((id) => [id, TOO_LARGE]));
    for (const some of inParts(asked, MOST_TOGETHER)) {
      await decide(await this.explore(projectId, some), isShared, closures);
    }
    return closures;
  }

  private async explore(projectId: number, asked: readonly string[]): Promise<Explored> {
    const tooLarge = new Set<string>();
    const fetched = new Set<string>();
    const links = new Map<string, IdentityLink>();
    const persons = new Map<string, boolean>();
    let missing = new Set(asked);
    let graph = new IdentityGraph([], [], fetched);
    while (missing.size > 0) {
      for (const link of await this.store.linksOf(projectId, [...missing])) links.set(keyOf(link), link);
      for (const id of missing) fetched.add(id);
      await this.learnPersons(projectId, links.values(), persons);
      const believed = [...links.values()].filter((link) => link.kind !== 'identify' || !persons.get(link.linkedId));
      graph = new IdentityGraph(asked, believed, fetched);
      missing = await missingIn(graph, asked, tooLarge);
    }
    return { graph, sound: asked.filter((id) => !tooLarge.has(id)) };
  }

  private async learnPersons(
    projectId: number,
    links: Iterable<IdentityLink>,
    persons: Map<string, boolean>,
  ): Promise<void> {
    const unknown = new Set<string>();
    for (const { kind, linkedId } of links) if (kind === 'identify' && !persons.has(linkedId)) unknown.add(linkedId);
    if (unknown.size === 0) return;
    const found = await this.store.personsAmong(projectId, [...unknown]);
    for (const id of unknown) persons.set(id, found.has(id));
  }
}

async function decide({ graph, sound }: Explored, isShared: IsShared, closures: Map<string, Closure>): Promise<void> {
  const named = new Set<string>();
  await inTurns(sound, (id) => {
    const closure = graph.closureOf(id);
    closures.set(id, bounded(closure));
    named.add(id);
    for (const each of closure.ids) named.add(each);
  });
  const shared = await isShared([...named]);
  if (shared.size > 0) await inTurns(sound, (id) => void closures.set(id, bounded(graph.closureOf(id, shared))));
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
async function inTurns(ids: readonly string[], look: (id: string) => void): Promise<void> {
  for (const some of inParts(ids, MOST_AT_ONCE)) {
    some.forEach(look);
    await setImmediate();
  }
}

function inParts<T>(items: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) => items.slice(at * most, (at + 1) * most));
}

function bounded(closure: Closure): Closure {
  return closure.ids.length <= MOST_IDS ? closure : TOO_LARGE;
}

/** No id holds a NUL. */
function keyOf({ distinctId, linkedId, kind }: IdentityLink): string {
  return `${kind}\0${distinctId}\0${linkedId}`;
}

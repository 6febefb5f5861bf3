import { Injectable } from '@nestjs/common';
import { IdentityGraph, type Closure } from './identity.js';
import { IngestStore, type IdentityLink } from './ingest-store.port.js';

/** Tells which of the ids were found to stand for more than one person before, although their links may be gone. */
export type IsShared = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

const MOST_IDS = 10_000;
const TOO_LARGE: Closure = { ids: [], ambiguous: [], fault: 'closure-too-large' };
const nobody: IsShared = async () => new Set();

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
    const tooLarge = new Set<string>();
    const graph = await this.explore(projectId, asked, tooLarge);
    const sound = asked.filter((id) => !tooLarge.has(id));
    const shared = await isShared(namedBy(sound, graph));
    const closures = new Map<string, Closure>(asked.map((id) => [id, TOO_LARGE]));
    for (const id of sound) closures.set(id, bounded(graph.closureOf(id, shared)));
    return closures;
  }

  private async explore(projectId: number, asked: readonly string[], tooLarge: Set<string>): Promise<IdentityGraph> {
    const fetched = new Set<string>();
    const links = new Map<string, IdentityLink>();
    const persons = new Map<string, boolean>();
    let missing = new Set(asked);
    let graph = new IdentityGraph(asked, [], fetched);
    while (missing.size > 0) {
      for (const link of await this.store.linksOf(projectId, [...missing])) links.set(keyOf(link), link);
      for (const id of missing) fetched.add(id);
      await this.learnPersons(projectId, links.values(), persons);
      const believed = [...links.values()].filter((link) => link.kind !== 'identify' || !persons.get(link.linkedId));
      graph = new IdentityGraph(asked, believed, fetched);
      missing = new Set<string>();
      for (const id of asked) {
        if (tooLarge.has(id)) continue;
        const lacking = graph.missing(id);
        if (lacking.length > 0 && bounded(graph.closureOf(id)).fault) tooLarge.add(id);
        else for (const each of lacking) missing.add(each);
      }
    }
    return graph;
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

function namedBy(asked: readonly string[], graph: IdentityGraph): string[] {
  return [...new Set(asked.flatMap((id) => [id, ...graph.closureOf(id).ids]))];
}

function bounded(closure: Closure): Closure {
  return closure.ids.length <= MOST_IDS ? closure : TOO_LARGE;
}

function keyOf(link: IdentityLink): string {
  return JSON.stringify([link.distinctId, link.linkedId, link.kind]);
}

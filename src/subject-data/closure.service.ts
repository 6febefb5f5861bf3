import { Injectable } from '@nestjs/common';
import { HabeasError } from '../platform/index.js';
import { IdentityGraph, type Closure } from './identity.js';
import { IngestStore, type IdentityLink } from './ingest-store.port.js';

/** Tells which of the ids were found to stand for more than one person before, although their links may be gone. */
export type IsShared = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

const MOST_IDS = 10_000;
const nobody: IsShared = async () => new Set();

/**
 * Finds all ids of a person: aliases, merged ids, and the devices that are theirs alone. An event that carries two ids
 * (`identify`) does not make one person of two who both are known by a `$user_id`: only an alias or a merge says that.
 */
@Injectable()
export class ClosureService {
  constructor(private readonly store: IngestStore) {}

  /**
   * The closure of each id of a project, keyed by the id asked for.
   * @throws HabeasError `closure-too-large` where one person has more than 10,000 ids.
   */
  async resolve(projectId: number, ids: readonly string[], isShared: IsShared = nobody): Promise<Map<string, Closure>> {
    const asked = [...new Set(ids)];
    const graph = await this.explore(projectId, asked);
    const shared = await isShared(namedBy(asked, graph));
    return new Map(asked.map((id) => [id, bounded(graph.closureOf(id, shared))]));
  }

  private async explore(projectId: number, asked: readonly string[]): Promise<IdentityGraph> {
    const fetched = new Set<string>();
    const links = new Map<string, IdentityLink>();
    const persons = new Map<string, boolean>();
    let missing: ReadonlySet<string> = new Set(asked);
    let graph = new IdentityGraph(asked, [], fetched);
    while (missing.size > 0) {
      for (const link of await this.store.linksOf(projectId, [...missing])) links.set(keyOf(link), link);
      for (const id of missing) fetched.add(id);
      await this.learnPersons(projectId, links.values(), persons);
      const believed = [...links.values()].filter((link) => link.kind !== 'identify' || !persons.get(link.linkedId));
      graph = new IdentityGraph(asked, believed, fetched);
      missing = new Set(asked.flatMap((id) => missingOf(graph, id)));
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

function missingOf(graph: IdentityGraph, id: string): string[] {
  const missing = graph.missing(id);
  if (missing.length > 0) bounded(graph.closureOf(id));
  return missing;
}

function namedBy(asked: readonly string[], graph: IdentityGraph): string[] {
  return [...new Set(asked.flatMap((id) => [id, ...graph.closureOf(id).ids]))];
}

function bounded(closure: Closure): Closure {
  if (closure.ids.length <= MOST_IDS) return closure;
  throw new HabeasError(
    'unprocessable',
    'closure-too-large',
    `A subject of the request is joined with more than ${String(MOST_IDS)} ids; undo the wrong merge, or ask for the ids one by one.`,
  );
}

function keyOf(link: IdentityLink): string {
  return JSON.stringify([link.distinctId, link.linkedId, link.kind]);
}

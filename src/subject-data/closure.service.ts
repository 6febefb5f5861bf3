import { Injectable } from '@nestjs/common';
import { HabeasError } from '../platform/index.js';
import { IdentityGraph, type Closure } from './identity.js';
import { IngestStore, type IdentityLink } from './ingest-store.port.js';

/** Tells which of the ids were found to stand for more than one person before, although their links may be gone. */
export type IsShared = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

const MOST_IDS = 10_000;
const nobody: IsShared = async () => new Set();

/** Finds all ids of a person: aliases, merged ids, and the devices that are theirs alone. */
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
    let missing: ReadonlySet<string> = new Set(asked);
    let graph = new IdentityGraph(asked, [], fetched);
    while (missing.size > 0) {
      for (const link of await this.store.linksOf(projectId, [...missing])) links.set(keyOf(link), link);
      for (const id of missing) fetched.add(id);
      graph = new IdentityGraph(asked, [...links.values()], fetched);
      missing = new Set(asked.flatMap((id) => missingOf(graph, id)));
    }
    return graph;
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

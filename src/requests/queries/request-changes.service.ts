import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../platform/index.js';

const EVERY_MILLISECONDS = 1_000;

/** How a request stands, as a word that another one follows at each change. It tells nothing of the request itself. */
export type RequestState = string;

interface Watcher {
  readonly requestId: string;
  readonly tell: (state: RequestState) => void;
  /** How the request stood when it was told of; null before the first look. */
  told: RequestState | null;
}

/**
 * Tells whoever watches a request that it has changed, whichever process changed it. However many watch, and however many requests, this
 * process asks the database one question a second, and none while nobody watches.
 */
@Injectable()
export class RequestChanges {
  private readonly watchers = new Set<Watcher>();
  private isLooking = false;

  constructor(private readonly prisma: PrismaService) {}

  /**
   * Tells once at the beginning, from when on nothing is missed, and after each change.
   * @returns what ends the watch
   */
  watch(requestId: string, tell: (state: RequestState) => void): () => void {
    const watcher: Watcher = { requestId, tell, told: null };
    this.watchers.add(watcher);
    if (!this.isLooking) {
      this.isLooking = true;
      void this.look();
    }
    return () => void this.watchers.delete(watcher);
  }

  private async look(): Promise<void> {
    if (this.watchers.size === 0) {
      this.isLooking = false;
      return;
    }
    // Of a database that is away the next look asks.
    await this.compare().catch(() => undefined);
    setTimeout(() => void this.look(), EVERY_MILLISECONDS).unref();
  }

  private async compare(): Promise<void> {
    const asked = [...this.watchers];
    const states = await this.statesOf([...new Set(asked.map(({ requestId }) => requestId))]);
    for (const watcher of asked) {
      const state = states.get(watcher.requestId);
      if (state === undefined || state === watcher.told || !this.watchers.has(watcher)) continue;
      watcher.told = state;
      watcher.tell(state);
    }
  }

  /** By request: of its row, its timeline, its collections and the request tied to it. */
  private async statesOf(ids: readonly string[]): Promise<ReadonlyMap<string, RequestState>> {
    const rows = await this.prisma.$queryRaw<{ id: string; state: string }[]>`
      SELECT request.id, concat_ws(' ', request.xmin,
        (SELECT max(id) FROM request_events WHERE request_id = request.id),
        (SELECT string_agg(xmin::text, ',' ORDER BY collection) FROM request_collections WHERE request_id = request.id),
        (SELECT xmin FROM requests WHERE after_request_id = request.id),
        (SELECT xmin FROM requests WHERE id = request.after_request_id)) AS state
      FROM requests request WHERE request.id = ANY (${ids}::uuid[])`;
    return new Map(rows.map(({ id, state }) => [id, stateOf(state)]));
  }
}

function stateOf(versions: string): RequestState {
  return createHash('sha256').update(versions).digest('base64url').slice(0, 22);
}

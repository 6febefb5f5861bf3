import { Injectable, type MessageEvent } from '@nestjs/common';
import type { Response } from 'express';
import { Observable } from 'rxjs';
import { actorName, Callers, type Actor, type GuardedRequest } from '../access/index.js';
import { HabeasError, Stopping } from '../platform/index.js';
import { RequestChanges } from './queries/request-changes.service.js';
import { RequestReader } from './queries/request-reader.service.js';
import { StreamPlaces, type Refusal } from './stream-places.js';

/** How often something is sent that keeps proxies from ending the stream, and how long a role may be gone before the stream is. */
const BEAT_MILLISECONDS = 10_000;
/** Streams that one person has open on one process at once; each page that is looked at has one. */
const MOST_OF_ONE = 20;
/** All streams of a process. Each asks at every beat whether its role is still there: so many are some two hundred short questions a second. */
const MOST = 500;

const SENTENCES: Readonly<Record<Refusal, string>> = {
  'too-many-of-one': `You follow ${MOST_OF_ONE} requests at once already: close some of their pages, or ask for this one every few seconds.`,
  'too-many': `This process has ${MOST} requests followed already: ask for this one every few seconds.`,
};
const BEAT: MessageEvent = { comment: 'still here' };

/** The HTTP request that a stream answers. */
export interface Following {
  readonly http: GuardedRequest;
  readonly response: Response;
  readonly requestId: string;
}

/** Streams that tell of changes of a request: to whoever may see it, as long as they may. */
@Injectable()
export class RequestStreams {
  private readonly places = new StreamPlaces(MOST_OF_ONE, MOST);
  /** What ends each stream. */
  private readonly ends = new Set<() => void>();

  constructor(
    private readonly changes: RequestChanges,
    private readonly reader: RequestReader,
    private readonly callers: Callers,
    private readonly stopping: Stopping,
  ) {
    stopping.signal.addEventListener('abort', () => this.ends.forEach((end) => end()));
  }

  /**
   * Makes sure that a stream may begin, and holds a place for it until its response is over.
   * @throws HabeasError what `RequestReader.find` throws, `stopping` (503), `too-many-streams` (429)
   */
  async admit(actor: Actor, { requestId, response }: Following): Promise<void> {
    this.stopping.refuseMore();
    await this.reader.find(actor, requestId);
    const who = actorName(actor);
    const refusal = this.places.refusalFor(who);
    if (refusal !== null) throw new HabeasError('too-many', 'too-many-streams', SENTENCES[refusal], { retryAfter: 30 });
    if (response.closed || response.destroyed) return;
    response.once('close', this.places.take(who));
  }

  /** Ends when this process is told to end, and when whoever listens may no longer see the request. */
  of(following: Following): Observable<MessageEvent> {
    return new Observable((subscriber) => {
      const end = (): void => subscriber.complete();
      // Who comes back after a cut says what they heard last, and is told at once whether they missed anything.
      let known = following.http.get('Last-Event-ID');
      const unwatch = this.changes.watch(following.requestId, (state) => {
        subscriber.next({ type: state === known ? 'unchanged' : 'changed', id: state, data: '{}' });
        known = undefined;
      });
      let isChecking = false;
      const beat = async (): Promise<void> => {
        if (isChecking) return;
        isChecking = true;
        const stays = await this.maySee(following);
        isChecking = false;
        if (stays) subscriber.next(BEAT);
        else end();
      };
      const timer = setInterval(() => void beat(), BEAT_MILLISECONDS).unref();
      this.ends.add(end);
      if (this.stopping.signal.aborted) end();
      return () => {
        unwatch();
        clearInterval(timer);
        this.ends.delete(end);
      };
    });
  }

  /** By the same credentials and the role of now. What cannot be asked for the moment is asked at the next beat. */
  private async maySee({ http, response, requestId }: Following): Promise<boolean> {
    try {
      const caller = await this.callers.of('privacy', http, response);
      if (caller === 'missing' || caller === 'invalid') return false;
      // An organization has begun to ask for a second factor: the session is good for enrolling alone.
      if (caller.kind === 'user' && caller.via === 'session' && caller.mustEnrol === true) return false;
      await this.reader.find(caller, requestId);
      return true;
    } catch (error) {
      return !(error instanceof HabeasError) || error.retryable;
    }
  }
}

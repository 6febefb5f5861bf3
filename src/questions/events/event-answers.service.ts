import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import {
  actorName,
  Authorizer,
  Callers,
  ProjectRateLimit,
  type GuardedRequest,
  type ProjectRecord,
} from '../../access/index.js';
import { DataViews, type VisibleData } from '../../data-views/index.js';
import { Clock, HabeasError } from '../../platform/index.js';
import type { EventRecord } from '../../subject-data/index.js';
import type { QuestionCall } from '../doors/question-calls.service.js';
import { sendText } from '../doors/send-text.js';
import { eventLine } from './event-line.js';
import { todayOf } from './event-order.js';
import { EventQuestions, type EventQuestion } from './event-questions.service.js';
import { ReadingPlaces } from './reading-places.js';

/** How an answer is written down around and between its events. */
export interface Form {
  readonly type: string;
  readonly begin: string;
  readonly between: string;
  /** Behind the last event, where there is one. */
  readonly after: string;
  readonly end: string;
  readonly inMilliseconds: boolean;
}

/** The HTTP request that is answered. */
interface Http {
  readonly request: GuardedRequest;
  readonly response: Response;
}

/** Answers with events as they are read from the store, no faster than the client takes them. */
@Injectable()
export class EventAnswers {
  constructor(
    private readonly questions: EventQuestions,
    private readonly dataViews: DataViews,
    private readonly places: ReadingPlaces,
    private readonly callers: Callers,
    private readonly authorizer: Authorizer,
    private readonly rateLimit: ProjectRateLimit,
    private readonly clock: Clock,
  ) {}

  today({ timezone }: ProjectRecord): string {
    return todayOf(this.clock.now(), timezone);
  }

  /**
   * @throws HabeasError `property-withheld`, `property-sensitive` (422), `rate-limited`, `too-many-readings` (429), and what the store throws before there
   * is a first event
   */
  async send(
    { request, response }: Http,
    { actor, project }: QuestionCall,
    question: EventQuestion,
    form: Form,
  ): Promise<void> {
    this.rateLimit.take(project.id);
    if (request.method === 'HEAD') {
      response.type(form.type).end();
      return;
    }
    const leave = this.places.take(project.id, actorName(actor));
    try {
      const visible = await this.dataViews.of(actor, project);
      const lookAgain = () => this.lookAgain({ request, response }, project);
      const batches = this.questions.ask({ actor, project, visible, lookAgain }, question);
      await sendText(request, response, { type: form.type, lines: formed(batches, form) });
    } finally {
      leave();
    }
  }

  /**
   * What is shown by the credentials, the role, the classes and the view of now.
   * @throws HabeasError `credentials-invalid` (401), and what `Authorizer.project` throws
   */
  private async lookAgain({ request, response }: Http, project: ProjectRecord): Promise<VisibleData> {
    const caller = await this.callers.of('questions', request, response);
    if (caller === 'missing' || caller === 'invalid') {
      throw new HabeasError('unauthenticated', 'credentials-invalid', 'These credentials are not valid any more.');
    }
    await this.authorizer.project(caller, project.id);
    return this.dataViews.of(caller, project);
  }
}

/** Texts of about a batch each. */
async function* formed(batches: AsyncIterable<readonly EventRecord[]>, form: Form): AsyncGenerator<string> {
  let before = form.begin;
  let behind = form.begin;
  for await (const batch of batches) {
    const lines = batch.map((event) => eventLine(event, form.inMilliseconds));
    yield `${before}${lines.join(form.between)}`;
    before = form.between;
    behind = form.after;
  }
  yield `${behind}${form.end}`;
}

import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Authorizer, type Actor, type ProjectRecord } from '../../access/index.js';
import { Bodies, Config, HabeasError } from '../../platform/index.js';
import { fieldsOf, textField, type QuestionFields } from './question-fields.js';

/** Bytes of a body, which is a `where` and a list of ids at the most. */
const MOST_BYTES = 1_048_576;

/** What every question begins with. */
export interface QuestionCall {
  readonly actor: Actor;
  readonly project: ProjectRecord;
  readonly fields: QuestionFields;
}

/** Reads questions, and finds the project each is about. */
@Injectable()
export class QuestionCalls {
  constructor(
    private readonly authorizer: Authorizer,
    private readonly bodies: Bodies,
    private readonly config: Config,
  ) {}

  /**
   * @throws HabeasError what `fieldsOf`, `Bodies.text` and `Authorizer.project` do, `project-id-missing`, `project-id-malformed`,
   * `project-id-differs` (400)
   */
  async enter(actor: Actor, request: Request): Promise<QuestionCall> {
    const limit = Math.min(MOST_BYTES, this.config.values.BODY_LIMIT_BYTES);
    const fields = fieldsOf(await this.bodies.text(request, limit), request.query);
    const project = await this.authorizer.project(actor, projectIdOf(actor, textField(fields, 'project_id')));
    return { actor, project, fields };
  }
}

/** An API secret is of one project; everybody else names it. */
function projectIdOf(actor: Actor, sent: string | null): number {
  if (sent !== null && !/^\d{1,10}$/.test(sent)) {
    throw new HabeasError('invalid', 'project-id-malformed', 'project_id must be a number.');
  }
  const named = sent === null ? null : Number(sent);
  if (actor.kind === 'project-secret') {
    if (named === null || named === actor.projectId) return actor.projectId;
    const message = 'project_id names another project than the credentials: leave it out.';
    throw new HabeasError('invalid', 'project-id-differs', message);
  }
  if (named !== null) return named;
  throw new HabeasError('invalid', 'project-id-missing', 'Name the project as project_id.');
}

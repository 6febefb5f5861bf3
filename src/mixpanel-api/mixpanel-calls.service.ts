import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Authorizer, ProjectRateLimit, type Actor, type ProjectRecord } from '../access/index.js';
import type { RequestKind } from '../compliance/index.js';
import { Bodies, Config, parseJson } from '../platform/index.js';
import { limitsOf, type RequestOrder } from '../requests/index.js';
import { readWireOrder } from './mixpanel-order.js';

/** What every call of the wire begins with. */
export interface MixpanelCall {
  readonly project: ProjectRecord;
  readonly version: 2 | 3;
  /** The body as JSON, whatever its Content-Type. */
  readonly body: () => Promise<unknown>;
}

/** Finds the project a call is about and counts the call against its limit. */
@Injectable()
export class MixpanelCalls {
  constructor(
    private readonly authorizer: Authorizer,
    private readonly rateLimit: ProjectRateLimit,
    private readonly bodies: Bodies,
    private readonly config: Config,
  ) {}

  /**
   * @throws HabeasError 400 without a project token, 403 for one the actor may not act on, 429 above the project's rate
   */
  async enter(actor: Actor, request: Request): Promise<MixpanelCall> {
    const version = request.path.includes('/v2.0') ? 2 : 3;
    let read: Promise<unknown> | null = null;
    const body = (): Promise<unknown> =>
      (read ??= this.bodies.text(request, this.config.values.BODY_LIMIT_BYTES).then((text) => parseJson(text)));
    const inQuery = textOf(request.query['token']);
    const token = inQuery === null && hasBody(request) ? tokenOf(await body()) : inQuery;
    const project = await this.authorizer.projectByToken(actor, token);
    this.rateLimit.take(project.id);
    return { project, version, body };
  }

  /**
   * A call that opens a request, with its `Idempotency-Key`.
   * @throws HabeasError as `enter`, and 400 for a body that orders nothing
   */
  async readOrder(
    actor: Actor,
    request: Request,
    kind: RequestKind,
  ): Promise<{ project: ProjectRecord; order: RequestOrder }> {
    const { project, version, body } = await this.enter(actor, request);
    const limits = limitsOf(project, this.config.values.DELETION_LIMIT);
    const order = readWireOrder(await body(), kind, version, limits);
    const idempotencyKey = request.get('Idempotency-Key');
    return { project, order: { ...order, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) } };
  }
}

function tokenOf(body: unknown): string | null {
  return typeof body === 'object' && body !== null && 'token' in body ? textOf(body.token) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

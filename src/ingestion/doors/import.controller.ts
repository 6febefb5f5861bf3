import { Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  AccessFor,
  Callers,
  IngestProjects,
  type Actor,
  type GuardedRequest,
  type IngestSettings,
} from '../../access/index.js';
import { Clock, HabeasError } from '../../platform/index.js';
import { EventIntake, type EventsTaken } from '../intake/event-intake.service.js';
import { RecordRate } from '../intake/record-rate.service.js';
import { readRecords } from '../records/payload.js';
import { answer } from './answers.js';
import { Calls } from './calls.service.js';
import { deliveryOf, originOf } from './deliveries.js';
import { ImportErrorFilter } from './import-error.filter.js';

/**
 * `/import` (wire contract, section 2). `strict=1` reports each record that does not pass, `strict=0` leaves them out without
 * a word. Without it JSON is strict; a form or a query, as SDKs send them, is not.
 */
@ApiExcludeController()
@Controller('import')
@AccessFor('import')
@UseFilters(ImportErrorFilter)
export class ImportController {
  constructor(
    private readonly calls: Calls,
    private readonly events: EventIntake,
    private readonly projects: IngestProjects,
    private readonly callers: Callers,
    private readonly rate: RecordRate,
    private readonly clock: Clock,
  ) {}

  @Get()
  async importByGet(@Req() request: GuardedRequest, @Res() response: Response): Promise<void> {
    if (request.method === 'HEAD') answer(request, response, { taken: true, error: null });
    else await this.import(request, response);
  }

  @Post()
  async import(@Req() request: GuardedRequest, @Res() response: Response): Promise<void> {
    await this.refuseEarly(request);
    const call = await this.calls.receive(request);
    const actor = request.actor ?? (await this.callers.ofKey(call.fields.get('api_key') ?? ''));
    if (actor === null) throw invalidCredentials();
    const settings = await this.projectFor(actor, call.fields.get('project_id'));
    const records = readRecords(call, request.headers['content-type']);
    this.rate.take(settings.projectId, 'import', records.length);
    const strict = call.fields.get('strict');
    const isStrict = strict === '1' || (strict !== '0' && !call.isForm);
    const delivery = deliveryOf(request, 'import', settings, originOf(actor), this.clock.now());
    const outcome = await this.events.take(delivery, records, { strict: isStrict });
    if (call.isForm) {
      const error = outcome.failed[0]?.message ?? null;
      const taken = error === null || strict === '0' || (!isStrict && outcome.passed > 0);
      answer(request, response, { taken, error });
      return;
    }
    const told = isStrict ? toldEach(outcome) : allTaken(outcome);
    response.status(told.code).json(told);
  }

  /** Before the body is read, where it is known by then whose data it is. */
  private async refuseEarly({ actor, query }: GuardedRequest): Promise<void> {
    const sent = typeof query.project_id === 'string' ? query.project_id : null;
    if (actor === undefined || (actor.kind === 'service-account' && sent === null)) return;
    this.rate.take((await this.projectFor(actor, sent)).projectId, 'import', 0);
  }

  private async projectFor(actor: Actor, sent: string | null): Promise<IngestSettings> {
    const named = sent === null || sent === '' ? null : numberOf(sent);
    if (actor.kind === 'project-secret' || actor.kind === 'project-token') {
      if (named !== null && named !== actor.projectId) {
        throw new HabeasError(
          'invalid',
          'project-id-differs',
          'project_id names another project than the credentials: leave it out.',
        );
      }
      return this.settingsOf(actor.projectId);
    }
    if (actor.kind !== 'service-account') throw invalidCredentials();
    if (named === null) {
      throw new HabeasError('invalid', 'project-id-missing', 'A service account must name the project as project_id.');
    }
    const settings = await this.settingsOf(named);
    if (settings.organizationId !== actor.organizationId) throw invalidCredentials();
    return settings;
  }

  private async settingsOf(projectId: number): Promise<IngestSettings> {
    const settings = await this.projects.byId(projectId);
    if (settings === null) throw invalidCredentials();
    return settings;
  }
}

function numberOf(sent: string): number {
  if (/^[0-9]{1,10}$/.test(sent)) return Number(sent);
  throw new HabeasError('invalid', 'project-id-malformed', 'project_id must be a number.');
}

/** The same answer whether the project is another organization's or nobody's. */
function invalidCredentials(): HabeasError {
  return new HabeasError('unauthenticated', 'credentials-invalid', 'Invalid credentials');
}

function allTaken({ passed }: EventsTaken) {
  return { code: 200, num_records_imported: passed, status: 'OK' };
}

function toldEach(outcome: EventsTaken) {
  if (outcome.failed.length === 0) return allTaken(outcome);
  return {
    code: 400,
    error: 'some data points in the request failed validation',
    // Clients read the one or the other spelling of the id.
    failed_records: outcome.failed.map(({ index, insertId, field, message }) => ({
      index,
      insert_id: insertId,
      $insert_id: insertId,
      field,
      message,
    })),
    num_records_imported: outcome.passed,
    status: 'Bad Request',
  };
}

import { Controller, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessFor, CurrentActor, IngestRateLimit, ProjectsService, type Actor } from '../../access/index.js';
import { Bodies, Config, HabeasError } from '../../platform/index.js';
import type { LinkOrigin } from '../../subject-data/index.js';
import { formAnswer } from './form-answer.js';
import { ImportErrorFilter } from './import-error.filter.js';
import { ImportService, type ImportOutcome } from '../intake/event-intake.service.js';
import { readPayload } from '../records/payload.js';

/**
 * `POST /import` (wire contract, section 2). `strict=1` reports each record that does not pass, `strict=0` leaves them out without
 * a word. Without it JSON is strict; a form, as libraries send it, is not.
 */
@ApiExcludeController()
@Controller('import')
@UseFilters(ImportErrorFilter)
export class ImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly projects: ProjectsService,
    private readonly rate: IngestRateLimit,
    private readonly bodies: Bodies,
    private readonly config: Config,
  ) {}

  @Post()
  @AccessFor('import')
  async import(
    @CurrentActor() actor: Actor,
    @Query('project_id') projectId: unknown,
    @Query('strict') strict: unknown,
    @Query('verbose') verbose: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const project = await this.projectFor(actor, projectId);
    this.rate.take(project, 0);
    const body = await this.bodies.text(request, this.config.values.IMPORT_LIMIT_BYTES);
    const payload = readPayload(body, request.headers['content-type'] ?? '', request.query);
    this.rate.take(project, payload.records.length);
    const isStrict = strict === '1' || (strict !== '0' && payload.form === null);
    const outcome = await this.imports.importRecords(project, payload.records, {
      strict: isStrict,
      origin: originOf(actor),
    });
    if (payload.form) {
      const error = outcome.failed[0]?.message ?? null;
      const taken = error === null || strict === '0' || (!isStrict && outcome.imported > 0);
      formAnswer(response, payload.form.verbose || verbose === '1', taken, error);
      return;
    }
    const answer = !isStrict ? allTaken(outcome) : toldEach(outcome);
    response.status(answer.code).json(answer);
  }

  private async projectFor(actor: Actor, sent: unknown): Promise<number> {
    const named = sent === undefined || sent === '' ? null : numberOf(sent);
    if (actor.kind === 'project-secret' || actor.kind === 'project-token') {
      if (named === null || named === actor.projectId) return actor.projectId;
      throw new HabeasError(
        'invalid',
        'project-id-differs',
        'project_id names another project than the credentials: leave it out.',
      );
    }
    if (actor.kind !== 'service-account') throw invalidCredentials();
    if (named === null) {
      throw new HabeasError('invalid', 'project-id-missing', 'A service account must name the project as project_id.');
    }
    const projects = await this.projects.list(actor.organizationId);
    if (!projects.some((project) => project.id === named)) throw invalidCredentials();
    return named;
  }
}

/** Trust goes with the credential, whatever the route. */
function originOf(actor: Actor): LinkOrigin {
  if (actor.kind === 'project-secret') return 'secret';
  return actor.kind === 'service-account' ? 'service-account' : 'token';
}

function numberOf(sent: unknown): number {
  if (typeof sent === 'string' && /^[0-9]{1,10}$/.test(sent)) return Number(sent);
  throw new HabeasError('invalid', 'project-id-malformed', 'project_id must be a number.');
}

/** The same answer whether the project is another organization's or nobody's. */
function invalidCredentials(): HabeasError {
  return new HabeasError('unauthenticated', 'credentials-invalid', 'Invalid credentials');
}

function allTaken(outcome: ImportOutcome) {
  return { code: 200, num_records_imported: outcome.imported, status: 'OK' };
}

function toldEach(outcome: ImportOutcome) {
  if (outcome.failed.length === 0) return allTaken(outcome);
  return {
    code: 400,
    error: 'some data points in the request failed validation',
    failed_records: outcome.failed.map(({ index, insertId, field, message }) => ({
      index,
      $insert_id: insertId,
      field,
      message,
    })),
    num_records_imported: outcome.imported,
    status: 'Bad Request',
  };
}

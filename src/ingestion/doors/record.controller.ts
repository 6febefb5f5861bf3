import { Controller, HttpCode, Post, Req, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccessFor, type Actor, type GuardedRequest } from '../../access/index.js';
import { Bodies, Clock, Config } from '../../platform/index.js';
import { RecordingIntake } from '../intake/recording-intake.service.js';
import { RecordRate } from '../intake/record-rate.service.js';
import { CredentialProjects } from './credential-projects.service.js';
import { deliveryOf, originOf } from './deliveries.js';
import { faultBody, type FaultBody } from './fault-body.js';
import { RecordErrorFilter } from './record-error.filter.js';

interface TakenBody {
  readonly code: 200;
  readonly status: 'OK';
}

/**
 * `/record`: recordings of sessions, a batch a call. Recorders stop for good at an answer that is no JSON, and those of phones send
 * what is not answered with 200 for ever: what is wrong with the data is therefore a 200 that says so.
 */
@ApiExcludeController()
@Controller('record')
@AccessFor('import')
@UseFilters(RecordErrorFilter)
export class RecordController {
  constructor(
    private readonly projects: CredentialProjects,
    private readonly bodies: Bodies,
    private readonly config: Config,
    private readonly rate: RecordRate,
    private readonly recordings: RecordingIntake,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  async record(@Req() request: GuardedRequest): Promise<TakenBody | FaultBody> {
    const settings = await this.projects.of(request.actor);
    // Before the body is read, which is one record whatever it holds.
    this.rate.take(settings.projectId, 'record', 1);
    const body = await this.bodies.packed(request, this.config.values.RECORDING_LIMIT_BYTES);
    const origin = originOf(request.actor as Actor);
    const delivery = deliveryOf(request, 'record', settings, origin, this.clock.now());
    const fault = await this.recordings.take(delivery, request.query, body);
    return fault === null ? { code: 200, status: 'OK' } : faultBody(400, `${fault}.`);
  }
}

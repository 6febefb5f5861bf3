import { Controller, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessFor } from '../../access/index.js';
import { Bodies, Config } from '../../platform/index.js';
import { EngageErrorFilter } from './engage-error.filter.js';
import { EngageService } from '../intake/profile-intake.service.js';
import { formAnswer } from './form-answer.js';
import { readPayload } from '../records/payload.js';

/**
 * `POST /engage` (wire contract, section 2). Answers 1 when at least one update was taken; with `verbose=1` the error tells
 * what was wrong with the first of the others.
 */
@ApiExcludeController()
@Controller('engage')
@UseFilters(EngageErrorFilter)
export class EngageController {
  constructor(
    private readonly profiles: EngageService,
    private readonly bodies: Bodies,
    private readonly config: Config,
  ) {}

  @Post()
  @AccessFor('ingest')
  async engage(@Query('verbose') verbose: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const body = await this.bodies.text(request, this.config.values.IMPORT_LIMIT_BYTES);
    const payload = readPayload(body, request.headers['content-type'] ?? '', request.query);
    const { taken, error } = await this.profiles.engage(payload.records);
    formAnswer(response, verbose === '1' || payload.form?.verbose === true, taken > 0, error);
  }
}

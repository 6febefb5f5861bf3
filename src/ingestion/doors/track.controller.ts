import { Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessFor } from '../../access/index.js';
import { EventIntake } from '../intake/event-intake.service.js';
import { refusalCode } from '../records/refusal-code.js';
import { FormErrorFilter } from './form-error.filter.js';
import { PublicDoor } from './public-door.service.js';

/** `/track`: events as SDKs send them when they happen. */
@ApiExcludeController()
@Controller('track')
@AccessFor('ingest')
@UseFilters(FormErrorFilter)
export class TrackController {
  constructor(
    private readonly door: PublicDoor,
    private readonly events: EventIntake,
  ) {}

  @Get()
  async trackByGet(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.track(request, response);
  }

  @Post()
  async track(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.door.open(request, response, 'track', async (delivery, records) => {
      const { passed, failed } = await this.events.take(delivery, records, { strict: false });
      return {
        passed,
        faults: failed.map(({ index, message, field }) => ({ index, fault: message, reason: refusalCode(field) })),
      };
    });
  }
}

import { Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessFor } from '../../access/index.js';
import { ProfileIntake } from '../intake/profile-intake.service.js';
import { FormErrorFilter } from './form-error.filter.js';
import { PublicDoor } from './public-door.service.js';

/** `/engage` (wire contract, section 2): updates of profiles. */
@ApiExcludeController()
@Controller('engage')
@AccessFor('ingest')
@UseFilters(FormErrorFilter)
export class EngageController {
  constructor(
    private readonly door: PublicDoor,
    private readonly profiles: ProfileIntake,
  ) {}

  @Get()
  async engageByGet(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.engage(request, response);
  }

  @Post()
  async engage(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.door.open(request, response, 'engage', (delivery, records) => this.profiles.take(delivery, records));
  }
}

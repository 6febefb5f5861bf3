import { Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessFor } from '../../access/index.js';
import { GroupIntake } from '../intake/group-intake.service.js';
import { FormErrorFilter } from './form-error.filter.js';
import { PublicDoor } from './public-door.service.js';

/** `/groups`: updates of groups, which are taken and not kept. */
@ApiExcludeController()
@Controller('groups')
@AccessFor('ingest')
@UseFilters(FormErrorFilter)
export class GroupsController {
  constructor(
    private readonly door: PublicDoor,
    private readonly groups: GroupIntake,
  ) {}

  @Get()
  async updateByGet(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.update(request, response);
  }

  @Post()
  async update(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.door.open(request, response, 'groups', (delivery, records) => this.groups.take(delivery, records));
  }
}

import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { Described } from '../platform/index.js';
import { DataMapViews } from './data-map-views.service.js';
import * as dto from './data-map.dto.js';

const ERRORS = { 401: 'Nobody signed in.', 403: '`role-too-low`' };

/** Which tables hold subject data, and what becomes of it. */
@ApiTags('data map')
@ApiCookieAuth('session')
@Controller('api/v1/data-map')
@AccessFor('session')
export class DataMapController {
  constructor(private readonly dataMap: DataMapViews) {}

  @Get()
  @Described({
    summary: 'Show the data map, held against the databases as they are now (owners and admins)',
    description: 'Collections of projects of other organizations alone are left out.',
    answer: dto.dataMapAnswer,
    errors: ERRORS,
  })
  async show(@CurrentActor() actor: Actor): Promise<dto.DataMapView> {
    return this.dataMap.show(actor);
  }

  @Post('coverage')
  @HttpCode(200)
  @Described({
    summary: 'Look for subject data that the data map does not cover (owners and admins)',
    description:
      'As `habeas datamap check`: every registered database, by the names, types and contents of columns. No value is shown, logged or ' +
      'kept. One check at a time; whoever asks meanwhile is told what it finds.',
    answer: dto.coverageAnswer,
    errors: { ...ERRORS, 503: '`coverage-slow`: it takes longer than a minute and goes on; `store-unavailable`' },
  })
  async check(@CurrentActor() actor: Actor): Promise<dto.CoverageView> {
    return this.dataMap.runCoverage(actor);
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessFor } from '../access/index.js';
import { placeSourcesAnswer, type PlaceSourcesAnswer } from './places.dto.js';
import { Places } from './places.port.js';

/** Where the places in events and profiles come from, for who asks how old they are and whose line goes with them. */
@ApiTags('organizations')
@Controller('api/v1/place-databases')
@AccessFor('session')
export class PlacesController {
  constructor(private readonly places: Places) {}

  @Get()
  @ApiOperation({ summary: 'List the databases that turn addresses into places (everybody who signed in)' })
  @ApiOkResponse({ standardSchema: placeSourcesAnswer })
  list(): PlaceSourcesAnswer {
    return {
      results: this.places.sources.map((source) => ({ ...source, builtAt: source.builtAt.toISOString() })),
    };
  }
}

import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccessFor } from './access/index.js';

/** Whoever opens the address that the start prints finds what is served there. */
@ApiExcludeController()
@Controller()
export class FrontDoorController {
  @AccessFor('public')
  @Get()
  @Redirect('/docs')
  show(): void {}
}

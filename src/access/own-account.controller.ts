import { Body, Controller, Delete, Get, HttpCode, Patch, Res, UsePipes } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { Config, schemaPipe } from '../platform/index.js';
import type { PersonActor } from './authorization/actor.js';
import { CallerAddress } from './authentication/caller-address.decorator.js';
import { CurrentPerson } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import { clearSessionCookie } from './authentication/session-cookie.js';
import { AccountErasure } from './own-account/account-erasure.service.js';
import { OwnAccount, type OwnAccountRecord } from './own-account/own-account.service.js';
import { OwnData } from './own-account/own-data.service.js';
import { sendJson } from './own-account/send-json.js';
import {
  accountAnswer,
  accountChangeSchema,
  accountEndSchema,
  ownDataAnswer,
  type AccountChangeBody,
  type AccountEndBody,
} from './own-account.dto.js';

/** What people do about themselves. */
@ApiTags('your account')
@Controller('api/v1/session')
@AccessFor('session')
@UsePipes(schemaPipe)
export class OwnAccountController {
  constructor(
    private readonly account: OwnAccount,
    private readonly data: OwnData,
    private readonly erasure: AccountErasure,
    private readonly config: Config,
  ) {}

  @Get('account')
  @ApiOperation({ summary: 'Your account' })
  @ApiOkResponse({ standardSchema: accountAnswer })
  async show(@CurrentPerson() { userId }: PersonActor): Promise<OwnAccountRecord> {
    return this.account.show(userId);
  }

  @Patch('account')
  @ApiOperation({ summary: 'Change your name, or the language in which mails are written to you' })
  @ApiOkResponse({ standardSchema: accountAnswer })
  async change(
    @CurrentPerson() { userId }: PersonActor,
    @Body({ schema: accountChangeSchema }) change: AccountChangeBody,
  ): Promise<OwnAccountRecord> {
    return this.account.change(userId, change);
  }

  @Get('own-data')
  @ApiOperation({
    summary: 'What Habeas holds about you, as a file',
    description: 'Without secrets, and without the people whom your requests are about.',
  })
  @ApiOkResponse({ standardSchema: ownDataAnswer })
  async ownData(@CurrentPerson() { userId }: PersonActor, @Res() response: Response): Promise<void> {
    await sendJson(response, 'habeas-own-data.json', this.data.write(userId));
  }

  @Delete('account')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete your account, for good',
    description:
      'Ends your sessions, tokens and memberships. The audit and the requests keep the number of the account, and neither its name nor ' +
      'its address.',
  })
  @ApiNoContentResponse()
  @ApiForbiddenResponse({ description: '`password-wrong`, `proof-missing`' })
  @ApiConflictResponse({ description: '`last-owner`: `organizations` names those of which you are the last owner.' })
  async end(
    @CurrentPerson() actor: PersonActor,
    @Body({ schema: accountEndSchema }) { password }: AccountEndBody,
    @CallerAddress() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.erasure.erase(actor, password, address);
    clearSessionCookie(response, this.config);
  }
}

import { Body, Controller, Header, HttpCode, Post, Req, Res, UsePipes } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Config, HabeasError, schemaPipe } from '../platform/index.js';
import type { PersonActor } from './authorization/actor.js';
import { CallerAddress } from './authentication/caller-address.decorator.js';
import { CurrentPerson } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import { EmailVerifications } from './account-links/email-verifications.service.js';
import { InvitationAcceptance, type Accepted, type Offer } from './account-links/invitation-acceptance.service.js';
import {
  acceptanceSchema,
  acceptedAnswer,
  newPasswordSchema,
  offerAnswer,
  resetAnswer,
  resetSchema,
  tokenSchema,
  type AcceptanceBody,
  type NewPasswordBody,
  type ResetBody,
  type TokenBody,
} from './invitations.dto.js';
import { PasswordResets } from './account-links/password-resets.service.js';
import { originOf } from './authentication/same-origin.js';
import { clearSessionCookie } from './authentication/session-cookie.js';

const ASKED =
  'If a confirmed account has this address and this installation sends mail, a link is on its way. Else ask the operator.';

/** Where holders of single-use links come in. The token is in the body: what is in a path or a query stands in logs. */
@ApiTags('links of accounts')
@Controller('api/v1')
@UsePipes(schemaPipe)
export class AccountDoorsController {
  constructor(
    private readonly acceptance: InvitationAcceptance,
    private readonly resets: PasswordResets,
    private readonly verifications: EmailVerifications,
    private readonly config: Config,
  ) {}

  @Post('invitations/show')
  @HttpCode(200)
  @AccessFor('public')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'What an invitation offers, to whoever holds its link' })
  @ApiOkResponse({ standardSchema: offerAnswer })
  async show(
    @Body({ schema: tokenSchema }) { token }: TokenBody,
    @Req() request: Request,
    @CallerAddress() address: string,
  ): Promise<Offer> {
    this.refuseForeign(request);
    return this.acceptance.show(token, address);
  }

  @Post('invitations/accept')
  @HttpCode(200)
  @AccessFor('public')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Accept an invitation with a password; then sign in' })
  @ApiOkResponse({ standardSchema: acceptedAnswer })
  async accept(
    @Body({ schema: acceptanceSchema }) { token, ...who }: AcceptanceBody,
    @Req() request: Request,
    @CallerAddress() address: string,
  ): Promise<Accepted> {
    this.refuseForeign(request);
    return this.acceptance.accept(token, who, address);
  }

  @Post('invitations/join')
  @HttpCode(200)
  @AccessFor('session')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Accept an invitation as the account that is signed in, if its address is confirmed' })
  @ApiOkResponse({ standardSchema: acceptedAnswer })
  async join(
    @CurrentPerson() actor: PersonActor,
    @Body({ schema: tokenSchema }) { token }: TokenBody,
  ): Promise<Accepted> {
    return this.acceptance.join(actor, token);
  }

  @Post('password-resets')
  @HttpCode(202)
  @AccessFor('public')
  @ApiOperation({ summary: 'Ask for a link to choose a new password; the answer is always the same' })
  @ApiAcceptedResponse({ standardSchema: resetAnswer })
  async askForReset(
    @Body({ schema: resetSchema }) { email }: ResetBody,
    @Req() request: Request,
    @CallerAddress() address: string,
  ): Promise<{ message: string }> {
    this.refuseForeign(request);
    await this.resets.ask(email, address);
    return { message: ASKED };
  }

  @Post('password-resets/complete')
  @HttpCode(204)
  @AccessFor('public')
  @ApiOperation({
    summary: 'Choose a new password by the link that was mailed: ends all sessions and GDPR OAuth tokens',
  })
  @ApiNoContentResponse()
  async completeReset(
    @Body({ schema: newPasswordSchema }) { token, password }: NewPasswordBody,
    @Req() request: Request,
    @CallerAddress() address: string,
  ): Promise<void> {
    this.refuseForeign(request);
    await this.resets.complete(token, password, address);
  }

  @Post('session/email-verification')
  @HttpCode(202)
  @AccessFor('session')
  @ApiOperation({ summary: 'Ask for a link that confirms your address' })
  @ApiAcceptedResponse({ standardSchema: resetAnswer })
  async askForVerification(@CurrentPerson() actor: PersonActor): Promise<{ message: string }> {
    await this.verifications.ask(actor);
    return { message: 'A link is on its way to your address.' };
  }

  @Post('session/email-verification/complete')
  @HttpCode(204)
  @AccessFor('session')
  @ApiOperation({
    summary: 'Confirm your address by the link that was mailed, with a new password: ends all sessions and tokens',
  })
  @ApiNoContentResponse()
  async completeVerification(
    @CurrentPerson() actor: PersonActor,
    @Body({ schema: newPasswordSchema }) { token, password }: NewPasswordBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.verifications.complete(actor, token, password);
    clearSessionCookie(response, this.config);
  }

  private refuseForeign(request: Request): void {
    if (originOf(request.headers, this.config.values.BASE_URL) !== 'foreign') return;
    throw new HabeasError('forbidden', 'cross-site', 'Links are used on our own pages.');
  }
}

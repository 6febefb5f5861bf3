import { Body, Controller, Header, HttpCode, Post, Req, UsePipes } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { schemaPipe } from '../platform/index.js';
import type { PersonActor } from './authorization/actor.js';
import { CallerAddress } from './authentication/caller-address.decorator.js';
import { CurrentPerson } from './authentication/current-actor.decorator.js';
import { AccessFor, WithoutSecondFactor } from './authentication/declaration.decorator.js';
import { sessionSecretOf } from './authentication/session.strategy.js';
import {
  beginSchema,
  confirmSchema,
  proofSchema,
  recoveryCodesAnswer,
  sharedSecretAnswer,
  type BeginBody,
  type ConfirmBody,
  type ProofBody,
} from './second-factor.dto.js';
import type { SharedSecret } from './second-factors/one-time-codes.otpauth.js';
import { SecondFactors } from './second-factors/second-factors.service.js';

/** A person's own second factor. A session that is good for enrolling alone comes in here. */
@ApiTags('session')
@Controller('api/v1/session/second-factor')
@AccessFor('session')
@WithoutSecondFactor()
@UsePipes(schemaPipe)
export class SecondFactorController {
  constructor(private readonly factors: SecondFactors) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Begin a second factor (TOTP): a secret for your app',
    description: 'It counts once `confirm` has taken a code of it; begun again, an unconfirmed one ends.',
  })
  @ApiCreatedResponse({ standardSchema: sharedSecretAnswer })
  @ApiForbiddenResponse({ description: '`password-wrong`, `proof-missing`' })
  @ApiConflictResponse({ description: '`second-factor-set`' })
  async begin(
    @CurrentPerson() actor: PersonActor,
    @Body({ schema: beginSchema }) { password }: BeginBody,
    @CallerAddress() address: string,
  ): Promise<SharedSecret> {
    return this.factors.begin(actor, password, address);
  }

  @Post('confirm')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Confirm the second factor by a code: ends your other sessions, and gives ten recovery codes',
  })
  @ApiOkResponse({ standardSchema: recoveryCodesAnswer })
  @ApiForbiddenResponse({ description: '`second-factor-refused`' })
  @ApiConflictResponse({ description: '`second-factor-not-begun`, `second-factor-set`' })
  async confirm(
    @CurrentPerson() actor: PersonActor,
    @Body({ schema: confirmSchema }) { code }: ConfirmBody,
    @CallerAddress() address: string,
    @Req() request: Request,
  ): Promise<{ recoveryCodes: string[] }> {
    const session = sessionSecretOf(request) ?? '';
    return { recoveryCodes: await this.factors.confirm(actor.userId, code, address, session) };
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Make ten new recovery codes; the older ones end' })
  @ApiOkResponse({ standardSchema: recoveryCodesAnswer })
  @ApiForbiddenResponse({ description: '`password-wrong`, `proof-missing`, `second-factor-refused`' })
  @ApiConflictResponse({ description: '`second-factor-not-set`' })
  async renewCodes(
    @CurrentPerson() actor: PersonActor,
    @Body({ schema: proofSchema }) proof: ProofBody,
    @CallerAddress() address: string,
  ): Promise<{ recoveryCodes: string[] }> {
    return { recoveryCodes: await this.factors.renewCodes(actor, proof, address) };
  }

  @Post('remove')
  @HttpCode(204)
  @ApiOperation({ summary: 'Turn your second factor off' })
  @ApiNoContentResponse()
  @ApiForbiddenResponse({ description: '`password-wrong`, `proof-missing`, `second-factor-refused`' })
  @ApiConflictResponse({ description: '`second-factor-not-set`' })
  async remove(
    @CurrentPerson() actor: PersonActor,
    @Body({ schema: proofSchema }) proof: ProofBody,
    @CallerAddress() address: string,
  ): Promise<void> {
    await this.factors.turnOff(actor, proof, address);
  }
}

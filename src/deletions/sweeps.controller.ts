import { Body, Controller, Get, HttpCode, Post, Query, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { Described, schemaPipe } from '../platform/index.js';
import { SweepOrders, type OrderedSweep } from './sweep/sweep-orders.service.js';
import { SweepReader, type SweepsView } from './sweep/sweep-reader.service.js';
import * as dto from './sweeps.dto.js';

const ERRORS = {
  400: 'The input does not fit; `errors` names the places.',
  401: 'Nobody has signed in.',
  403: 'The role is too low.',
  404: 'There is nothing there that you may know of.',
};

/** The passes that erase what is due. Those who may start one must have signed in: a token alone erases nothing sooner. */
@ApiTags('Sweeps')
@ApiCookieAuth('session')
@Controller('api/v1/sweeps')
@AccessFor('session')
@UsePipes(schemaPipe)
export class SweepsController {
  constructor(
    private readonly orders: SweepOrders,
    private readonly reader: SweepReader,
  ) {}

  @Post()
  @HttpCode(202)
  @Described({
    summary: 'Start the sweep of what is due at once, instead of at its schedule (owners)',
    description:
      'Takes deletions that wait for nothing but the schedule; those in their grace, on hold or waiting for approval stay as they are. What has started cannot be revoked.',
    status: 202,
    answer: dto.orderedAnswer,
    errors: { ...ERRORS, 409: '`nothing-due`, or `sweep-running`: one is under way and takes what is due.' },
  })
  async order(
    @CurrentActor() actor: Actor,
    @Body({ schema: dto.orderSchema }) body: dto.OrderBody,
  ): Promise<OrderedSweep> {
    return this.orders.order(actor, body);
  }

  @Get()
  @Described({
    summary: 'Show what waits for the next sweep, and the latest ones (owners and admins)',
    answer: dto.sweepsAnswer,
    errors: ERRORS,
  })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: dto.scopeSchema }) scope: dto.ScopeQuery,
  ): Promise<SweepsView> {
    return this.reader.of(await this.orders.projects(actor, scope, 'admin'));
  }
}

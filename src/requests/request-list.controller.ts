import { pipeline } from 'node:stream/promises';
import { Controller, Get, Logger, Query, Req, Res, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { Described, reasonOf, schemaPipe } from '../platform/index.js';
import { listFileQuerySchema, type ListFileQuery } from './dto/requests.dto.js';
import { RequestListFile } from './queries/request-list-file.service.js';

/** The list of requests as a file. */
@ApiTags('Requests')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/requests.csv')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class RequestListController {
  private readonly logger = new Logger('requests');

  constructor(private readonly file: RequestListFile) {}

  @Get()
  @Described({
    summary: 'Take the list of requests as a CSV file',
    description:
      'All pages of the list with these filters, a row a request, for a spreadsheet: UTF-8, times in UTC, nothing that would be taken ' +
      'for a formula, and no id of a subject. That it was taken stands in the audit. A file that breaks off was not finished.',
    answer: 'text/csv',
    errors: {
      400: 'The input does not fit; `errors` names the places.',
      401: 'Credentials are missing or not valid.',
      403: 'The role is too low.',
      404: 'There is nothing there that you may know of.',
    },
  })
  async download(
    @CurrentActor() actor: Actor,
    @Query({ schema: listFileQuerySchema }) query: ListFileQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const pieces = request.method === 'HEAD' ? [] : await this.file.open(actor, query);
    response.setHeader('Content-Type', 'text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="requests.csv"');
    try {
      // Reads on when the reader has taken what was written; one that goes away ends the reading.
      await pipeline(pieces, response);
    } catch (error) {
      if (!isGivenUp(error)) this.logger.error(`A list of requests broke off: ${reasonOf(error)}`);
    }
  }
}

function isGivenUp(error: unknown): boolean {
  return (error as { readonly code?: unknown } | null)?.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

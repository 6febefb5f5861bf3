import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiExcludeController, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { HabeasError, Described } from '../platform/index.js';
import { DownloadErrorFilter } from './download-error.filter.js';
import { Downloads } from './downloads.service.js';
import { sendZip } from './send-zip.js';
import { requestNotFound } from '../request-model/index.js';
import { RequestReader } from '../requests/index.js';

/** What a poll's link opens: a plain GET without credentials, whole or in ranges. */
@ApiExcludeController()
@Controller('download')
@UseFilters(DownloadErrorFilter)
export class DownloadController {
  constructor(private readonly downloads: Downloads) {}

  @AccessFor('link')
  @Get(':token')
  async get(@Req() request: Request, @Param('token') token: string, @Res() response: Response): Promise<void> {
    await sendZip(request, response, await this.downloads.openLink(token));
  }
}

const NOT_YOURS = {
  401: 'Credentials are missing or not valid.',
  403: 'The role is too low.',
  404: 'There is nothing there that you may know of.',
};

const LOOK =
  'A range may be asked for (`Range`, `If-Range`), to resume. It is a look and no hand-over: record that at `hand-overs`.';
const GONE = 'It was destroyed, or its file is missing or damaged.';
const OUT_OF_RANGE = 'The range begins behind the end.';

/** Finished exports, for whoever may see the request. */
@ApiTags('Requests')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/requests')
@AccessFor('privacy')
@UseFilters(DownloadErrorFilter)
export class DownloadsController {
  constructor(
    private readonly downloads: Downloads,
    private readonly reader: RequestReader,
  ) {}

  @Get(':id/download')
  @Described({
    summary: 'Download a finished export as a ZIP',
    description: `A folder a person, and a manifest beside them. ${LOOK}`,
    answer: 'application/zip',
    errors: { ...NOT_YOURS, 409: 'The export is not finished.', 410: GONE, 416: OUT_OF_RANGE },
  })
  async download(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() http: Request,
    @Res() response: Response,
  ): Promise<void> {
    const request = await this.exportOf(actor, id);
    await sendZip(http, response, await this.downloads.open(request.id, actor, 'folders'));
  }

  @Get(':id/subjects/:ordinal/download')
  @Described({
    summary: "Download one subject's folder, by its `ordinal` from 0, as a ZIP of its own",
    description: LOOK,
    answer: 'application/zip',
    errors: { ...NOT_YOURS, 409: 'The export is not finished.', 410: GONE, 416: OUT_OF_RANGE },
  })
  async downloadPart(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('ordinal') ordinal: string,
    @Req() http: Request,
    @Res() response: Response,
  ): Promise<void> {
    const request = await this.exportOf(actor, id);
    if (!/^\d{1,6}$/.test(ordinal))
      throw new HabeasError('not-found', 'subject-not-found', 'The export has no subject of that number.');
    await sendZip(http, response, await this.downloads.openPart(request.id, Number(ordinal), actor));
  }

  private async exportOf(actor: Actor, id: string) {
    const { request } = await this.reader.find(actor, id);
    if (request.kind !== 'export') throw requestNotFound();
    return request;
  }
}

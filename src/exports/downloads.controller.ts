import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiExcludeController, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { HabeasError, Described } from '../platform/index.js';
import { Downloads, type Download } from './downloads.service.js';
import { requestNotFound } from '../request-model/index.js';
import { RequestReader } from '../requests/index.js';

/** What a poll's link opens: a plain GET without credentials. */
@ApiExcludeController()
@Controller('download')
export class DownloadController {
  constructor(private readonly downloads: Downloads) {}

  @AccessFor('link')
  @Get(':token')
  async get(@Param('token') token: string, @Res() response: Response): Promise<void> {
    await sendZip(response, await this.downloads.openLink(token));
  }
}

const NOT_YOURS = {
  401: 'Credentials are missing or not valid.',
  403: 'The role is too low.',
  404: 'There is nothing there that you may know of.',
};

/** Finished exports, for whoever may see the request. */
@ApiTags('Requests')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/requests')
@AccessFor('privacy')
export class DownloadsController {
  constructor(
    private readonly downloads: Downloads,
    private readonly reader: RequestReader,
  ) {}

  @Get(':id/download')
  @Described({
    summary: 'Download a finished export as a ZIP',
    answer: 'application/zip',
    errors: { ...NOT_YOURS, 409: 'The export is not finished.', 410: 'It was destroyed after its retention.' },
  })
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const request = await this.exportOf(actor, id);
    await sendZip(response, await this.downloads.open(request.id, actor));
  }

  @Get(':id/subjects/:ordinal/download')
  @Described({
    summary: "Download one subject's folder as a ZIP of its own",
    answer: 'application/zip',
    errors: { ...NOT_YOURS, 409: 'The export is not finished.', 410: 'It was destroyed since.' },
  })
  async downloadPart(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('ordinal') ordinal: string,
    @Res() response: Response,
  ): Promise<void> {
    const request = await this.exportOf(actor, id);
    if (!/^\d{1,6}$/.test(ordinal))
      throw new HabeasError('not-found', 'subject-not-found', 'The export has no subject of that number.');
    await sendZip(response, await this.downloads.openPart(request.id, Number(ordinal), actor));
  }

  private async exportOf(actor: Actor, id: string) {
    const { request } = await this.reader.find(actor, id);
    if (request.kind !== 'export') throw requestNotFound();
    return request;
  }
}

/**
 * Streams a ZIP; a reader that goes away ends the reading, a fault breaks the connection instead of ending the file. The
 * hand-over is written between the last byte and the end of the answer: who has the whole file stands recorded.
 */
export async function sendZip(response: Response, { stream, fileName, handedOver }: Download): Promise<void> {
  response.setHeader('Content-Type', 'application/zip');
  response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (response.req.method === 'HEAD') {
    stream.destroy();
    response.end();
    return;
  }
  const recorded = async function* (bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    yield* bytes;
    await handedOver();
  };
  await pipeline(stream, recorded, response).catch((error: unknown) => {
    if (!response.destroyed) throw error;
  });
}

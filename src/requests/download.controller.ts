import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor } from '../access/index.js';
import { Downloads, type Download } from './downloads.service.js';

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

import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor } from '../access/index.js';
import { HabeasError, nonceOf } from '../platform/index.js';
import { consolePage } from './console-files.js';

/** The console's one page. Where one is in it stands behind the #, which no server sees. */
@ApiExcludeController()
@Controller()
export class ConsoleController {
  private readonly page = consolePage();

  @AccessFor('public')
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  show(@Res({ passthrough: true }) response: Response): string {
    if (this.page === null) {
      throw new HabeasError('not-found', 'console-not-built', 'The console was not built: npm run build makes it.');
    }
    // Styles that are made at run time carry this; a page cannot read the attribute, so it is a property of a meta element.
    return this.page.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonceOf(response)}">`);
  }
}

import { STATUS_CODES } from 'node:http';
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { asHabeasError, HTTP_STATUS } from '../platform/index.js';

/** The words clients of `/import` know, where they are not the HTTP standard's of today. */
const STATUS_WORDS: Readonly<Record<number, string>> = { 413: 'Request Entity Too Large' };

/** Errors in the shape of `/import`: `{"code":401,"error":"Invalid credentials","status":"Unauthorized"}`. */
@Catch()
export class ImportErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('import');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const known = asHabeasError(error);
    if (!known) this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    const code = known ? HTTP_STATUS[known.kind] : 500;
    if (known?.details.retryAfter !== undefined) response.setHeader('Retry-After', String(known.details.retryAfter));
    response.status(code).json({
      code,
      error: code === 401 ? 'Invalid credentials' : (known?.message ?? 'Something went wrong here; it was logged.'),
      status: STATUS_WORDS[code] ?? STATUS_CODES[code],
    });
  }
}

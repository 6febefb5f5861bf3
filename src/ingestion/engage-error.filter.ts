import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { asHabeasError, HTTP_STATUS } from '../platform/index.js';
import { formAnswer } from './form-answer.js';

/** Errors in the shape of `/engage`. What is merely wrong with the data is a `0` under status 200, as its clients expect. */
@Catch()
export class EngageErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('engage');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const known = asHabeasError(error);
    if (!known) this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    const status = known ? HTTP_STATUS[known.kind] : 500;
    if (known?.details.retryAfter !== undefined) response.setHeader('Retry-After', String(known.details.retryAfter));
    const message = known?.message ?? 'Something went wrong here; it was logged.';
    formAnswer(response, request.query.verbose === '1', false, message, status === 400 ? 200 : status);
  }
}

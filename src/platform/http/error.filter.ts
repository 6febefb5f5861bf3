import { Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { HabeasError } from '../core/errors.js';
import { asHabeasError } from './as-habeas-error.js';
import { HTTP_STATUS } from './status.js';

/** What is to be answered; `known` is null for what nobody foresaw. */
export interface Failure {
  readonly request: Request;
  readonly response: Response;
  readonly known: HabeasError | null;
  readonly status: number;
  readonly message: string;
}

/** What every answer to an error has in common; a subclass gives it the words of its clients. */
export abstract class ErrorFilter implements ExceptionFilter {
  private readonly logger: Logger;

  constructor(name: string) {
    this.logger = new Logger(name);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const known = asHabeasError(error);
    if (!known) this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (known?.details.retryAfter !== undefined) response.setHeader('Retry-After', String(known.details.retryAfter));
    const status = known ? HTTP_STATUS[known.kind] : 500;
    const message = known?.message ?? 'Something went wrong here; it was logged.';
    this.answer({ request: http.getRequest<Request>(), response, known, status, message });
  }

  protected abstract answer(failure: Failure): void;
}

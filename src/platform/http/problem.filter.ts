import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { asHabeasError } from './as-habeas-error.js';
import { HTTP_STATUS } from './status.js';

/** Every error as a problem document (RFC 9457); the default of every route that does not speak the wire's words. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const known = asHabeasError(error);
    if (!known) this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const status = known ? HTTP_STATUS[known.kind] : 500;
    const code = known?.code ?? 'internal';
    if (known?.details.retryAfter !== undefined) response.setHeader('Retry-After', String(known.details.retryAfter));
    response
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `urn:habeas:problem:${code}`,
          title: known?.message ?? 'Something went wrong here; it was logged.',
          status,
          code,
          ...known?.details.extra,
        }),
      );
  }
}

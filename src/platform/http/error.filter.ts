import { Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { HabeasError } from '../core/errors.js';
import { refusedMethod } from './allowed-methods.js';
import { OnceAMinute } from '../core/once-a-minute.js';
import { asHabeasError } from './as-habeas-error.js';
import { drained } from './drained.js';
import { HTTP_STATUS } from './status.js';

/** What is to be answered; `known` is null for what nobody foresaw. */
export interface Failure {
  readonly request: Request;
  readonly response: Response;
  readonly known: HabeasError | null;
  readonly status: number;
  readonly message: string;
}

/** Whose body is waited for no longer: it is too slow, or there is no room or no time for it. */
const AT_ONCE: ReadonlySet<string> = new Set<HabeasError['kind']>(['too-slow', 'unavailable']);

/** What every answer to an error has in common; a subclass gives it the words of its clients. */
export abstract class ErrorFilter implements ExceptionFilter {
  private readonly logger: Logger;
  private readonly troubles = new OnceAMinute((sentence) => this.logger.warn(sentence));

  constructor(name: string) {
    this.logger = new Logger(name);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const found = asHabeasError(error);
    const known = (found?.code === 'no-such-route' ? refusedMethod(request) : null) ?? found;
    if (!known) this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    else if (isOfThisMachine(known.code)) this.troubles.say(`A request could not be done: ${known.message}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const answer = (): void => this.reply(request, response, known);
    if (known !== null && AT_ONCE.has(known.kind)) answer();
    else void drained(request).then(answer);
  }

  private reply(request: Request, response: Response, known: HabeasError | null): void {
    if (response.destroyed) return;
    if (known?.details.retryAfter !== undefined) response.setHeader('Retry-After', String(known.details.retryAfter));
    if (known?.details.allow !== undefined) response.setHeader('Allow', known.details.allow.join(', '));
    const status = known ? HTTP_STATUS[known.kind] : 500;
    const message = known?.message ?? 'Something went wrong here; it was logged.';
    this.answer({ request, response, known, status, message });
  }

  protected abstract answer(failure: Failure): void;
}

/** What an operator should read of, and not the client alone: a database of theirs or of Habeas, or the machine, is in trouble. */
function isOfThisMachine(code: string): boolean {
  return (
    code.startsWith('database-') ||
    code.startsWith('store-') ||
    code === 'too-many-open-files' ||
    code === 'machine-unavailable'
  );
}

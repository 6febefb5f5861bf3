import { Catch } from '@nestjs/common';
import { ErrorFilter, type Failure } from './error.filter.js';

/** Every error as a problem document (RFC 9457); the default of every route that does not speak the wire's words. */
@Catch()
export class ProblemFilter extends ErrorFilter {
  constructor() {
    super('http');
  }

  protected override answer({ response, known, status, message }: Failure): void {
    const code = known?.code ?? 'internal';
    const problem = { type: `urn:habeas:problem:${code}`, title: message, status, code, ...known?.details.extra };
    response.status(status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

import { Catch } from '@nestjs/common';
import { ErrorFilter, type Failure } from '../../platform/index.js';
import { answer, sayWhenToComeAgain } from './answers.js';
import { told } from './told.js';

/**
 * Errors of the public routes. What is merely wrong with the data is a `0` under status 200: phones keep what is answered with 4xx,
 * and send it for ever.
 */
@Catch()
export class FormErrorFilter extends ErrorFilter {
  constructor() {
    super('ways-in');
  }

  protected override answer(failure: Failure): void {
    const { request, response } = failure;
    const { status, message } = told(failure);
    sayWhenToComeAgain(response, status);
    answer(request, response, { taken: false, error: message, status: status === 400 ? 200 : status });
  }
}

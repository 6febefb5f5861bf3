import { Catch } from '@nestjs/common';
import { ErrorFilter, type Failure } from '../../platform/index.js';
import { answer, sayWhenToComeAgain } from './answers.js';
import { told } from './told.js';

/** Of what is wrong with the data: it cannot be read, or is written in a way that nobody here reads. */
const FAULTS_OF_DATA = [400, 415];

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
    answer(request, response, { taken: false, error: message, status: FAULTS_OF_DATA.includes(status) ? 200 : status });
  }
}

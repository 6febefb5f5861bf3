import { Catch } from '@nestjs/common';
import { ErrorFilter, type Failure } from '../../platform/index.js';
import { formAnswer } from './form-answer.js';

/** Errors in the shape of `/engage`. What is merely wrong with the data is a `0` under status 200, as its clients expect. */
@Catch()
export class EngageErrorFilter extends ErrorFilter {
  constructor() {
    super('engage');
  }

  protected override answer({ request, response, status, message }: Failure): void {
    formAnswer(response, request.query.verbose === '1', false, message, status === 400 ? 200 : status);
  }
}

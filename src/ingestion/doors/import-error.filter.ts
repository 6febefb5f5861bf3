import { Catch } from '@nestjs/common';
import { ErrorFilter, type Failure } from '../../platform/index.js';
import { answer, isFormCall, sayWhenToComeAgain } from './answers.js';
import { faultBody } from './fault-body.js';
import { told } from './told.js';

/**
 * Errors in the shape of `/import`: `{"code":401,"error":"Invalid credentials","status":"Unauthorized"}`; to SDKs that send a form,
 * what is wrong with the data is a `0`.
 */
@Catch()
export class ImportErrorFilter extends ErrorFilter {
  constructor() {
    super('import');
  }

  protected override answer(failure: Failure): void {
    const { request, response } = failure;
    const { status, message } = told(failure);
    if (status === 400 && isFormCall(request)) return answer(request, response, { taken: false, error: message });
    sayWhenToComeAgain(response, status);
    // The guard says so itself; a key in a form is looked at behind it.
    if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="habeas", charset="UTF-8"');
    response.status(status).json(faultBody(status, message));
  }
}

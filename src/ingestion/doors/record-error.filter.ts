import { Catch } from '@nestjs/common';
import { ErrorFilter, type Failure } from '../../platform/index.js';
import { sayWhenToComeAgain } from './answers.js';
import { faultBody } from './fault-body.js';
import { told } from './told.js';

/** Errors of `/record`, in JSON always; what is merely wrong with the data has status 200, with the 400 in its body. */
@Catch()
export class RecordErrorFilter extends ErrorFilter {
  constructor() {
    super('record');
  }

  protected override answer(failure: Failure): void {
    const { response } = failure;
    const { status, message } = told(failure);
    sayWhenToComeAgain(response, status);
    if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="habeas", charset="UTF-8"');
    response.status(status === 400 ? 200 : status).json(faultBody(status, message));
  }
}

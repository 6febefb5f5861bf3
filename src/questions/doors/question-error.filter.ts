import { Catch } from '@nestjs/common';
import { ErrorFilter, type Failure } from '../../platform/index.js';

/** The same whether the credentials may do nothing here or there is no such project, so that an answer does not tell which there are. */
const NO_PROJECT = 'There is no such project, or you are not an owner or admin of its organization.';

/**
 * Errors as clients of Mixpanel's query API read them: `{"status":"error","error":…}`. Some look at `message`; `code` is stable. What
 * is wrong with a question is a 400 there.
 */
@Catch()
export class QuestionErrorFilter extends ErrorFilter {
  constructor() {
    super('questions');
  }

  protected override answer({ response, known, status, message }: Failure): void {
    const isUnknown = known?.code === 'project-not-found' || known?.code === 'role-too-low';
    const error = isUnknown ? NO_PROJECT : message;
    const code = isUnknown ? 'project-forbidden' : (known?.code ?? 'internal');
    response
      .status(isUnknown ? 403 : status === 422 ? 400 : status)
      .json({ status: 'error', error, message: error, code });
  }
}

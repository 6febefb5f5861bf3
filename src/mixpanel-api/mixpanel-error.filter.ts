import { Catch } from '@nestjs/common';
import { ErrorFilter, type Failure, type HabeasError } from '../platform/index.js';
import type { WireError } from './mixpanel.dto.js';

/** One body each, so that an answer does not tell which projects and tokens exist. */
const SAME_FOR_ALL: Partial<Record<HabeasError['kind'], string>> = {
  unauthenticated: 'Credentials are missing, wrong, expired or revoked.',
  forbidden: 'There is no such project, or you are not an owner or admin of its organization.',
};

/** Told to whoever holds the very secret, who learns nothing by it but what to do. */
const TOLD: ReadonlySet<string> = new Set(['api-secret-not-allowed']);

/** Errors in the wire's words: `{"status":"error","error":…}`. */
@Catch()
export class MixpanelErrorFilter extends ErrorFilter {
  constructor() {
    super('wire');
  }

  protected override answer({ request, response, known, status, message }: Failure): void {
    if (known?.kind === 'not-allowed' && known.details.allow === undefined) {
      response.setHeader('Allow', request.params['trackingId'] === undefined ? 'DELETE, POST' : 'GET');
    }
    const body: WireError = { status: 'error', error: known ? textOf(known) : message };
    response.status(status).json(body);
  }
}

function textOf(error: HabeasError): WireError['error'] {
  const { extra } = error.details;
  if (extra?.['conflictingDistinctIds'] !== undefined) {
    return {
      conflicting_distinct_ids: extra['conflictingDistinctIds'] as string[],
      conflicting_task_ids: extra['conflictingRequestIds'] as string[],
      error: error.message,
    };
  }
  return TOLD.has(error.code) ? error.message : (SAME_FOR_ALL[error.kind] ?? error.message);
}

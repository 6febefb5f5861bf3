import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import type { TestApp, TestProject } from '../support/app.js';

export interface AccountCredentials {
  readonly username: string;
  readonly secret: string;
}

/** Credentials of a tool of the project's organization. */
export async function serviceAccountOf(app: TestApp, { organizationId }: TestProject): Promise<AccountCredentials> {
  const order = { name: 'sdk-suite', role: 'admin', expiresInDays: 1 } as const;
  const made = await app.application.get(ServiceAccountsService).create('operator', organizationId, order);
  return { username: made.serviceAccount.name, secret: made.secret };
}

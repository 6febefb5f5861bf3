import { randomUUID } from 'node:crypto';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { joinApp } from '../support/join.js';
import { StreamListener } from '../support/stream-listener.js';

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** An application whose requests are followed by server-sent events. */
export class FollowedRequests {
  private readonly listeners: StreamListener[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly app: TestApp,
    readonly project: TestProject,
    readonly client: ApiClient,
  ) {}

  static async open(): Promise<FollowedRequests> {
    const database = await createTestDatabase();
    const app = await startApp({ database, settings: STEP_BY_STEP });
    const project = await createProject(app);
    return new FollowedRequests(database, app, project, new ApiClient(app, project));
  }

  /** Follows a request as the owner does, unless other headers say who does. */
  async listen(requestId: string, headers = bearer(this.project.oauthToken), at = this.app): Promise<StreamListener> {
    const listener = await StreamListener.at(at, requestId, headers);
    this.listeners.push(listener);
    return listener;
  }

  async deletion(): Promise<string> {
    return this.client.open({ kind: 'deletion', distinctIds: [`followed-${randomUUID()}`] });
  }

  /** A further person of the organization, with the secret of a token. */
  async colleague(role: 'admin' | 'member'): Promise<{ readonly id: string; readonly secret: string }> {
    const email = `${role}-${randomUUID()}@example.com`;
    const password = 'correct horse battery';
    const { id } = await joinApp(this.app.application, this.project.organizationId, { email, role, password });
    const { secret } = await this.app.application.get(OauthTokensService).create('operator', id, 'events');
    return { id, secret };
  }

  /** Ends whatever is followed still. */
  letGo(): void {
    this.listeners.splice(0).forEach((listener) => listener.close());
  }
}

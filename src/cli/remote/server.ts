import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HabeasError, withoutTrailingSlashes, type Config } from '../../platform/index.js';
import { ApiClient } from './api-client.js';

export interface ServerOptions {
  readonly server?: string;
  readonly token?: string;
}

/** Which server to ask, and the project to take where none is named. */
export interface Server {
  readonly api: ApiClient;
  readonly projectId: number | null;
}

interface DemoFile {
  readonly baseUrl: string;
  readonly oauthToken: string;
  readonly projectId: number;
}

/** Options first, then HABEAS_TOKEN, then `demo.json`, whose token goes to its own server alone. */
export async function findServer(config: Config, options: ServerOptions): Promise<Server> {
  const demo = await readDemo(join(config.dataDirectory, 'demo.json'));
  const server = trimmed(options.server ?? demo?.baseUrl ?? config.baseUrl);
  const own = demo !== null && server === trimmed(demo.baseUrl) ? demo : null;
  const token = options.token ?? config.values.HABEAS_TOKEN ?? own?.oauthToken;
  if (token === undefined) {
    throw new HabeasError(
      'unauthenticated',
      'credentials-missing',
      'A GDPR OAuth token is needed: set HABEAS_TOKEN, or make one with `habeas token create <e-mail>`.',
    );
  }
  return { api: new ApiClient(server, token), projectId: own?.projectId ?? null };
}

function trimmed(url: string): string {
  return withoutTrailingSlashes(url);
}

async function readDemo(path: string): Promise<DemoFile | null> {
  try {
    const demo = JSON.parse(await readFile(path, 'utf8')) as Partial<DemoFile>;
    const { baseUrl, oauthToken, projectId } = demo;
    return baseUrl && oauthToken && projectId ? { baseUrl, oauthToken, projectId } : null;
  } catch {
    return null;
  }
}

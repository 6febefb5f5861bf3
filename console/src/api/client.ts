import createClient from 'openapi-fetch';
import type { paths } from './openapi';
import { Problem, problemOf } from './problem';

/** The API of `/api/v1`, typed by its OpenAPI document. The session's cookie goes along by itself. */
export const api = createClient<paths>({ baseUrl: '' });

/** The data of an answer. @throws Problem where the API refuses, or does not answer at all */
export async function must<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer.catch(() => {
    throw new Problem(0, 'offline', '');
  });
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}

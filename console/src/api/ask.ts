import { Problem, problemOf } from './problem';

/** An answer of the API that its types do not know yet. @throws Problem where the API refuses, or does not answer at all */
export async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  query: Readonly<Record<string, string>> = {},
): Promise<T> {
  const search = new URLSearchParams(query).toString();
  const response = await fetch(search === '' ? path : `${path}?${search}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }).catch(() => {
    throw new Problem(0, 'offline', '');
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  if (!response.ok) throw problemOf(response, answer);
  return answer as T;
}

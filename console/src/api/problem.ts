/** A refusal of the API (RFC 9457): `code` is stable, `message` its sentence, `retryAfter` in `details` seconds. `status` 0: nothing was answered. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export function problemOf(response: Response, body: unknown): Problem {
  const details = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { code, title } = details;
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new Problem(
    response.status,
    typeof code === 'string' ? code : 'unexpected',
    typeof title === 'string' ? title : `HTTP ${response.status}`,
    Number.isNaN(wait) ? details : { ...details, retryAfter: wait },
  );
}

/** Whatever was thrown, as a Problem. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(-1, 'unexpected', error instanceof Error ? error.message : '');
}

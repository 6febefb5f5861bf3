import { Problem } from './problem';

/**
 * What the API complains of in one field, to be shown beside it; undefined where it complains of nothing there.
 * @param codes of refusals that are about this field as a whole
 */
export function complaintOf(error: unknown, field: string, codes: readonly string[] = []): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  if (codes.includes(error.code)) return error.message;
  const { errors } = error.details as {
    readonly errors?: readonly { readonly path: string; readonly message: string }[];
  };
  return errors?.find(({ path }) => path === field)?.message;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text can be a request's id at all. */
export function isRequestId(text: string): boolean {
  return UUID.test(text);
}

/** What a call says beside its records: the fields of its form, and of its query where the form has none of that name. */
export class CallFields {
  constructor(
    private readonly form: Readonly<Record<string, unknown>>,
    private readonly query: Readonly<Record<string, unknown>>,
  ) {}

  /** The first value of that name; null where there is none, or an empty one. */
  get(name: string): string | null {
    return textOf(this.form, name) ?? textOf(this.query, name);
  }

  /** Whether it is switched on, as by `verbose=1`. */
  has(name: string): boolean {
    const value = this.get(name);
    return value === '1' || value === 'true';
  }
}

function textOf(fields: Readonly<Record<string, unknown>>, name: string): string | null {
  const sent = Object.hasOwn(fields, name) ? fields[name] : null;
  const value: unknown = Array.isArray(sent) ? sent[0] : sent;
  return typeof value === 'string' && value !== '' ? value : null;
}

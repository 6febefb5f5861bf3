import type { Client } from 'pg';

/** The rows that opening a request made, as JSON, to make others like them without knowing their columns. */
export interface RequestTemplate {
  readonly request: string;
  readonly subject: string;
  readonly event: string;
  readonly audit: string;
}

export async function readTemplate(client: Client, requestId: string): Promise<RequestTemplate> {
  const row = async (table: string, column: string): Promise<string> => {
    const { rows } = await client.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${table} AS t WHERE ${column} = $1 LIMIT 1`,
      [requestId],
    );
    const [found] = rows;
    if (found === undefined) throw new Error(`Opening a request made no row in ${table}.`);
    return found.row;
  };
  return {
    request: await row('requests', 'id'),
    subject: await row('request_subjects', 'request_id'),
    event: await row('request_events', 'request_id'),
    audit: await row('audit_entries', 'request_id'),
  };
}

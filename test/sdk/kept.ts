import pg from 'pg';
import type { JsonRecord } from './sent.js';

export interface KeptEvent {
  readonly event: string;
  readonly distinctId: string;
  readonly insertId: string;
  readonly time: Date;
  readonly properties: JsonRecord;
}

export interface KeptProfile {
  readonly distinctId: string;
  readonly properties: JsonRecord;
}

export interface KeptLink {
  readonly distinctId: string;
  readonly linkedId: string;
  readonly kind: string;
}

export interface KeptBatch {
  /** As it was sent. */
  readonly sentDistinctId: string;
  readonly replayId: string;
  readonly seq: number;
  readonly events: number;
  readonly encoding: string;
  readonly recording: Buffer;
}

const EVENTS = `SELECT event, distinct_id AS "distinctId", insert_id AS "insertId", time, properties
  FROM subject_data.events WHERE project_id = $1 ORDER BY time, event, insert_id`;
const PROFILES = `SELECT distinct_id AS "distinctId", properties FROM subject_data.profiles WHERE project_id = $1 ORDER BY distinct_id`;
const LINKS = `SELECT distinct_id AS "distinctId", linked_id AS "linkedId", kind
  FROM subject_data.identity_links WHERE project_id = $1 ORDER BY 1, 2, 3`;
const BATCHES = `SELECT sent_distinct_id AS "sentDistinctId", replay_id AS "replayId", seq, events, encoding, recording
  FROM subject_data.session_replays WHERE project_id = $1 ORDER BY replay_id, seq`;

/** What stands in the store of a project: the rows themselves, whatever a reader of Habeas would be shown. */
export class Kept {
  private constructor(private readonly database: pg.Client) {}

  /** @param url of the database, past whatever stands between it and Habeas */
  static async at(url: string): Promise<Kept> {
    const database = new pg.Client({ connectionString: url });
    await database.connect();
    return new Kept(database);
  }

  events = (projectId: number): Promise<KeptEvent[]> => this.rows(EVENTS, projectId);
  profiles = (projectId: number): Promise<KeptProfile[]> => this.rows(PROFILES, projectId);
  links = (projectId: number): Promise<KeptLink[]> => this.rows(LINKS, projectId);

  batches = (projectId: number): Promise<KeptBatch[]> => this.rows(BATCHES, projectId);

  async profile(projectId: number, distinctId: string): Promise<JsonRecord | null> {
    return (await this.profiles(projectId)).find((each) => each.distinctId === distinctId)?.properties ?? null;
  }

  async close(): Promise<void> {
    await this.database.end();
  }

  private async rows<Row extends object>(query: string, projectId: number): Promise<Row[]> {
    return (await this.database.query<Row>(query, [projectId])).rows;
  }
}

/** An event as the SDK sent it, in the form of its row: ids, time and insert id apart, token and address gone. */
export function rowOf(sent: JsonRecord): KeptEvent {
  const {
    token: _token,
    ip: _ip,
    $ip: _$ip,
    time,
    distinct_id,
    $insert_id,
    ...properties
  } = sent['properties'] as Fields;
  return {
    event: String(sent['event']),
    distinctId: String(properties['$user_id'] ?? distinct_id),
    insertId: String($insert_id),
    time: new Date(Math.trunc(Number(time) * 1000)),
    properties,
  };
}

type Fields = Record<string, unknown>;

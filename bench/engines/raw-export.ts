import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { ZipArchive } from './zip-archive.js';
import { copyOut } from './copy.js';
import { connected } from './postgres.js';

/** A file of the archive that no COPY could produce, as bytes that are ready. */
export interface ReadyFile {
  readonly path: string;
  readonly content: Buffer;
}

/** By ordinal and file: the JSON lines that stand in an export, made by the server. */
const LINES = `
  SELECT k.ordinal, 1 AS place, e.time AS at, 'events.jsonl' AS file,
    '{"event":' || to_json(e.event) || ',"properties":{"time":' || trim_scale(extract(epoch FROM e.time)) || ',"distinct_id":' || to_json(e.distinct_id) ||
      ',"$insert_id":' || to_json(e.insert_id) || ',' || substr(e.properties::text, 2) || '}' AS line
    FROM ids k JOIN subject_data.events e ON e.project_id = k.project_id AND e.distinct_id = k.distinct_id
  UNION ALL
  SELECT k.ordinal, 2, NULL, 'profile.json', json_build_object('$distinct_id', p.distinct_id, '$properties', p.properties)::text
    FROM ids k JOIN subject_data.profiles p ON p.project_id = k.project_id AND p.distinct_id = k.distinct_id
  UNION ALL
  SELECT k.ordinal, 3, r.started_at, 'session_replays.jsonl', (to_jsonb(r) - 'project_id')::text
    FROM ids k JOIN subject_data.session_replays r ON r.project_id = k.project_id AND r.distinct_id = k.distinct_id
  UNION ALL
  SELECT k.ordinal, 4, NULL, 'identity_links.jsonl', (to_jsonb(l) - 'project_id')::text
    FROM ids k JOIN subject_data.identity_links l ON l.project_id = k.project_id AND l.distinct_id = k.distinct_id
  ORDER BY 1, 2, 3`;

/**
 * COPY of the JSON lines into the entries of an archive, by a library, onto the disk, without encryption.
 * `ready`: the files of each subject that are no rows. Returns how many lines went in.
 */
export async function rawExport(
  url: string,
  projectId: number,
  persons: readonly (readonly string[])[],
  ready: readonly (readonly ReadyFile[])[],
  path: string,
): Promise<number> {
  return connected(url, async (client) => {
    await client.query(
      'SET random_page_cost = 1.1; CREATE TEMP TABLE ids (ordinal int, project_id int, distinct_id text)',
    );
    const keys = persons.flatMap((ids, ordinal) => ids.map((id) => ({ ordinal, id })));
    await client.query('INSERT INTO ids SELECT o, $1::int, id FROM unnest($2::int[], $3::text[]) AS k (o, id)', [
      projectId,
      keys.map(({ ordinal }) => ordinal),
      keys.map(({ id }) => id),
    ]);
    await client.query('ANALYZE ids');
    const out = createWriteStream(path);
    const zip = new ZipArchive(async (bytes) => {
      if (!out.write(bytes)) await once(out, 'drain');
    }, new Date());
    let lines = 0;
    const close = async (ordinal: number, file: string, content: readonly string[]): Promise<void> => {
      lines += content.length;
      await zip.add(`${folderOf(ordinal)}/${file}`, content);
    };
    let [ordinal, file, content]: [number, string, string[]] = [-1, '', []];
    for await (const [at, name, line] of rowsOf(
      copyOut(client, `COPY (SELECT ordinal || '|' || file, line FROM (${LINES}) AS l) TO STDOUT`),
    )) {
      if (at !== ordinal || name !== file) {
        if (ordinal >= 0) await close(ordinal, file, content);
        if (at !== ordinal)
          for (const page of ready[ordinal] ?? []) await zip.add(`${folderOf(ordinal)}/${page.path}`, [page.content]);
        [ordinal, file, content] = [at, name, []];
      }
      content.push(`${line}\n`);
    }
    await close(ordinal, file, content);
    for (const page of ready[ordinal] ?? []) await zip.add(`${folderOf(ordinal)}/${page.path}`, [page.content]);
    await zip.finish();
    out.end();
    await finished(out);
    return lines;
  });
}

const folderOf = (ordinal: number) => `subject-${String(ordinal + 1).padStart(4, '0')}`;

async function* rowsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<[ordinal: number, file: string, line: string]> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      const [key = '', line = ''] = text.split('\t');
      const [ordinal = '', file = ''] = key.split('|');
      yield [Number(ordinal), file, line.includes('\\') ? line.replaceAll('\\\\', '\\') : line];
    }
  }
}

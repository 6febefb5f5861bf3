import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection } from '../../src/subject-data/index.js';
import { createTables } from '../../src/subject-data/clickhouse/layout.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { subjectStoreContract, type GivenRow } from '../contracts/subject-store.contract.js';
import { startClickHouse } from './clickhouse.js';

const events = BUILT_IN_COLLECTIONS[0] as Collection;
const text = (date: Date) => date.toISOString().replace('T', ' ').replace('Z', '');

subjectStoreContract('ClickHouse, one server', async () => {
  const server = await startClickHouse();
  const engine = server.engine();
  await createTables(engine);
  const columns = ['project_id', 'distinct_id', 'time', 'event', 'insert_id', 'properties', 'received_at'];
  const insert = (rows: readonly GivenRow[]) =>
    engine.insert(
      'subject_data.events',
      columns,
      rows.map((row, at) => [
        row.projectId,
        row.distinctId,
        text(row.time),
        'Signed up',
        `i${String(at + 1)}`,
        row.properties,
        text(row.arrivedAt),
      ]),
    );
  const close = () => server.stop();
  return { store: new ClickHouseSubjectStore(engine), collection: events, insert, isShared: false, close };
});

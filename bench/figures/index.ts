import type { FigureGroup } from '../harness.js';
import { CH_RETENTION } from './ch-retention.js';
import { CHECK_ONE } from './check-one.js';
import { CLICKHOUSE } from './clickhouse.js';
import { EXPORT_MEMORY } from './export-memory.js';
import { EXPORT_TIME } from './export-time.js';
import { FIND_PROFILE } from './find-profile.js';
import { IMPORT_RATE } from './import-rate.js';
import { INTAKE_OPEN } from './intake-open.js';
import { LIST_HUNDRED_THOUSAND } from './list-hundred-thousand.js';
import { OPEN_MILLION } from './open-million.js';
import { PG_DELETE } from './pg-delete.js';
import { PG_GROWTH } from './pg-growth.js';
import { PG_RETENTION } from './pg-retention.js';
import { RAW_EXPORT } from './raw-export.js';
import { TRACK } from './track.js';

/** In the order they are measured and told in. */
export const GROUPS: readonly FigureGroup[] = [
  PG_DELETE,
  PG_GROWTH,
  PG_RETENTION,
  CH_RETENTION,
  CLICKHOUSE,
  EXPORT_TIME,
  EXPORT_MEMORY,
  RAW_EXPORT,
  INTAKE_OPEN,
  OPEN_MILLION,
  LIST_HUNDRED_THOUSAND,
  FIND_PROFILE,
  CHECK_ONE,
  IMPORT_RATE,
  TRACK,
];

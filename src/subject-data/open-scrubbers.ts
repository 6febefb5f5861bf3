import { CONTROL_STORE } from './data-map/built-in-collections.js';
import { declaredIn, ownStore, type SubjectDataOptions } from './open-subject-data.js';
import type { SubjectPools } from './postgres/pools.js';
import { Scrubbers } from './store/scrubber.port.js';
import { PostgresScrubber } from './postgres/scrub/scrubber.js';

/** One a PostgreSQL database; ClickHouse writes its files anew by itself. */
export function openScrubbers(options: SubjectDataOptions, pools: SubjectPools): Scrubbers {
  const own = ownStore(options);
  const control = new PostgresScrubber(own.kind === 'postgres' ? own.name : CONTROL_STORE, pools.of(options.url));
  const declared = declaredIn(options)
    .stores.filter(({ kind }) => kind === 'postgres')
    .map(({ name, url }) => new PostgresScrubber(name, pools.of(url)));
  return new Scrubbers(new Map([control, ...declared].map((scrubber) => [scrubber.name, scrubber])), control);
}

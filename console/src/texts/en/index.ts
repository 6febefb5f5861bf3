import type { texts as first } from './parts/first';
import type { texts as orders } from './parts/orders';
import type { texts as requests } from './parts/requests';
import type { texts as projects } from './parts/projects';
import type { texts as organization } from './parts/organization';
import type { texts as time } from './parts/time';

/** What the pages say, by name; each part of it is fetched where it is needed (`loaded.ts`). */
export type MessageId = keyof (typeof first &
  typeof orders &
  typeof requests &
  typeof projects &
  typeof organization &
  typeof time);

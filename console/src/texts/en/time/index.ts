import { duties } from './duties';
import { endings } from './endings';
import { retention } from './retention';
import { runs } from './runs';

/** What time does: how long something is kept, and what is owed until when. */
export const time = { ...duties, ...endings, ...retention, ...runs };

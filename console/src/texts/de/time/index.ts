import { duties } from './duties';
import { endings } from './endings';
import { retention } from './retention';
import { runs } from './runs';

export const time = { ...duties, ...endings, ...retention, ...runs };

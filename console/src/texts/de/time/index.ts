import { duties } from './duties';
import { endings } from './endings';
import { retention } from './retention';

export const time = { ...duties, ...endings, ...retention };

import { dataMap } from '../data-map';
import { processing } from '../records/processing';
import { projects } from '../projects';

/** What a project is set to, and what it holds. */
export const texts = { ...dataMap, ...processing, ...projects };

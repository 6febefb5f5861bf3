import { dataMap } from '../data-map';
import { processing } from '../records/processing';
import { projects } from '../projects';
import type { texts as english } from '../../en/parts/projects';

export const texts: Record<keyof typeof english, string> = { ...dataMap, ...processing, ...projects };

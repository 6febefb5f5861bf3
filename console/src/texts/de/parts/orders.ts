import { fileFaults } from '../refusals/file-faults';
import { find } from '../find';
import { holds } from '../holds';
import { incoming } from '../incoming';
import { newRequest } from '../new-request';
import { optOuts } from '../opt-outs';
import type { texts as english } from '../../en/parts/orders';

export const texts: Record<keyof typeof english, string> = {
  ...fileFaults,
  ...find,
  ...holds,
  ...incoming,
  ...newRequest,
  ...optOuts,
};

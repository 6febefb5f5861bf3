import { fileFaults } from '../refusals/file-faults';
import { find } from '../find';
import { holds } from '../holds';
import { incoming } from '../incoming';
import { newRequest } from '../new-request';
import { optOuts } from '../opt-outs';

/** Whom an order, a hold or a choice is about, and what comes in of them. */
export const texts = { ...fileFaults, ...find, ...holds, ...incoming, ...newRequest, ...optOuts };

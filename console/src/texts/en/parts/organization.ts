import { audit } from '../audit';
import { members } from '../members';
import { profile } from '../profile';
import { review } from '../review';

/** Who belongs to an organization, what was done there, and the account one has. */
export const texts = { ...audit, ...members, ...profile, ...review };

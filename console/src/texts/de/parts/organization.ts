import { audit } from '../audit';
import { members } from '../members';
import { profile } from '../profile';
import { review } from '../review';
import type { texts as english } from '../../en/parts/organization';

export const texts: Record<keyof typeof english, string> = { ...audit, ...members, ...profile, ...review };

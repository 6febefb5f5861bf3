import { app } from '../app';
import { doors } from '../doors';
import { factor } from '../factor';
import { overview } from '../overview';
import { requestWords } from '../request-words';
import { signIn } from '../sign-in';
import { sweeps } from '../sweeps';
import type { texts as english } from '../../en/parts/first';

export const texts: Record<keyof typeof english, string> = {
  ...app,
  ...doors,
  ...factor,
  ...overview,
  ...requestWords,
  ...signIn,
  ...sweeps,
};

import { app } from '../app';
import { doors } from '../doors';
import { factor } from '../factor';
import { overview } from '../overview';
import { requestWords } from '../request-words';
import { signIn } from '../sign-in';
import { sweeps } from '../sweeps';

/** What everything is shown with: the menu, the doors, the overview, and words that many pages use. */
export const texts = { ...app, ...doors, ...factor, ...overview, ...requestWords, ...signIn, ...sweeps };

import { account } from './account';
import { app } from './app';
import { organization } from './organization';
import { overview } from './overview';
import { people } from './people';
import { projects } from './projects';
import { requests } from './requests';
import { signIn } from './sign-in';
import type { Messages } from '../en/index';

export const messages: Messages = {
  ...account,
  ...app,
  ...organization,
  ...overview,
  ...people,
  ...projects,
  ...requests,
  ...signIn,
};

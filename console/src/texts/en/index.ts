import { account } from './account';
import { app } from './app';
import { organization } from './organization';
import { overview } from './overview';
import { people } from './people';
import { projects } from './projects';
import { requests } from './requests';
import { signIn } from './sign-in';

export const messages = {
  ...account,
  ...app,
  ...organization,
  ...overview,
  ...people,
  ...projects,
  ...requests,
  ...signIn,
};
export type MessageId = keyof typeof messages;
export type Messages = Record<MessageId, string>;

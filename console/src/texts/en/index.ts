import { account } from './account';
import { app } from './app';
import { decisions } from './decisions';
import { organization } from './organization';
import { overview } from './overview';
import { people } from './people';
import { projects } from './projects';
import { record } from './record';
import { request } from './request';
import { requests } from './requests';
import { signIn } from './sign-in';

export const messages = {
  ...account,
  ...app,
  ...decisions,
  ...organization,
  ...overview,
  ...people,
  ...projects,
  ...record,
  ...request,
  ...requests,
  ...signIn,
};
export type MessageId = keyof typeof messages;
export type Messages = Record<MessageId, string>;

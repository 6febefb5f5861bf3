import { account } from './account';
import { app } from './app';
import { approvals } from './approvals';
import { decisions } from './decisions';
import { find } from './find';
import { newRequest } from './new-request';
import { doors } from './doors';
import { factor } from './factor';
import { holds } from './holds';
import { organization } from './organization';
import { overview } from './overview';
import { people } from './people';
import { projects } from './projects';
import { record } from './record';
import { request } from './request';
import { requestList } from './request-list';
import { requestWords } from './request-words';
import { requests } from './requests';
import { signIn } from './sign-in';
import { sweeps } from './sweeps';
import type { Messages } from '../en/index';

export const messages: Messages = {
  ...account,
  ...app,
  ...approvals,
  ...decisions,
  ...find,
  ...newRequest,
  ...doors,
  ...factor,
  ...holds,
  ...organization,
  ...overview,
  ...people,
  ...projects,
  ...record,
  ...request,
  ...requestList,
  ...requestWords,
  ...requests,
  ...signIn,
  ...sweeps,
};

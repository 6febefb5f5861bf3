import { app } from './app';
import { approvals } from './approvals';
import { audit } from './audit';
import { dataMap } from './data-map';
import { decisions } from './decisions';
import { doors } from './doors';
import { factor } from './factor';
import { find } from './find';
import { holds } from './holds';
import { incoming } from './incoming';
import { members } from './members';
import { newRequest } from './new-request';
import { optOuts } from './opt-outs';
import { overview } from './overview';
import { profile } from './profile';
import { processing } from './records/processing';
import { projects } from './projects';
import { record } from './record';
import { requestList } from './request-list';
import { requestWords } from './request-words';
import { request } from './request';
import { review } from './review';
import { signIn } from './sign-in';
import { sweeps } from './sweeps';
import { time } from './time/index';
import { troubles } from './troubles';
import type { Messages } from '../en/index';

export const messages: Messages = {
  ...app,
  ...approvals,
  ...audit,
  ...dataMap,
  ...decisions,
  ...doors,
  ...factor,
  ...find,
  ...holds,
  ...incoming,
  ...members,
  ...newRequest,
  ...optOuts,
  ...overview,
  ...processing,
  ...profile,
  ...projects,
  ...record,
  ...requestList,
  ...requestWords,
  ...request,
  ...review,
  ...signIn,
  ...sweeps,
  ...time,
  ...troubles,
};

import { approvals } from '../approvals';
import { decisions } from '../decisions';
import { record } from '../record';
import { request } from '../request';
import { requestList } from '../request-list';
import { troubles } from '../troubles';
import type { texts as english } from '../../en/parts/requests';

export const texts: Record<keyof typeof english, string> = {
  ...approvals,
  ...decisions,
  ...record,
  ...request,
  ...requestList,
  ...troubles,
};

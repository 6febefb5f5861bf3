import { approvals } from '../approvals';
import { decisions } from '../decisions';
import { record } from '../record';
import { request } from '../request';
import { requestList } from '../request-list';
import { troubles } from '../troubles';

/** What becomes of requests. */
export const texts = { ...approvals, ...decisions, ...record, ...request, ...requestList, ...troubles };

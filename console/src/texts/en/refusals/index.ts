import { accountRefusals } from './accounts';
import { fieldRefusals } from './fields';
import { generalRefusals } from './general';
import { projectRefusals } from './projects';
import { requestRefusals } from './requests';

/** What a refusal of the API means to whoever reads the console, and what to do, by its code. */
export const refusals = {
  ...accountRefusals,
  ...fieldRefusals,
  ...generalRefusals,
  ...projectRefusals,
  ...requestRefusals,
};

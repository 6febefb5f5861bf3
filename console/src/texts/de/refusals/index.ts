import { accountRefusals } from './accounts';
import { fieldRefusals } from './fields';
import { generalRefusals } from './general';
import { projectRefusals } from './projects';
import { requestRefusals } from './requests';

export const refusals = {
  ...accountRefusals,
  ...fieldRefusals,
  ...generalRefusals,
  ...projectRefusals,
  ...requestRefusals,
};

import { accountRefusals } from './accounts';
import { fieldRefusals } from './fields';
import { fileFaults } from './file-faults';
import { generalRefusals } from './general';
import { projectRefusals } from './projects';
import { requestRefusals } from './requests';
import { settingFaults } from './setting-faults';

export const refusals = {
  ...accountRefusals,
  ...fieldRefusals,
  ...fileFaults,
  ...generalRefusals,
  ...projectRefusals,
  ...requestRefusals,
  ...settingFaults,
};

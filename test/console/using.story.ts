import { openConsole, type OpenConsole } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';
import { accountMenu } from './using/account-menu.js';
import { savedFiles } from './using/saving.js';
import { doubleClicks } from './using/twice.js';

// One program for all of them, in this order: what was ordered once is counted first, and the last signs out.
needsProgram('chromium', 'apt-get install chromium')('using the console', () => {
  let open: OpenConsole;

  beforeAll(async () => {
    open = await openConsole();
  });
  afterAll(() => open.close());

  const opened = () => open;
  doubleClicks(opened);
  savedFiles(opened);
  accountMenu(opened);
});

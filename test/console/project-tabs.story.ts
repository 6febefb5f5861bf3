import { openConsole, type OpenConsole } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';
import { classification } from './project-tabs/classification.js';
import { recordOfProcessing } from './project-tabs/processing.js';

const DATA_MAP = `
company: { contact: privacy@acme.example }
builtIn:
  events: { recipients: [Hosting Corp], purpose: Improving <b>the</b> product }
  profiles: { classes: { 'map_*': sensitive } }
collections: []
`;

// One program for both: the last of them speaks German.
needsProgram('chromium', 'apt-get install chromium')('the page of a project', () => {
  let open: OpenConsole;

  beforeAll(async () => {
    open = await openConsole({ dataMap: DATA_MAP });
  });
  afterAll(() => open.close());

  const opened = () => open;
  classification(opened);
  recordOfProcessing(opened);
});

import { ApiClient } from '../../support/client.js';
import type { OpenConsole } from '../../support/console-browser.js';
import { until } from '../../support/until.js';

const GONE = 'There is no connection to Habeas.';

/** Files that the console saves, and what it does where one does not come whole. */
export function savedFiles(opened: () => OpenConsole): void {
  describe('a file that the console saves', () => {
    let request = '';
    /** Names of the files that the browser has saved. */
    const saved: string[] = [];

    beforeAll(async () => {
      const client = new ApiClient(opened().app, opened().project);
      request = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['nobody'] });
      await until('the export to end', async () => (await client.show(request)).status === 'SUCCESS');
      opened().owner.page.on('download', (download) => void saved.push(download.suggestedFilename()));
    });
    beforeEach(() => void (saved.length = 0));

    const page = () => opened().owner.page;
    const signInAgain = async (): Promise<void> => {
      const dialog = page().getByRole('dialog', { name: 'Your session has ended' });
      await dialog.getByRole('textbox', { name: 'Password' }).fill(opened().project.ownerPassword);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await dialog.waitFor({ state: 'hidden' });
    };

    it.each([
      ['the audit log', () => '/audit', 'Download as CSV', '**/audit.csv*', /^audit-log\.csv$/],
      ['the metrics of a year', () => '/', 'Download as JSON', '**/metrics?*', /^privacy-metrics-\d{4}\.json$/],
      ['a completion record', () => `/requests/${request}`, 'Record (record.json)', '**/record.json*', /-1\.json$/],
    ])('is %s, and neither a refusal nor a part of it', async (_what, path, name, address, file) => {
      await opened().owner.open(path());
      const link = page().getByRole('link', { name, exact: true });
      await link.waitFor();

      await page().route(address, (route) => route.abort());
      await link.click();
      await page().getByText(GONE).first().waitFor();
      expect(await opened().owner.violationsHere()).toEqual([]);
      await page().unroute(address);

      await opened().app.prisma.session.deleteMany({});
      // The page may have found out by itself, and stand behind the form to sign in.
      await link.dispatchEvent('click');
      await signInAgain();
      expect(saved).toEqual([]);

      const got = await opened().owner.saved(() => link.click());
      expect(got.name).toMatch(file);
      expect(got.bytes.toString()).not.toContain('"code":');
      expect(saved).toEqual([got.name]);
    });
  });
}

import { ProjectsService } from '../../../src/access/index.js';
import type { OpenConsole, Reader } from '../../support/console-browser.js';
import { until } from '../../support/until.js';

/** The record of processing of a project. */
export function recordOfProcessing(opened: () => OpenConsole): void {
  describe('the record of processing in the console', () => {
    let reader: Reader;

    beforeAll(async () => {
      reader = opened().owner;
      await reader.page.emulateMedia({ reducedMotion: 'reduce' });
      await opened()
        .app.application.get(ProjectsService)
        .change('operator', opened().project.projectId, { globalPrivacyControl: 'drop', blockedProperties: ['utm_*'] });
    });
    afterEach(() => expect(reader.complaints).toEqual([]));

    const page = () => reader.page;
    const section = (name: string) => page().getByRole('region', { name, exact: true });
    const open = async (tab = 'Record of processing') => {
      await reader.open(`/projects/${opened().project.projectId}`);
      await page().getByRole('tab', { name: tab }).click();
      await reader.settled();
    };

    it('names the controller, what is processed and for what, and what is in force since when', async () => {
      await open();
      await section('Record of processing').getByText('privacy@acme.example').waitFor();
      const processed = section('What is processed, and what for');
      await processed.getByText('Improving <b>the</b> product').waitFor();
      await processed.getByText('Hosting Corp').waitFor();
      const signal = page().getByRole('row', { name: /Sec-GPC: 1/ });
      await signal.getByText('Nothing is kept, until the device opts in').waitFor();
      expect(await signal.locator('time').count()).toBe(1);
      await page()
        .getByRole('row', { name: /Blocked properties.*utm_\*/ })
        .waitFor();
      await page()
        .getByRole('row', { name: /Opted out by default.*no.*never changed/ })
        .waitFor();
      await section('What only the company can say')
        .getByText(/Art. 6\(1\)/)
        .waitFor();
    });

    it('is taken along as the API has it', async () => {
      const { name, bytes } = await reader.saved(() => page().getByRole('button', { name: 'Save as JSON' }).click());
      expect(name).toBe(`processing-record-${opened().project.projectId}.json`);
      expect(JSON.parse(bytes.toString())).toMatchObject({
        format: 'habeas-processing-record/1',
        controller: { name: 'acme', contact: 'privacy@acme.example' },
      });
    });

    it('is printed whole, without what one clicks', async () => {
      await page().emulateMedia({ media: 'print' });
      for (const name of ['What is processed, and what for', 'Settings in force', 'Security measures'])
        expect(await section(name).isVisible()).toBe(true);
      expect(await page().getByRole('button', { name: 'Save as JSON' }).isVisible()).toBe(false);
      await page().emulateMedia({ media: null, reducedMotion: 'reduce' });
    });

    it('is readable by everybody in light and dark, and on 320 pixels', async () => {
      expect(await reader.violationsHere()).toEqual([]);
      await page().setViewportSize({ width: 320, height: 640 });
      const fits = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
      await until('the page to fit', () => page().evaluate<boolean>(fits));
      await page().setViewportSize({ width: 1280, height: 720 });
    });

    it('speaks German', async () => {
      await page().evaluate("localStorage.setItem('habeas.language', 'de')");
      await open('Verarbeitungsverzeichnis');
      await section('Geltende Einstellungen').waitFor();
    });
  });
}

import { ServiceAccountsService } from '../../../src/access/accounts/service-accounts.service.js';
import { ApiClient } from '../../support/client.js';
import type { OpenConsole, Reader } from '../../support/console-browser.js';
import { until } from '../../support/until.js';

/** Who is shown what of a project’s data. */
export function classification(opened: () => OpenConsole): void {
  describe('who is shown what, in the console', () => {
    let reader: Reader;

    beforeAll(async () => {
      reader = opened().owner;
      await reader.page.emulateMedia({ reducedMotion: 'reduce' });
      await new ApiClient(opened().app, opened().project).engage([
        { $distinct_id: 'ada', $set: { passport_no: 'X1', zip_code: '1', note: 'ada@example.com', plan: 'Pro' } },
      ]);
    });

    const button = (name: string) => reader.page.getByRole('button', { name, exact: true });
    const rules = () =>
      opened().app.prisma.propertyClass.findMany({ orderBy: { name: 'asc' }, select: { name: true, class: true } });

    it('says what a property is, and what the data map says', async () => {
      await reader.open(`/projects/${opened().project.projectId}`);
      await reader.page.getByRole('tab', { name: 'Classification' }).click();
      await reader.page.getByText('Nothing is said yet').waitFor();
      await reader.page.getByRole('row', { name: /map_\*.*profiles.*Sensitive/ }).waitFor();
      await reader.page.getByLabel('Name', { exact: true }).fill('health_*');
      await button('Add a rule').click();
      await reader.page.getByLabel('Class of health_*').waitFor();
      expect(await rules()).toEqual([{ name: 'health_*', class: 'sensitive' }]);
      await reader.page.getByLabel('Class of health_*').selectOption('withheld');
      await until('the stricter class', async () => (await rules())[0]?.class === 'withheld');
    });

    it('says what is wrong with a name, and keeps what was typed', async () => {
      await reader.page.getByLabel('Name', { exact: true }).fill('distinct_id');
      await button('Add a rule').click();
      await reader.page.getByRole('alert').waitFor();
      expect(await reader.page.getByLabel('Name', { exact: true }).inputValue()).toBe('distinct_id');
    });

    it('finds what seems sensitive, and takes it over by a click', async () => {
      await button('Look for suggestions').click();
      await button('passport_no: Withheld').waitFor();
      expect(await reader.violationsHere()).toEqual([]);
      await reader.page.emulateMedia({ reducedMotion: 'reduce' });
      await button('passport_no: Withheld').click();
      await button('passport_no: Withheld').waitFor({ state: 'detached' });
      await button('note: Ordinary').click();
      await button('note: Ordinary').waitFor({ state: 'detached' });
      await button('Take the suggestion over').click();
      await reader.page.getByText('Nothing was found of which nothing is said yet.').waitFor();
      expect(await rules()).toEqual([
        { name: 'health_*', class: 'withheld' },
        { name: 'note', class: 'ordinary' },
        { name: 'passport_no', class: 'withheld' },
        { name: 'zip_code', class: 'sensitive' },
      ]);
    });

    it('names who is shown it', async () => {
      const { application, prisma } = opened().app;
      const accounts = application.get(ServiceAccountsService, { strict: false });
      const { serviceAccount } = await accounts.create('operator', opened().project.organizationId, {
        name: 'helpdesk',
        role: 'admin',
        expiresInDays: 1,
      });
      await reader.open(`/projects/${opened().project.projectId}`);
      await reader.page.getByRole('tab', { name: 'Classification' }).click();
      await reader.page.getByLabel(serviceAccount.name, { exact: true }).check();
      await reader.page.getByLabel('admins', { exact: true }).uncheck();
      await button('Save the view').click();
      await reader.page.getByText('Saved', { exact: true }).waitFor();
      expect(await prisma.dataView.findUnique({ where: { projectId: opened().project.projectId } })).toEqual({
        projectId: opened().project.projectId,
        roles: ['owner'],
        serviceAccounts: [serviceAccount.id],
        oauthTokens: [],
        apiSecret: false,
      });
      expect(await reader.violationsHere()).toEqual([]);
    });

    it('leaves nothing to complain about', () => {
      expect(reader.complaints).toEqual([]);
    });
  });
}

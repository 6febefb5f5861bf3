import { openConsole, Reader, type OpenConsole } from '../../support/console-browser.js';
import { needsProgram } from '../../support/needs-program.js';

needsProgram('chromium', 'apt-get install chromium')('refusals in the reader’s language', () => {
  let opened: OpenConsole;
  let german: Reader;

  beforeAll(async () => {
    opened = await openConsole();
    german = await Reader.at(opened.browser, opened.app.url, { locale: 'de-DE', reducedMotion: 'reduce' });
  });
  afterAll(() => opened.close());
  afterEach(() => expect(german.complaints).toEqual([]));

  const page = () => german.page;
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const dialog = () => page().getByRole('dialog');
  const signIn = async (password: string): Promise<void> => {
    await page().getByLabel('E-Mail').fill(opened.project.ownerEmail);
    await page().getByRole('textbox', { name: 'Passwort' }).fill(password);
    await button('Anmelden').click();
  };

  it('say in German that the password is wrong', async () => {
    await page().goto('/');
    await signIn('not the password at all');
    await page().getByRole('alert').getByText('E-Mail oder Passwort ist falsch.').waitFor();
    expect(await german.violationsHere()).toEqual([]);
    await signIn(opened.project.ownerPassword);
    await page().getByRole('navigation', { name: 'Hauptmenü' }).waitFor();
  });

  it('say in German what is wrong with a field, beside it', async () => {
    await german.open('/holds');
    await page().getByRole('textbox', { name: 'IDs der Betroffenen, eine je Zeile' }).fill('ada');
    await page().getByRole('textbox', { name: 'Warum nicht gelöscht werden darf' }).fill('Klage\t4711');
    await page().getByLabel('Bis zum Ende des').fill('2020-01-01');
    await button('Löschsperre setzen').click();
    const basis = page().getByRole('textbox', { name: 'Warum nicht gelöscht werden darf' });
    await page().getByText('Das muss eine einzige Zeile sein, ohne Tabulator.').waitFor();
    expect(await basis.getAttribute('aria-invalid')).toBe('true');
    await basis.fill('Klage 4711');
    await button('Löschsperre setzen').click();
    await page().getByText('Eine Löschsperre muss in der Zukunft enden. Wählen Sie einen späteren Tag.').waitFor();
  });

  it('say in German what stands against it, and what to do', async () => {
    await german.open('/members');
    await button('Jemanden einladen').click();
    await dialog().getByLabel('E-Mail').fill(opened.project.ownerEmail);
    await dialog().getByRole('button', { name: 'Einladen', exact: true }).click();
    await dialog().getByText('Jemand mit dieser Adresse gehört schon zur Organisation.').waitFor();
    expect(await german.violationsHere()).toEqual([]);
  });

  it('leave a sentence that has no text in the language it is in, and say which that is', async () => {
    const newer = { status: 409, title: 'The moon is full: wait a day.', code: 'moon-full' };
    await page().route('**/api/v1/holds?*', (route) =>
      route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify(newer) }),
    );
    await german.open('/holds');
    const sentence = page().getByText('The moon is full: wait a day.').first();
    await sentence.waitFor();
    expect(await sentence.getAttribute('lang')).toBe('en');
    await page().unroute('**/api/v1/holds?*');
  });

  it('name particulars in German too: which of several is wrong, and how', async () => {
    await german.open(`/projects/${opened.project.projectId}`);
    await page().getByRole('textbox', { name: 'Feiertage' }).fill('2026-02-30');
    await button('Speichern').click();
    await page().getByText('Das ist kein Tag. Schreiben Sie ihn wie 2026-12-25.').waitFor();
    await page().getByRole('textbox', { name: 'Feiertage' }).fill('');
    await page().getByRole('textbox', { name: 'Gesperrte Eigenschaften' }).fill('*');
    await button('Speichern').click();
    const told = page().getByRole('alert').filter({ hasText: 'Nummer 1 der gesperrten Eigenschaften nennt keine.' });
    await told.waitFor();
    expect(await told.locator('[lang="en"]').count()).toBe(0);
  });

  it('say in German what is wrong with a file, and in which line', async () => {
    await german.open('/requests/new/export');
    await page().getByRole('radio', { name: 'Ich habe eine Datei (CSV)' }).check();
    const choose = async (text: string): Promise<void> => {
      const file = { name: 'ids.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') };
      await page().locator('input[type=file]').setInputFiles(file);
      await button('Vorschau zeigen').click();
    };
    await choose('distinct_id\nada\n1.2E+15\n');
    const told = page().getByRole('alert').filter({ hasText: 'Zeile 3 der Datei enthält eine ID' });
    await told.getByText('die eine Tabellenkalkulation gekürzt hat', { exact: false }).waitFor();
    expect(await told.locator('[lang="en"]').count()).toBe(0);
  });
});

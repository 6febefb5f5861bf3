import { routeDeclarations, undeclaredRoutes } from '../../src/access/authentication/route-declarations.js';
import { startApp, type TestApp } from '../support/app.js';

describe('the routes of the whole application', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  it('each declare who may use them', () => {
    expect(routeDeclarations(app.application).length).toBeGreaterThan(25);
    expect(undeclaredRoutes(app.application)).toEqual([]);
  });

  it('answer in problem documents where there is nothing', async () => {
    const response = await fetch(`${app.url}/api/v1/nowhere`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});

import { closuresAtStartContract } from './closures-at-start.contract.js';

closuresAtStartContract('PostgreSQL', async () => ({ settings: {}, close: async () => {} }));

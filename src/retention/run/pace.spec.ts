import { Pace } from './pace.js';

describe('the pace of a run', () => {
  it('waits for as long as the rows may take', () => {
    expect(new Pace(50_000).after(25_000, 0)).toBe(500);
  });

  it('counts what went by meanwhile, and saves up nothing', () => {
    const pace = new Pace(1000);
    expect(pace.after(1000, 0)).toBe(1000);
    expect(pace.after(1000, 400)).toBe(1600);
    expect(pace.after(1000, 60_000)).toBe(1000);
  });

  it('is as fast as it goes where nothing is said', () => {
    expect(new Pace(0).after(1_000_000, 0)).toBe(0);
    expect(new Pace(10).after(0, 0)).toBe(0);
  });
});

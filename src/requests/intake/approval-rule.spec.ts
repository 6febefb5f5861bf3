import { approvalReason } from './approval-rule.js';

describe('which deletions wait for a second person', () => {
  const of = async (settings: { count?: number; share?: number }, subjects: number, profiles = 0) => {
    const { count: approvalCount = null, share: approvalShare = null } = settings;
    const reason = await approvalReason({ approvalCount, approvalShare }, subjects, async (most) =>
      Math.min(most, profiles),
    );
    return reason?.because ?? null;
  };

  it('none where the project sets nothing', async () => {
    expect(await of({}, 500)).toBeNull();
  });

  it('those of more subjects than the count', async () => {
    expect(await of({ count: 10 }, 10)).toBeNull();
    expect(await of({ count: 10 }, 11)).toBe('count');
    expect(await of({ count: 0 }, 1)).toBe('count');
  });

  it('those of more than the share of the profiles', async () => {
    expect(await of({ share: 0.1 }, 10, 100)).toBeNull();
    expect(await of({ share: 0.1 }, 11, 100)).toBe('share');
    expect(await of({ share: 0.1 }, 11, 110)).toBeNull();
    expect(await of({ share: 1 }, 3, 3)).toBeNull();
    expect(await of({ share: 1 }, 4, 3)).toBe('share');
  });

  it('each one where there is no profile to measure by, or the share is nothing', async () => {
    expect(await of({ share: 0.5 }, 1, 0)).toBe('share');
    expect(await of({ share: 0 }, 1, 1_000_000)).toBe('share');
  });

  it('counts what was erased before with it, and says so', async () => {
    const settings = { approvalCount: 10, approvalShare: 0.5 };
    const of100 = async () => 100;
    expect(await approvalReason(settings, 4, of100, 6)).toBeNull();
    expect(await approvalReason(settings, 5, of100, 6)).toEqual({ because: 'count', limit: 10, earlier: 6 });
    expect(await approvalReason({ ...settings, approvalCount: null }, 11, async () => 40, 10)).toEqual({
      because: 'share',
      share: 0.5,
      earlier: 10,
    });
  });

  it('counts no more profiles than it takes', async () => {
    const asked: number[] = [];
    const settings = { approvalCount: null, approvalShare: 0.01 };
    await approvalReason(settings, 500, async (most) => (asked.push(most), most));
    expect(asked).toEqual([50_000]);
  });
});

import { readRedisTarget, type RedisSettings } from './redis-target.js';

const read = (settings: Partial<RedisSettings>) =>
  readRedisTarget({ REDIS_URL: null, REDIS_CLUSTER: false, REDIS_CA_FILE: null, ...settings });

describe('where Redis is', () => {
  it('is nowhere without REDIS_URL', () => {
    expect(read({})).toBeNull();
  });

  it('is one server with its database', () => {
    expect(read({ REDIS_URL: 'redis://cache.example:7000/2' })).toEqual({
      addresses: [{ host: 'cache.example', port: 7000 }],
      cluster: false,
      username: null,
      password: null,
      database: 2,
      tls: null,
    });
  });

  it('is reached over TLS with a decoded user and password, on the usual port', () => {
    expect(read({ REDIS_URL: 'rediss://me:a%2Cb%40c@[::1]' })).toMatchObject({
      addresses: [{ host: '::1', port: 6379 }],
      username: 'me',
      password: 'a,b@c',
      tls: { ca: null },
    });
  });

  it('is a cluster at several addresses', () => {
    const target = read({ REDIS_URL: 'redis://:s@one:1, redis://:s@two:2', REDIS_CLUSTER: true });
    expect(target).toMatchObject({
      cluster: true,
      password: 's',
      addresses: [
        { host: 'one', port: 1 },
        { host: 'two', port: 2 },
      ],
    });
  });

  it.each([
    ['a cluster without addresses', { REDIS_CLUSTER: true }, 'REDIS_CLUSTER needs REDIS_URL'],
    ['several addresses without a cluster', { REDIS_URL: 'redis://:pw@a,redis://:pw@b' }, 'REDIS_CLUSTER is true'],
    [
      'different passwords in a cluster',
      { REDIS_URL: 'redis://:pw@a,redis://:pw2@b', REDIS_CLUSTER: true },
      'same scheme, user and password',
    ],
    ['a database in a cluster', { REDIS_URL: 'redis://:pw@a/1', REDIS_CLUSTER: true }, 'a cluster has none'],
    ['another scheme', { REDIS_URL: 'http://:pw@a' }, 'must start with redis://'],
    ['a path', { REDIS_URL: 'redis://:pw@a/queue' }, 'number of a database'],
    ['a stray percent sign', { REDIS_URL: 'redis://:pw%@a' }, 'percent-encoded'],
    ['an authority without TLS', { REDIS_URL: 'redis://:pw@a', REDIS_CA_FILE: '/ca.pem' }, 'rediss://'],
    ['an authority without Redis', { REDIS_CA_FILE: '/ca.pem' }, 'needs a REDIS_URL'],
    ['an authority that is not there', { REDIS_URL: 'rediss://:pw@a', REDIS_CA_FILE: '/no/ca.pem' }, 'can be read'],
  ])('is refused with %s, and no value is told', (_what, settings, sentence) => {
    let message = '';
    try {
      read(settings);
    } catch (error) {
      message = (error as Error).message;
      expect(error).toMatchObject({ kind: 'invalid', code: 'bad-settings' });
    }
    expect(message).toContain(sentence);
    expect(message).not.toContain('pw');
  });
});

import { browserConfigOf } from './browser-config.js';

it('tells browsers the names that are blocked, and to ask for no place where none is looked up', () => {
  expect(
    browserConfigOf({ lookUpPlaces: false, blockedProperties: ['$current_url', 'utm_*'], recordSessions: 0 }),
  ).toEqual({
    record_sessions_percent: 0,
    ip: false,
    property_blacklist: ['$current_url'],
  });
});

it('tells browsers how many sessions to record, and nothing else where a project wants what they send by themselves', () => {
  expect(browserConfigOf({ lookUpPlaces: true, blockedProperties: [], recordSessions: 12.5 })).toEqual({
    record_sessions_percent: 12.5,
  });
});

import { browserConfigOf } from './browser-config.js';

it('tells browsers the names that are blocked, and to ask for no place where none is looked up', () => {
  expect(browserConfigOf({ lookUpPlaces: false, blockedProperties: ['$current_url', 'utm_*'] })).toEqual({
    ip: false,
    property_blacklist: ['$current_url'],
  });
});

it('tells browsers nothing where a project wants what they send by themselves', () => {
  expect(browserConfigOf({ lookUpPlaces: true, blockedProperties: [] })).toEqual({});
});

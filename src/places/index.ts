// Where an address is, so that nobody has to keep the address.
export { openPlaces } from './open-places.js';
export { fieldsOfEvent, fieldsOfProfile, type PlaceFields } from './place-fields.js';
export { Places, type PlaceSource } from './places.port.js';
export { PlacesModule } from './places.module.js';

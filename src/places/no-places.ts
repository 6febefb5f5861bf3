import { Places } from './places.port.js';

/** `GEOIP_DATABASE=off`: no address is looked up. */
export class NoPlaces extends Places {
  readonly sources = [];

  of(): null {
    return null;
  }
}

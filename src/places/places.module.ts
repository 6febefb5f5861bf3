import { Global, Module } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { openPlaces } from './open-places.js';
import { PlacesController } from './places.controller.js';
import { Places } from './places.port.js';

/** Places for the ways in. Does not start with a database that cannot be read. */
@Global()
@Module({
  controllers: [PlacesController],
  providers: [
    { provide: Places, useFactory: (config: Config) => openPlaces(config.values.GEOIP_DATABASE), inject: [Config] },
  ],
  exports: [Places],
})
export class PlacesModule {}

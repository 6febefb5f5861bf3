import { Global, Module } from '@nestjs/common';
import { OpenDoor } from './open-door.service.js';
import { Suppression } from './suppression.service.js';

@Global()
@Module({ providers: [OpenDoor, Suppression], exports: [OpenDoor, Suppression] })
export class SuppressionModule {}

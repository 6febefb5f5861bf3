import { Global, Module } from '@nestjs/common';
import { Suppression } from './suppression.service.js';

@Global()
@Module({ providers: [Suppression], exports: [Suppression] })
export class SuppressionModule {}

import { Global, Module } from '@nestjs/common';
import { IdForms } from './identity/id-forms.service.js';

/** IdForms for everybody; needs PrismaService and MasterKey around it. */
@Global()
@Module({ providers: [IdForms], exports: [IdForms] })
export class IdFormsModule {}

import { Global, Module } from '@nestjs/common';
import { ClassificationController } from './classification/classification.controller.js';
import { Classification } from './classification/classification.service.js';
import { DataViews } from './data-views.service.js';
import { ProjectClasses } from './classification/project-classes.service.js';
import { Suggestions } from './classification/suggestions.service.js';
import { ViewSettings } from './view-settings.service.js';
import { ViewsController } from './views.controller.js';

/** What a project says of its properties and columns, for who carries requests out. */
@Global()
@Module({ providers: [ProjectClasses], exports: [ProjectClasses] })
export class ProjectClassesModule {}

/** Who is shown what, for every route that reads; and how that is set. */
@Global()
@Module({
  controllers: [ClassificationController, ViewsController],
  providers: [Classification, DataViews, Suggestions, ViewSettings],
  exports: [DataViews, ViewSettings],
})
export class DataViewsModule {}

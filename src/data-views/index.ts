// Who is shown what of a project's data: the classes of properties and columns, and the views.
export type { ClassificationView, SuggestionsView } from './classification/classification.dto.js';
export { DataViewsModule, ProjectClassesModule } from './data-views.module.js';
export { DataViews } from './data-views.service.js';
export { type OpenDataViews, openDataViews } from './open-data-views.js';
export { ProjectClasses } from './classification/project-classes.service.js';
export { ViewSettings } from './view-settings.service.js';
export { NOT_SHOWN_JSON, VisibleData } from './visible-data.js';
export { FIRST_VIEW, type ViewRule } from './visibility.js';

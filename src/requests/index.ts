// Requests as people meet them: opening, deciding, showing.
export { Looks } from './actions/looks.service.js';
export { Revocations } from './actions/revocations.service.js';
export type { FileTerms } from './csv/id-column.js';
export { readCsv } from './csv/read-csv.js';
export type { RequestDetail } from './dto/request-detail.dto.js';
export {
  type OpenedRequest,
  openFieldsSchema,
  type PreviewAnswer,
  previewFieldsSchema,
  type RequestPage,
  type RequestSummary,
} from './dto/requests.dto.js';
export { assertSubjectLimit, limitsOf, type RequestOrder } from './intake/order.js';
export { RequestsService } from './intake/requests.service.js';
export { type Polled, RequestReader } from './queries/request-reader.service.js';
export { RequestsApiModule } from './requests-api.module.js';
export { RequestsModule } from './requests.module.js';

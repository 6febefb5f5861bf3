import type { ProjectRecord } from '../access/index.js';
import type { RequestRow, Status } from '../request-model/index.js';
import type { Polled } from '../requests/index.js';
import type { WireDeletion, WireExport, WireOpened, WireStatus } from './mixpanel.dto.js';

/** The first answer to an order, which an Idempotency-Key brings back as it was. */
export function openedAnswer(request: RequestRow): WireOpened {
  return {
    status: 'ok',
    results: {
      task_id: request.id,
      tracking_id: request.id,
      status: 'PENDING',
      disclosure_type: request.disclosure.toUpperCase() as WireOpened['results']['disclosure_type'],
      date_requested: `${request.openedAt.toISOString().slice(0, -1)}000`,
      project_id: request.projectId,
      compliance_type: request.regime.toLowerCase() as WireOpened['results']['compliance_type'],
      destination_url: null,
      requesting_user: request.openedByLabel,
      distinct_id_count: request.subjectCount,
    },
  };
}

/** @param link null while there is nothing to give out, or no more */
export function exportAnswer(polled: Polled | null, link: string | null): WireExport {
  const status = polled ? wireStatus(polled.request) : 'NOT_FOUND';
  return {
    status: 'ok',
    results: { status, results: link ?? '', result: link ?? '', distinct_ids: [...(polled?.distinctIds ?? [])] },
  };
}

/** An unknown id keeps the seven keys, since clients read them by a schema that requires each. */
export function deletionAnswer(trackingId: string, project: ProjectRecord, polled: Polled | null): WireDeletion {
  const request = polled?.request;
  return {
    status: 'ok',
    results: {
      tracking_id: trackingId,
      status: request ? wireStatus(request) : 'NOT_FOUND',
      requesting_user: request?.openedByLabel ?? '',
      compliance_type: request?.regime.toLowerCase() ?? '',
      project_id: project.id,
      date_requested: request?.openedAt.toISOString().slice(0, 19) ?? '',
      distinct_ids: [...(polled?.distinctIds ?? [])],
    },
  };
}

/** The wire has no word for a denial. REVOKED ends a client's polling without making it try again, as FAILURE would. */
function wireStatus(request: RequestRow): WireStatus {
  const status = request.status as Status;
  return status === 'DENIED' ? 'REVOKED' : status;
}

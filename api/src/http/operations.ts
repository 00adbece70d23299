import { backChannelLogoutOperation } from './backchannel-logout/post.ts'
import { createCalendarOperation } from './calendars/create.ts'
import { deleteCalendarOperation } from './calendars/delete.ts'
import { getFeedOperation } from './calendars/feed.ts'
import { getCalendarOperation } from './calendars/get.ts'
import { listCalendarsOperation } from './calendars/list.ts'
import { listChangesOperation } from './changes/list.ts'
import { undoOperation } from './changes/undo.ts'
import { buildDocument } from './docs/document.ts'
import { documentOperations } from './docs/openapi.ts'
import { getProblemTypesOperation } from './docs/problems.ts'
import { getDocsOperation, getDocsScriptOperation } from './docs/reference.ts'
import { createFilterOperation } from './filters/create.ts'
import { deleteFilterOperation } from './filters/delete.ts'
import { getFilterOperation } from './filters/get.ts'
import { listFiltersOperation } from './filters/list.ts'
import { updateFilterOperation } from './filters/update.ts'
import { followEventsOperation } from './events/follow.ts'
import { getHealthOperation } from './health/live.ts'
import { getReadinessOperation } from './health/ready.ts'
import { createLabelOperation } from './labels/create.ts'
import { deleteLabelOperation } from './labels/delete.ts'
import { getLabelOperation } from './labels/get.ts'
import { listLabelsOperation } from './labels/list.ts'
import { updateLabelOperation } from './labels/update.ts'
import { createListOperation } from './lists/create.ts'
import { deleteListOperation } from './lists/delete.ts'
import { getListOperation } from './lists/get.ts'
import { listListsOperation } from './lists/list.ts'
import { updateListOperation } from './lists/update.ts'
import { batchOperation } from './batch/post.ts'
import { deleteMeOperation } from './me/delete.ts'
import { getMeOperation } from './me/get.ts'
import { getSettingsOperation } from './settings/get.ts'
import { updateSettingsOperation } from './settings/update.ts'
import type { Operation } from './operation.ts'
import { createSectionOperation } from './sections/create.ts'
import { deleteSectionOperation } from './sections/delete.ts'
import { getSectionOperation } from './sections/get.ts'
import { listSectionsOperation } from './sections/list.ts'
import { updateSectionOperation } from './sections/update.ts'
import { createTaskOperation } from './tasks/create.ts'
import { deleteTaskOperation } from './tasks/delete.ts'
import { getTaskOperation } from './tasks/get.ts'
import { getTaskHistoryOperation } from './tasks/history.ts'
import { listTasksOperation } from './tasks/list.ts'
import { listOccurrencesOperation } from './tasks/occurrences.ts'
import { skipTaskOperation } from './tasks/skip.ts'
import { moveTaskOperation } from './tasks/move.ts'
import { updateTaskOperation } from './tasks/update.ts'
import { exportOperation } from './transfer/export.ts'
import { importOperation } from './transfer/import.ts'
import { emptyTrashOperation } from './trash/empty.ts'
import { listTrashOperation } from './trash/list.ts'
import { purgeListOperation } from './trash/purge-list.ts'
import { purgeTaskOperation } from './trash/purge-task.ts'
import { restoreListOperation } from './trash/restore-list.ts'
import { restoreTaskOperation } from './trash/restore-task.ts'

/** Everything the API does, in the order of openapi.yaml. */
export const operations: readonly Operation[] = [
  listTasksOperation,
  createTaskOperation,
  getTaskOperation,
  updateTaskOperation,
  deleteTaskOperation,
  moveTaskOperation,
  getTaskHistoryOperation,
  listOccurrencesOperation,
  skipTaskOperation,
  listListsOperation,
  createListOperation,
  getListOperation,
  updateListOperation,
  deleteListOperation,
  listSectionsOperation,
  createSectionOperation,
  getSectionOperation,
  updateSectionOperation,
  deleteSectionOperation,
  listLabelsOperation,
  createLabelOperation,
  getLabelOperation,
  updateLabelOperation,
  deleteLabelOperation,
  listFiltersOperation,
  createFilterOperation,
  getFilterOperation,
  updateFilterOperation,
  deleteFilterOperation,
  listTrashOperation,
  emptyTrashOperation,
  restoreTaskOperation,
  purgeTaskOperation,
  restoreListOperation,
  purgeListOperation,
  listChangesOperation,
  undoOperation,
  followEventsOperation,
  batchOperation,
  getSettingsOperation,
  updateSettingsOperation,
  exportOperation,
  importOperation,
  listCalendarsOperation,
  createCalendarOperation,
  getCalendarOperation,
  deleteCalendarOperation,
  getFeedOperation,
  getMeOperation,
  deleteMeOperation,
  backChannelLogoutOperation,
  getHealthOperation,
  getReadinessOperation,
  ...documentOperations(() => buildDocument(operations)),
  getDocsOperation,
  getDocsScriptOperation,
  getProblemTypesOperation,
]

import { backChannelLogoutOperation } from './backchannel-logout/post.ts'
import { buildDocument } from './docs/document.ts'
import { documentOperations } from './docs/openapi.ts'
import { getProblemTypesOperation } from './docs/problems.ts'
import { getDocsOperation, getDocsScriptOperation } from './docs/reference.ts'
import { getHealthOperation } from './health/live.ts'
import { getReadinessOperation } from './health/ready.ts'
import { deleteMeOperation } from './me/delete.ts'
import { getMeOperation } from './me/get.ts'
import type { Operation } from './operation.ts'
import { createTaskOperation } from './tasks/create.ts'
import { deleteTaskOperation } from './tasks/delete.ts'
import { getTaskOperation } from './tasks/get.ts'
import { listTasksOperation } from './tasks/list.ts'
import { updateTaskOperation } from './tasks/update.ts'

/** Everything the API does, in the order of openapi.yaml. */
export const operations: readonly Operation[] = [
  listTasksOperation,
  createTaskOperation,
  getTaskOperation,
  updateTaskOperation,
  deleteTaskOperation,
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

/** The operations that a batch can be made of. */
import { createFilterOperation } from '../filters/create.ts'
import { deleteFilterOperation } from '../filters/delete.ts'
import { updateFilterOperation } from '../filters/update.ts'
import { createLabelOperation } from '../labels/create.ts'
import { deleteLabelOperation } from '../labels/delete.ts'
import { updateLabelOperation } from '../labels/update.ts'
import { createListOperation } from '../lists/create.ts'
import { deleteListOperation } from '../lists/delete.ts'
import { updateListOperation } from '../lists/update.ts'
import { createSectionOperation } from '../sections/create.ts'
import { deleteSectionOperation } from '../sections/delete.ts'
import { updateSectionOperation } from '../sections/update.ts'
import { createTaskOperation } from '../tasks/create.ts'
import { deleteTaskOperation } from '../tasks/delete.ts'
import { moveTaskOperation } from '../tasks/move.ts'
import { skipTaskOperation } from '../tasks/skip.ts'
import { updateTaskOperation } from '../tasks/update.ts'
import { purgeListOperation } from '../trash/purge-list.ts'
import { purgeTaskOperation } from '../trash/purge-task.ts'
import { restoreListOperation } from '../trash/restore-list.ts'
import { restoreTaskOperation } from '../trash/restore-task.ts'
import type { WriteOperation } from '../write.ts'

export const PARTS = [
  createTaskOperation,
  updateTaskOperation,
  moveTaskOperation,
  skipTaskOperation,
  deleteTaskOperation,
  restoreTaskOperation,
  purgeTaskOperation,
  createListOperation,
  updateListOperation,
  deleteListOperation,
  restoreListOperation,
  purgeListOperation,
  createSectionOperation,
  updateSectionOperation,
  deleteSectionOperation,
  createLabelOperation,
  updateLabelOperation,
  deleteLabelOperation,
  createFilterOperation,
  updateFilterOperation,
  deleteFilterOperation,
] as const satisfies readonly WriteOperation[]

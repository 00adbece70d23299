import type { Workspace } from '../../db/write/workspace.ts'
import { SETTINGS_ID } from '../../settings/settings.ts'
import type { Plan } from './plan.ts'

/** Takes the settings where nothing was ever set; how many it were: 0 or 1. */
export function putSettings(workspace: Workspace, { document: { settings } }: Plan): number {
  if (settings === null || workspace.find('setting', SETTINGS_ID) !== undefined) return 0
  workspace.put('setting', { id: SETTINGS_ID, ...settings })
  return 1
}

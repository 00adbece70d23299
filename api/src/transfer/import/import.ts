import { allFilters, allLists, byId } from '../../db/write/loads.ts'
import {
  allLabels,
  allSections,
  byExternalIds,
  byIds,
  lastTasks,
} from '../../db/write/many-loads.ts'
import type { Mutation } from '../../db/write/run.ts'
import { SETTINGS_ID } from '../../settings/settings.ts'
import type { Reading } from '../assembly.ts'
import { putFilters } from './filters.ts'
import { putLabels } from './labels.ts'
import { putLists, putSections } from './lists.ts'
import { planImport } from './plan.ts'
import { putSettings } from './settings.ts'
import { judgeTasks, putTasks } from './tasks.ts'

/** Twenty thousand rows take some seconds. */
const PATIENCE = 10

export interface Imported {
  /** How many were made. */
  readonly created: {
    readonly lists: number
    readonly sections: number
    readonly labels: number
    readonly filters: number
    readonly tasks: number
    /** 1 where nothing was ever set. */
    readonly settings: number
  }
  /** Tasks of the file that the owner has already, in the trash or not; they stay as they are. */
  readonly duplicates: number
}

/**
 * Brings a document in as one change. What its owner has already is found by its id, by what another
 * product calls it, or, of lists, sections and labels, by its name. What comes into the trash is there
 * by this change, at the time the file has. A trial changes nothing.
 */
export function importDocument(
  { document }: Reading,
  { isTrial }: { readonly isTrial: boolean },
): Mutation<Imported> {
  const plan = planImport(document)
  const { lists, sections, labels, filters, tasks } = document
  const idsOf = (items: readonly { key: string }[]) =>
    items.flatMap(({ key }) => [...new Set([plan.idOf(key), plan.spareOf(key)])])
  const externalIds = tasks.flatMap(({ externalId }) => externalId ?? [])
  return {
    isTrial,
    patience: PATIENCE,
    foresee: [
      byId('setting', SETTINGS_ID),
      allLists,
      allSections,
      allLabels,
      allFilters,
      lastTasks,
      byIds('list', idsOf(lists)),
      byIds('section', idsOf(sections)),
      byIds('label', idsOf(labels)),
      byIds('filter', idsOf(filters)),
      byIds(
        'task',
        tasks.map(({ key }) => plan.idOf(key)),
      ),
      byExternalIds(externalIds),
    ],
    work(workspace) {
      const judged = judgeTasks(workspace, plan, externalIds)
      const intoLists = putLists(workspace, plan, judged.wantedLists)
      const intoSections = putSections(workspace, plan, intoLists.places)
      const intoLabels = putLabels(workspace, plan)
      putTasks(workspace, plan, judged, {
        lists: intoLists.places,
        sections: intoSections.places,
        labels: intoLabels.places,
      })
      return {
        created: {
          lists: intoLists.made,
          sections: intoSections.made,
          labels: intoLabels.made,
          filters: putFilters(workspace, plan),
          tasks: judged.added.length,
          settings: putSettings(workspace, plan),
        },
        duplicates: judged.known.size,
      }
    },
  }
}

// Holes in whose rows a query sees: one for each place in db/ that names the owner, for each call of
// a statement, for each question of a use case and for each filter of the list. All of them are
// found in the source.
import type { Hole } from '../../hole.ts'
import type { ApiSource } from '../../source/api-source.ts'
import { statementCalls } from '../../source/calls.ts'
import { loadUses } from '../../source/loads.ts'
import { listFilters, ownedPlaces } from '../../source/queries.ts'
import { textPlaces } from '../../source/texts.ts'
import { chainHoles } from './chains.ts'
import { listHoles } from './lists.ts'

const TWINS = 'isolation-twins'
const FOREIGN = 'never existed|I25|I29'

/** Where no single request leads, or only after hundreds. */
const UNIT = 'with the first wall alone'
const inUnit: readonly RegExp[] = [
  /^(?:AGE|AGE_KEY|LOCK|FORGET_\w+|MOVE_FEED|ENTER|old\w+|trashedTogether) /,
  /^tasks(?:OfInbox|WithLabel) |^in labels\/delete\.ts tasksWithLabel/,
  /^in trash\/(?:purge|restore)\.ts (?:old|trashedTogether|task task\.parentId|list task\.listId)/,
  /^in sections\/read\.ts allLists 2/,
  /^in transfer\/import\/tasks\.ts task at\.parentId/,
  /^in (?:changes\/(?:undo|bring-back)|tasks\/(?:series|skip|occurrences)|model\/positions)\.ts /,
  /^in model\/references\.ts (?:section|task at\.parentId)/,
  /^in (?:calendars\/create|db\/write\/loads)\.ts allCalendars/,
  /^in (?:saved-filters|sections)\/(?:update|delete)\.ts /,
]

const tests: readonly [name: RegExp, seenBy: string][] = [
  [
    /getOwner/,
    'I07|not sent again|are whole|a tag changes|conformance-changes|a stream begins now',
  ],
  [/changedSince/, `conformance-changes|${TWINS}`],
  [/export\.ts get\.setting/, 'settings of a file'],
  [/calendar|export\.ts/, TWINS],
  [/create\.ts (task|list|section|label) id$/, `I20|${TWINS}`],
  [/get\.section/, `${FOREIGN}|${TWINS}`],
  [/get\.(task|list|label)|\b(task|list|section|label) (target\.)?id$/, FOREIGN],
  [/create\.ts|references\.ts|move\.ts|update\.ts .* after$/, `conformance-references|${TWINS}`],
  [/get\.kind/, `${FOREIGN}|conformance-references`],
  [/listTasks|prepareList|isLabelled/, `I01|I04|I06|are whole|${TWINS}`],
  [/allL|allSections/, `I01|${TWINS}`],
  [/setting/i, `settings|${TWINS}`],
  [/filter|INDEX_TASKS|hasWord|hasPhrase|termToSql|subtask/i, `filter|search|${TWINS}`],
  [/COUNT/, `quota|how much|${TWINS}`],
  [/countTasks/, 'I39|T107|I51'],
  [/lastOf|lastTask/, `X15|${TWINS}`],
  [/beside|tasksInOrder|tasksOfInbox/i, `conformance-moves|${TWINS}`],
  [/undo|Change|RECORD|MARK/, `conformance-undo|${TWINS}`],
  [/history/i, `conformance-history|${TWINS}`],
  [/tombstones|changes\/feed|upsert|remove/, `conformance-changes|${TWINS}`],
  [/trash/i, `conformance-trash|${TWINS}`],
  [/getAnswer|KEEP/, 'conformance-idempotency'],
  [/advanceSeq/, 'I18|I62|found where Location'],
  [/ERASE/, 'erases all the caller has'],
]

/** Rows of the owner are named one by one inside of it. */
const ONE_BY_ONE = 'the places of the rows to delete are looked up by their owner'
const BY_KEY = 'what is in conflict was found by a key that begins with the owner'
const TIED = 'both tables are tied to one another by the owner, and one of them to who asks'
const FORESEEN = 'the import has asked for it as a whole, by its owner'
const LOADED = 'by then the row is loaded, by its owner'

const equivalents: Readonly<Record<string, string>> = {
  'ERASE_SOME condition': ONE_BY_ONE,
  'ERASE_SOME condition 2': 'what it leaves behind goes with the owner, a step later',
  'tasksWithLabel within': 'what it brings too much has not the label, and is left as it is',
  'historyOf join': TIED,
  'hasPhrase within': TIED,
  'hasPhrase within 2': TIED,
  'termToSql within 2': TIED,
  'termToSql within 3': TIED,
  'in model/precondition.ts kind id': LOADED,
  'in model/positions.ts task neighbour.id': LOADED,
  'in model/references.ts task id': LOADED,
  'in tasks/move.ts task beside.row.id': LOADED,
  'in changes/bring-back.ts task id': LOADED,
  'in changes/bring-back.ts kind id': LOADED,
  'in changes/undo.ts task id': LOADED,
  'in changes/undo.ts kind id': LOADED,
  'in changes/undo.ts tasksWithLabel id':
    'what it brings too much has the id of a task of the owner with that label',
  'in transfer/import/filters.ts allFilters': FORESEEN,
  'in transfer/import/filters.ts filter filter.key': FORESEEN,
  'in transfer/import/labels.ts label key': FORESEEN,
  'in transfer/import/lists.ts allLists': FORESEEN,
  'in transfer/import/lists.ts list key': FORESEEN,
  'in transfer/import/lists.ts section key': FORESEEN,
  'in transfer/import/settings.ts setting SETTINGS_ID': FORESEEN,
  'in transfer/import/tasks.ts task task.key': FORESEEN,
  'in trash/restore.ts tasksOfList id': 'the same rows are loaded again by what trashed them',
}

function seen(name: string): Pick<Hole, 'seenBy' | 'suite'> {
  if (inUnit.some((statement) => statement.test(name))) return { suite: 'unit', seenBy: UNIT }
  return { seenBy: tests.find(([statement]) => statement.test(name))?.[1] ?? TWINS }
}

function equivalent(name: string): Pick<Hole, 'equivalent'> {
  const why = equivalents[name]
  return why === undefined ? {} : { equivalent: why }
}

export function queryHoles(api: ApiSource): Hole[] {
  return [
    ...perStatement(api),
    ...perText(api),
    ...perCall(api),
    ...perQuestion(api),
    ...listFilters(api).map(({ name, edit: untied }): Hole => ({
      id: `M02 list with ${name}`,
      says: `A list with ${name} shows everybody's tasks.`,
      seenBy: `I01|I04|I05|${TWINS}`,
      edits: [untied],
    })),
    ...listHoles,
    ...chainHoles(api),
  ]
}

function perStatement(api: ApiSource): Hole[] {
  return ownedPlaces(api).map(({ name, edit }) => ({
    id: `M02 ${name}`,
    says: `The statement ${name.split(' ')[0] ?? name} does not name the owner.`,
    ...seen(name),
    edits: [edit],
    ...equivalent(name),
  }))
}

function perText(api: ApiSource): Hole[] {
  return textPlaces(api).map(({ name, edit, isConflict }) => ({
    id: `M02 ${name}`,
    says: `The text ${name.split(' ')[0] ?? name} does not bind a ${name.split(' ')[1] ?? 'row'} to the owner.`,
    ...seen(name),
    edits: [edit],
    ...(isConflict ? { equivalent: BY_KEY } : equivalent(name)),
  }))
}

/** A statement that only one load asks for is told from it by nothing. */
function perCall(api: ApiSource): Hole[] {
  const calls = statementCalls(api)
  const isOwn = ({ statement }: (typeof calls)[number]): boolean =>
    calls.filter((other) => other.statement === statement).length === 1
  return calls
    .filter((call) => !(call.file === 'db/write/loads.ts' && isOwn(call)))
    .map(({ name, edits }) => ({
      id: `M02 in ${name}`,
      says: `What ${name.replace(' ', ' asks by ')} may be anyone's.`,
      ...seen(`in ${name}`),
      edits,
      ...equivalent(`in ${name}`),
    }))
}

function perQuestion(api: ApiSource): Hole[] {
  return loadUses(api).map(({ name, edits }) => ({
    id: `M02 in ${name}`,
    says: `What ${name.replace(' ', ' loads as ')} may be anyone's.`,
    ...seen(`in ${name}`),
    edits,
    ...equivalent(`in ${name}`),
  }))
}

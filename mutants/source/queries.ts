// Where api/src/db names the owner: found in the syntax trees, so that a query which comes later
// brings its holes along.
import ts from 'typescript'
import type { PlacedEdit } from '../hole.ts'
import { nodesOf } from './api-source.ts'
import type { ApiSource } from './api-source.ts'
import { isOwnerCondition, replaced, statementOf, withoutOwner } from './conditions.ts'

/** A place in a statement that ties it to its owner, and the edit that unties it. */
export interface OwnedPlace {
  readonly file: string
  /** The statement's name and what it does there: `get.task where`. */
  readonly name: string
  readonly edit: PlacedEdit
}

const LIST = 'db/list-statements.ts'
/** In a text that drizzle puts together. */
const OWNER_IN_TEXT =
  /(?:\$\{\w+\.ownerId\}|\b\w+\.owner_id) = \$\{(?:owner|OWNER|sql\.placeholder\('owner'\))\}/g

/**
 * Every `.where(…)`, `.innerJoin(…)` and `.values({ ownerId … })` in db/, and every text in between
 * that names the owner once more.
 */
export function ownedPlaces(api: ApiSource): OwnedPlace[] {
  return numbered(
    api.files
      .filter((file) => file.startsWith('db/'))
      .flatMap((file) => [
        ...nodesOf(api.tree(file), ts.isCallExpression).flatMap((call) => ownedPlace(call, file)),
        ...nodesOf(api.tree(file), ts.isTaggedTemplateExpression).flatMap((text) =>
          placesIn(text, file),
        ),
      ]),
  )
}

export function ownedPlace(call: ts.CallExpression, file: string): OwnedPlace[] {
  const method = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : ''
  const [first, second] = call.arguments
  const named = (what: string, edit: PlacedEdit): OwnedPlace[] => [
    { file, name: `${statementOf(call)} ${what}`, edit },
  ]
  if (method === 'where' && first !== undefined) {
    const untied = withoutOwner(first)
    return untied === undefined ? [] : named('where', replaced(first, untied, file))
  }
  if (method === 'innerJoin' && second !== undefined) {
    const untied = withoutOwner(second)
    return untied === undefined ? [] : named('join', replaced(second, untied, file))
  }
  if (method === 'values' && first !== undefined && ts.isObjectLiteralExpression(first)) {
    const owner = first.properties.find((one) => one.name?.getText() === 'ownerId')
    if (owner === undefined) return []
    const somebody = 'ownerId: sql`coalesce((select min(owner_id) from owners), ${owner})`'
    return named('values', replaced(owner, somebody, file))
  }
  return []
}

function placesIn(text: ts.TaggedTemplateExpression, file: string): OwnedPlace[] {
  return [...text.getText().matchAll(OWNER_IN_TEXT)].map(([found], index, all) => {
    const start = text.getStart() + (all[index]?.index ?? 0)
    return {
      file,
      name: `${statementOf(text)} within`,
      edit: { file, start, end: start + found.length, replace: `(${found} or true)` },
    }
  })
}

/** The second of a name and those after it have a number. */
export function numbered<Place extends { readonly name: string }>(
  places: readonly Place[],
): Place[] {
  return places.map((place, index) => {
    const before = places.slice(0, index).filter(({ name }) => name === place.name).length
    return before === 0 ? place : { ...place, name: `${place.name} ${before + 1}` }
  })
}

/** The conditions of the list that are there only when its filter is given, by the filter. */
export function listFilters(api: ApiSource): { name: string; given: string; edit: PlacedEdit }[] {
  const tree = api.tree(LIST)
  const [condition] = nodesOf(tree, isOwnerCondition)
  if (condition === undefined) throw new Error(`${LIST} names no owner`)
  return nodesOf(tree, ts.isCallExpression)
    .filter((call) => call.expression.getText() === 'given')
    .map((call) => {
      const given = call.arguments[0]?.getText() ?? ''
      const replace = `given(${given} === undefined ? 1 : undefined, ${condition.getText()})`
      return { name: given.replace('query.', ''), given, edit: replaced(condition, replace, LIST) }
    })
}

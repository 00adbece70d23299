// Calls of prepared statements, each of which can ask by the statement's twin without an owner.
import ts from 'typescript'
import type { PlacedEdit } from '../hole.ts'
import { nodesOf } from './api-source.ts'
import type { ApiSource } from './api-source.ts'
import { isOwnerCondition, replaced } from './conditions.ts'
import { ownedPlace } from './queries.ts'

/** A call of a prepared statement on behalf of an owner. */
export interface StatementCall {
  readonly file: string
  /** `tasks/get.ts get.task`, with a number from the second one on. */
  readonly name: string
  /** `get` for `statements.get.task` and `statements.get[kind]`. */
  readonly statement: string
  /** Makes just this call use the statement's twin without the owner. */
  readonly edits: readonly PlacedEdit[]
}

/** Where statements are prepared, each a property of what a function returns. */
const PREPARED = /^db\/([a-z]+-)?statements\.ts$/

/** Calls whose statement is tied to the owner by a condition; an insert has no twin without one. */
export function statementCalls(api: ApiSource): StatementCall[] {
  const twins = twinsOf(api)
  return api.files
    .filter((file) => !PREPARED.test(file))
    .flatMap((file) => {
      const uses = nodesOf(api.tree(file), ts.isPropertyAccessExpression).filter(
        ({ expression, name }) =>
          /(^|\.)statements$/.test(expression.getText()) && twins.has(name.text),
      )
      const names = uses.map((use) => labelOf(use))
      return uses.map(({ name }, index) => {
        const label = names[index] ?? ''
        const before = names.slice(0, index).filter((one) => one === label).length
        return {
          file,
          name: `${file} ${label}${before === 0 ? '' : ` ${before + 1}`}`,
          statement: name.text,
          edits: [replaced(name, `${name.text}OfAnyone`, file), ...(twins.get(name.text) ?? [])],
        }
      })
    })
}

/** `get.task`, also for `get[kind]`. */
function labelOf(use: ts.PropertyAccessExpression): string {
  const { parent } = use
  if (ts.isElementAccessExpression(parent))
    return `${use.name.text}.${parent.argumentExpression.getText()}`
  const inner = ts.isPropertyAccessExpression(parent) ? parent.name.text : 'execute'
  return inner === 'execute' ? use.name.text : `${use.name.text}.${inner}`
}

const known = new WeakMap<ApiSource, ReadonlyMap<string, PlacedEdit[]>>()

/** For each statement with an owner condition, the edits that put its twin without one beside it. */
export function twinsOf(api: ApiSource): ReadonlyMap<string, PlacedEdit[]> {
  const twins = known.get(api) ?? findTwins(api)
  known.set(api, twins)
  return twins
}

function findTwins(api: ApiSource): Map<string, PlacedEdit[]> {
  const twins = new Map<string, PlacedEdit[]>()
  for (const file of api.files.filter((one) => PREPARED.test(one))) {
    for (const property of propertiesOf(api, file)) {
      const edits = twinOf(property, file, api)
      if (edits !== undefined) twins.set(property.name.getText(), edits)
    }
  }
  return twins
}

function propertiesOf(api: ApiSource, file: string): ts.PropertyAssignment[] {
  const made = nodesOf(api.tree(file), ts.isFunctionDeclaration).find((one) =>
    /^(prepare|create\w+)Statements$/.test(one.name?.text ?? ''),
  )
  if (made === undefined) throw new Error(`${file} makes no statements`)
  const returned = made.body?.statements.find((one) => ts.isReturnStatement(one))?.expression
  // Those of lists are made when they are asked for: see listTwin.
  if (returned === undefined || !ts.isObjectLiteralExpression(returned)) return []
  return returned.properties.filter((one) => ts.isPropertyAssignment(one))
}

function twinOf(
  property: ts.PropertyAssignment,
  file: string,
  api: ApiSource,
): PlacedEdit[] | undefined {
  const name = property.name.getText()
  const { initializer } = property
  const text = initializer.getText()
  if (text.startsWith('createListStatements(')) {
    const twin = `${name}OfAnyone: ${text.replace(/\)$/, ', true)')}`
    return [inserted(property, twin, file), ...listTwin(api)]
  }
  const places = nodesOf(initializer, ts.isCallExpression)
    .flatMap((call) => ownedPlace(call, file))
    .filter((one) => one.name.endsWith(' where'))
  if (places.length === 0) return undefined
  const twin = places
    .map(({ edit }) => edit)
    .toSorted((one, other) => other.start - one.start)
    .reduce((result, { start, end, replace }) => {
      const from = initializer.getStart()
      return result.slice(0, start - from) + replace + result.slice(end - from)
    }, text)
  return [inserted(property, `${name}OfAnyone: ${twin}`, file)]
}

function inserted(property: ts.PropertyAssignment, text: string, file: string): PlacedEdit {
  const start = property.getStart()
  return { file, start, end: start, replace: `${text},\n    ` }
}

/** Lists are prepared by shape: their twin is told by a parameter that goes the same way. */
function listTwin(api: ApiSource): PlacedEdit[] {
  const file = 'db/list-statements.ts'
  const tree = api.tree(file)
  const [make, prepare] = ['createListStatements', 'buildList'].map((name) => {
    const found = nodesOf(tree, ts.isFunctionDeclaration).find((one) => one.name?.text === name)
    if (found === undefined) throw new Error(`${file} has no ${name}`)
    return found
  })
  const calls = nodesOf(tree, ts.isCallExpression)
  const call = calls.find((one) => one.expression.getText() === 'buildList')
  const [condition] = nodesOf(tree, isOwnerCondition)
  if (!make || !prepare || !call || !condition) throw new Error(`${file} is not as it was`)
  const atEnd = (nodes: ts.NodeArray<ts.Node>, text: string): PlacedEdit => ({
    ...{ file, replace: text },
    start: nodes.at(-1)?.getEnd() ?? 0,
    end: nodes.at(-1)?.getEnd() ?? 0,
  })
  return [
    atEnd(make.parameters, ', ofAnyone = false'),
    atEnd(prepare.parameters, ', ofAnyone = false'),
    atEnd(call.arguments, ', ofAnyone'),
    replaced(condition, `ofAnyone ? undefined : ${condition.getText()}`, file),
  ]
}

/** Two edits at one place are one after the other. */
export function unique(edits: readonly PlacedEdit[]): PlacedEdit[] {
  const byPlace = Map.groupBy(edits, ({ file, start, end }) => `${file} ${start} ${end}`)
  return [...byPlace.values()].flatMap((same) => {
    const [first] = same
    const texts = [...new Set(same.map(({ replace }) => replace))]
    return first === undefined ? [] : [{ ...first, replace: texts.join('') }]
  })
}

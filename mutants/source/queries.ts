// Where api/src/db names the owner: found in the syntax trees, so that a query which comes later
// brings its holes along.
import ts from 'typescript'
import type { PlacedEdit } from '../hole.ts'
import { nodesOf } from './api-source.ts'
import type { ApiSource } from './api-source.ts'

/** A place in a statement that ties it to its owner, and the edit that unties it. */
export interface OwnedPlace {
  readonly file: string
  /** The statement's name and what it does there: `getTask where`. */
  readonly name: string
  readonly edit: PlacedEdit
}

const STATEMENTS = 'db/statements.ts'

/** Every `.where(…)` and every `.values({ ownerId … })` of every file in db/. */
export function ownedPlaces(api: ApiSource): OwnedPlace[] {
  return api.files
    .filter((file) => file.startsWith('db/'))
    .flatMap((file) =>
      nodesOf(api.tree(file), ts.isCallExpression).flatMap((call) => ownedPlace(call, file)),
    )
}

function ownedPlace(call: ts.CallExpression, file: string): OwnedPlace[] {
  const method = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : ''
  const [argument] = call.arguments
  if (argument === undefined) return []
  if (method === 'where') {
    const whole = definitionOf(argument)
    const untied = withoutOwner(whole)
    if (untied === undefined) return []
    return [{ file, name: `${statementOf(call)} where`, edit: replaced(argument, untied, file) }]
  }
  if (method === 'values' && ts.isObjectLiteralExpression(argument)) {
    const owner = argument.properties.find((one) => one.name?.getText() === 'ownerId')
    if (owner === undefined) return []
    const somebody = 'ownerId: sql`coalesce((select min(owner_id) from owners), ${owner})`'
    return [{ file, name: `${statementOf(call)} values`, edit: replaced(owner, somebody, file) }]
  }
  return []
}

/** The condition without `eq(<table>.ownerId, …)`; undefined when it names no owner. */
function withoutOwner(condition: ts.Expression): string | undefined {
  const [named] = nodesOf(condition, isOwnerCondition)
  if (named === undefined) return undefined
  if (named.getText() === condition.getText()) return 'undefined'
  const text = condition.getText()
  const at = named.getStart() - condition.getStart()
  return text.slice(0, at) + 'undefined' + text.slice(at + named.getText().length)
}

export function isOwnerCondition(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    node.expression.getText() === 'eq' &&
    /\.ownerId$/.test(node.arguments[0]?.getText() ?? '')
  )
}

/** What a name stands for, when the same file says so; otherwise the expression itself. */
function definitionOf(expression: ts.Expression): ts.Expression {
  if (!ts.isIdentifier(expression)) return expression
  const declared = nodesOf(expression.getSourceFile(), ts.isVariableDeclaration).find(
    (one) => one.name.getText() === expression.text,
  )
  return declared?.initializer ?? expression
}

/** The name of the property or function that holds the statement. */
function statementOf(node: ts.Node): string {
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isPropertyAssignment(at)) return at.name.getText()
    if (ts.isFunctionDeclaration(at)) return at.name?.text ?? 'default'
  }
  throw new Error(`a query outside of everything that has a name: ${node.getText()}`)
}

function replaced(node: ts.Node, replace: string, file: string): PlacedEdit {
  return { file, start: node.getStart(), end: node.getEnd(), replace }
}

/** A call of a prepared statement on behalf of an owner, outside of db/statements.ts. */
export interface StatementCall {
  readonly file: string
  /** `tasks/get.ts getTask`, with a number from the second one on. */
  readonly name: string
  readonly statement: string
  /** Makes just this call use the statement's twin without the owner. */
  readonly edits: readonly PlacedEdit[]
}

/** Calls whose statement is tied to the owner by a condition; an insert has no twin without one. */
export function statementCalls(api: ApiSource): StatementCall[] {
  const twins = twinsOf(api)
  return api.files
    .filter((file) => /^(tasks|me|db)\//.test(file) && file !== STATEMENTS)
    .flatMap((file) => {
      const uses = nodesOf(api.tree(file), ts.isPropertyAccessExpression).filter(
        ({ expression, name }) =>
          /(^|\.)statements$/.test(expression.getText()) && twins.has(name.text),
      )
      const names = uses.map(({ name }) => name.text)
      return uses.map(({ name }, index) => {
        const before = names.slice(0, index).filter((one) => one === name.text).length
        const twin = twins.get(name.text)
        return {
          file,
          name: `${file} ${name.text}${before === 0 ? '' : ` ${before + 1}`}`,
          statement: name.text,
          edits: [replaced(name, `${name.text}OfAnyone`, file), ...(twin ?? [])],
        }
      })
    })
}

/** For each statement with an owner condition, the edits that put its twin without one beside it. */
function twinsOf(api: ApiSource): Map<string, PlacedEdit[]> {
  const tree = api.tree(STATEMENTS)
  const twins = new Map<string, PlacedEdit[]>()
  for (const property of nodesOf(tree, ts.isPropertyAssignment)) {
    const name = property.name.getText()
    const places = nodesOf(property, ts.isCallExpression).flatMap((call) =>
      ownedPlace(call, STATEMENTS),
    )
    const [place] = places.filter((one) => one.name.endsWith(' where'))
    const text = property.initializer.getText()
    if (place !== undefined) {
      const start = place.edit.start - property.initializer.getStart()
      const end = place.edit.end - property.initializer.getStart()
      const twin = text.slice(0, start) + place.edit.replace + text.slice(end)
      twins.set(name, [inserted(property, `${name}OfAnyone: ${twin}`)])
    } else if (text.startsWith('createListStatements(')) {
      twins.set(name, [
        inserted(property, `${name}OfAnyone: ${text.replace(/\)$/, ', true)')}`),
        ...listTwin(api),
      ])
    }
  }
  return twins
}

function inserted(property: ts.PropertyAssignment, text: string): PlacedEdit {
  return {
    file: STATEMENTS,
    start: property.getStart(),
    end: property.getStart(),
    replace: `${text},\n    `,
  }
}

/** Lists are prepared by shape: their twin is told by a parameter that goes the same way. */
function listTwin(api: ApiSource): PlacedEdit[] {
  const file = 'db/list-statements.ts'
  const tree = api.tree(file)
  const [make, prepare] = ['createListStatements', 'prepareList'].map((name) => {
    const found = nodesOf(tree, ts.isFunctionDeclaration).find((one) => one.name?.text === name)
    if (found === undefined) throw new Error(`${file} has no ${name}`)
    return found
  })
  const calls = nodesOf(tree, ts.isCallExpression)
  const call = calls.find((one) => one.expression.getText() === 'prepareList')
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

/** The conditions of the list that are there only when its filter is given, by the filter. */
export function listFilters(api: ApiSource): { name: string; given: string; edit: PlacedEdit }[] {
  const file = 'db/list-statements.ts'
  const tree = api.tree(file)
  const [condition] = nodesOf(tree, isOwnerCondition)
  if (condition === undefined) throw new Error(`${file} names no owner`)
  return nodesOf(tree, ts.isCallExpression)
    .filter((call) => call.expression.getText() === 'given')
    .map((call) => {
      const given = call.arguments[0]?.getText() ?? ''
      const replace = `given(${given} === undefined ? 1 : undefined, ${condition.getText()})`
      return { name: given.replace('query.', ''), given, edit: replaced(condition, replace, file) }
    })
}

// Where a query ties what it sees to its owner, and the same query untied.
import ts from 'typescript'
import type { PlacedEdit } from '../hole.ts'
import { nodesOf } from './api-source.ts'

/** `eq(tasks.ownerId, …)`. */
export function isOwnerCondition(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    node.expression.getText() === 'eq' &&
    /\.ownerId$/.test(node.arguments[0]?.getText() ?? '')
  )
}

/**
 * The condition without its owner, names that the file explains put in full; undefined when it names
 * none.
 */
export function withoutOwner(condition: ts.Expression): string | undefined {
  if (isOwnerCondition(condition)) return 'undefined'
  if (ts.isIdentifier(condition)) {
    const whole = definitionOf(condition)
    return whole === undefined ? undefined : withoutOwner(whole)
  }
  if (!ts.isCallExpression(condition)) return undefined
  const untied = condition.arguments.map((one) => withoutOwner(one))
  if (untied.every((one) => one === undefined)) return undefined
  const texts = condition.arguments.map((one, index) => untied[index] ?? one.getText())
  return `${condition.expression.getText()}(${texts.join(', ')})`
}

/** What a name stands for, when the same file says so. */
function definitionOf(name: ts.Identifier): ts.Expression | undefined {
  return nodesOf(name.getSourceFile(), ts.isVariableDeclaration).find(
    (one) => one.name.getText() === name.text,
  )?.initializer
}

/** What holds a statement: its property and those around it, or its function, or its name. */
export function statementOf(node: ts.Node): string {
  const names: string[] = []
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isPropertyAssignment(at)) names.unshift(at.name.getText())
    const isOutermost = ts.isFunctionDeclaration(at) || isOfModule(at)
    if (isOutermost && names.length > 0) return names.join('.')
    if (ts.isFunctionDeclaration(at)) return at.name?.text ?? 'default'
    if (isOfModule(at)) return at.name.getText()
  }
  throw new Error(`a query outside of everything that has a name: ${node.getText()}`)
}

function isOfModule(node: ts.Node): node is ts.VariableDeclaration {
  return ts.isVariableDeclaration(node) && ts.isSourceFile(node.parent.parent.parent)
}

export function replaced(node: ts.Node, replace: string, file: string): PlacedEdit {
  return { file, start: node.getStart(), end: node.getEnd(), replace }
}

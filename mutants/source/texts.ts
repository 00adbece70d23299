// Where a statement that is written out names its owner: the texts of the write pipeline and of
// erasure, in which the owner is the first parameter.
import ts from 'typescript'
import { nodesOf } from './api-source.ts'
import type { ApiSource } from './api-source.ts'
import { statementOf } from './conditions.ts'
import { numbered } from './queries.ts'
import type { OwnedPlace } from './queries.ts'

export interface TextPlace extends OwnedPlace {
  /** What stands there now. */
  readonly reads: string
  /** True of the condition of an `on conflict`, whose key has found the owner's row already. */
  readonly isConflict: boolean
}

const CONDITION = /(?:\$\{table\}\.|\b\w+\.)?\bowner_id = \$1(?!\d)/g
const VALUE = /(?:select|values \() ?\$1(?!\d)/g

export function textPlaces(api: ApiSource): TextPlace[] {
  return numbered(
    api.files
      .filter((file) => file.startsWith('db/'))
      .flatMap((file) =>
        nodesOf(api.tree(file), isText)
          .filter((text) => !isPartOfText(text))
          .flatMap((text) => placesIn(text, file)),
      ),
  )
}

function isText(node: ts.Node): node is ts.TemplateLiteral | ts.StringLiteral {
  const isLiteral = ts.isTemplateLiteral(node) || ts.isStringLiteral(node)
  return isLiteral && /\bowner_id\b/.test(node.getText()) && /\$1\b/.test(node.getText())
}

/** A part of another text is found in that one. */
function isPartOfText(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) if (isText(at)) return true
  return false
}

function placesIn(text: ts.TemplateLiteral | ts.StringLiteral, file: string): TextPlace[] {
  const whole = text.getText()
  const place = (kind: string, found: RegExpExecArray, replace: string): TextPlace => {
    const start = text.getStart() + found.index
    const before = whole.slice(0, found.index)
    return {
      file,
      name: `${statementOf(text)} ${kind}`,
      edit: { file, start, end: start + found[0].length, replace },
      reads: found[0],
      isConflict: before.includes('do update set') && kind === 'condition',
    }
  }
  return [
    // The parameter must still be spoken of, or PostgreSQL does not know what it is.
    ...[...whole.matchAll(CONDITION)].map((found) =>
      place('condition', found, `(${found[0]} or true)`),
    ),
    ...[...whole.matchAll(VALUE)].map((found) =>
      place('value', found, found[0].replace('$1', SOMEBODY)),
    ),
  ]
}

const SOMEBODY = 'coalesce((select min(owner_id) from owners), $1)'

// Holes in the seal of a list's cursor: tasks/cursor.ts and model/seal.ts.
import ts from 'typescript'
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import { nodesOf } from '../../source/api-source.ts'
import type { ApiSource } from '../../source/api-source.ts'

const CURSOR = 'tasks/cursor.ts'
const SEAL = 'model/seal.ts'
const COMPARE = 'return expected.length === received.length && timingSafeEqual(expected, received)'

/** One for each thing that a cursor is sealed with. */
function unsealed(api: ApiSource): Hole[] {
  const listed = (name: string): ts.Expression[] => {
    const list = nodesOf(api.tree(CURSOR), ts.isVariableDeclaration).find(
      (one) => one.name.getText() === name,
    )?.initializer
    if (list === undefined || !ts.isArrayLiteralExpression(list)) {
      throw new Error(`${CURSOR} has no list of what is sealed`)
    }
    return list.elements.flatMap((one) =>
      ts.isSpreadElement(one) ? listed(one.expression.getText()) : [one],
    )
  }
  return listed('sealed').map((element) => {
    const name = /^\w+/.exec(element.getText().replace('question.', ''))?.[0] ?? ''
    return {
      id: `X cursor not sealed with ${name}`,
      says: `A cursor is good for a list with another ${name}.`,
      seenBy: 'I08',
      edits: [{ file: CURSOR, start: element.getStart(), end: element.getEnd(), replace: 'null' }],
    }
  })
}

export function cursorHoles(api: ApiSource): Hole[] {
  return [
    ...unsealed(api),
    {
      id: 'X cursor of anyone',
      says: 'A cursor is sealed with the same key for everybody.',
      seenBy: 'never existed',
      edits: [
        edit(
          SEAL,
          "createHmac('sha256', cursorKey)",
          "createHmac('sha256', cursorKey.slice(0, 0))",
        ),
      ],
    },
    {
      id: 'X cursor with any seal',
      says: "A cursor's seal is not checked.",
      seenBy: 'I08|I07',
      edits: [
        edit(SEAL, COMPARE, 'return timingSafeEqual(expected, expected) || received.length > 0'),
      ],
    },
    {
      id: 'X cursor with half a seal',
      says: 'The first four characters of a seal are enough.',
      seenBy: 'I08|I07',
      edits: [
        edit(
          SEAL,
          COMPARE,
          'return timingSafeEqual(expected.subarray(0, 4), Buffer.concat([received, Buffer.alloc(4)]).subarray(0, 4))',
        ),
      ],
    },
    {
      id: 'X cursor with an empty seal',
      says: 'A cursor without a seal is good.',
      seenBy: 'X39',
      edits: [
        edit(
          SEAL,
          COMPARE,
          'return received.length === 0 || (expected.length === received.length && timingSafeEqual(expected, received))',
        ),
      ],
    },
    {
      id: 'X cursor in several spellings',
      says: 'A cursor may be spelt in several ways.',
      seenBy: 'X38',
      edits: [edit(CURSOR, "if (bytes.toString('base64url') !== text) throw invalid()", '')],
    },
    {
      id: 'X cursor of who never wrote',
      says: 'A cursor of anybody is good for who never wrote.',
      seenBy: 'X42',
      edits: [
        edit(
          CURSOR,
          'if (cursorKey === undefined) throw invalid()',
          'if (cursorKey === undefined) return position',
        ),
      ],
    },
  ]
}

// What the use cases ask of the owner's rows: each question can be put to everybody's rows instead.
import { dirname, relative } from 'node:path'
import ts from 'typescript'
import { onTop } from '../hole.ts'
import type { PlacedEdit } from '../hole.ts'
import { nodesOf } from './api-source.ts'
import type { ApiSource } from './api-source.ts'
import { twinsOf, unique } from './calls.ts'
import { replaced } from './conditions.ts'

/** One question of one file, asked once or several times. */
export interface LoadUse {
  readonly file: string
  /** `tasks/create.ts task parentId`, `trash/purge.ts childrenOf id`. */
  readonly name: string
  /** Makes just this file ask it of everybody. */
  readonly edits: readonly PlacedEdit[]
}

const LOADS = 'db/write/loads.ts'
const WORKSPACE = 'db/write/workspace.ts'
const FIND = 'workspace.find'

export function loadUses(api: ApiSource): LoadUse[] {
  const names = twinnable(api)
  return api.files
    .filter((file) => !file.startsWith('db/'))
    .flatMap((file) => {
      const uses = usesIn(api.tree(file), names)
      const byQuestion = Map.groupBy(uses, ({ question }) => question)
      return [...byQuestion].map(([question, same]) => {
        const asked = [...new Set(same.map(({ name }) => name))]
        return {
          file,
          name: `${file} ${question}`,
          edits: unique([
            ...same.map(({ node, name }) =>
              replaced(node, name === FIND ? 'findOfAnyone' : `${name}OfAnyone`, file),
            ),
            ...asked.flatMap((name) =>
              name === FIND ? findTwin(api) : [imported(name, file), ...loadTwin(name, api)],
            ),
          ]),
        }
      })
    })
}

interface Use {
  /** The name of the load, or {@link FIND}. */
  readonly name: string
  /** What has to have another name. */
  readonly node: ts.Node
  readonly question: string
}

function usesIn(tree: ts.SourceFile, names: readonly string[]): Use[] {
  const loads = nodesOf(tree, ts.isIdentifier)
    .filter(
      ({ text, parent }) =>
        names.includes(text) &&
        (ts.isCallExpression(parent) || ts.isArrayLiteralExpression(parent)),
    )
    .map((node): Use => {
      const { parent } = node
      const isAsked = ts.isCallExpression(parent) && parent.expression === node
      const given = isAsked ? argumentsOf(parent) : ''
      const asks = node.text === 'byId' ? '' : `${node.text} `
      return { name: node.text, node, question: `${asks}${given}`.trim() }
    })
  const finds = nodesOf(tree, ts.isCallExpression).flatMap((call): Use[] => {
    const { expression } = call
    if (!ts.isPropertyAccessExpression(expression) || expression.getText() !== FIND) return []
    return [{ name: FIND, node: expression.name, question: argumentsOf(call) }]
  })
  return [...loads, ...finds]
}

/** As words: `task parentId`. */
function argumentsOf(call: ts.CallExpression): string {
  return call.arguments
    .map((one) => one.getText().replace(/[^\w.]+/g, ' '))
    .join(' ')
    .replace(/ +/g, ' ')
    .trim()
}

/** Every load that loads.ts exports, with what declares it. */
function declarationsOf(api: ApiSource): Map<string, ts.Statement> {
  const declared = api.tree(LOADS).statements.flatMap((one): [string, ts.Statement][] => {
    if (!one.getText().startsWith('export ')) return []
    if (ts.isFunctionDeclaration(one)) return [[one.name?.text ?? '', one]]
    if (!ts.isVariableStatement(one)) return []
    return one.declarationList.declarations.map((each) => [each.name.getText(), one])
  })
  return new Map(declared)
}

/** Those whose statements all have a twin. */
function twinnable(api: ApiSource): string[] {
  const twins = twinsOf(api)
  return [...declarationsOf(api)].flatMap(([name, declared]) => {
    const asked = [...declared.getText().matchAll(/\bstatements\.(\w+)/g)]
    return asked.every(([, one = '']) => twins.has(one)) ? [name] : []
  })
}

/** The load once more, over statements without an owner. */
function loadTwin(name: string, api: ApiSource): PlacedEdit[] {
  const declarations = declarationsOf(api)
  const declaration = declarations.get(name)
  if (declaration === undefined) throw new Error(`${LOADS} has no ${name}`)
  const statements = twinsOf(api)
  const text = declaration.getText()
  const inner = [...declarations.keys()].filter(
    (other) => other !== name && new RegExp(`\\b${other}\\(`).test(text),
  )
  const asked = [...statements.keys()].filter((one) =>
    new RegExp(`statements\\.${one}\\b`).test(text),
  )
  const untied = [...inner, name].reduce(
    (result, one) => result.replaceAll(new RegExp(`\\b${one}(?=[(<:])`, 'g'), `${one}OfAnyone`),
    text.replaceAll(/\bstatements\.(\w+)/g, 'statements.$1OfAnyone'),
  )
  const end = declaration.getEnd()
  return [
    { file: LOADS, start: end, end, replace: `\n\n${untied}` },
    ...inner.flatMap((one) => loadTwin(one, api)),
    ...asked.flatMap((one) => statements.get(one) ?? []),
  ]
}

/** `find` once more, over the twin of what it asks for. */
export function findTwin(api: ApiSource): PlacedEdit[] {
  const find = nodesOf(api.tree(WORKSPACE), ts.isMethodDeclaration).find(
    (one) => one.name.getText() === 'find',
  )
  if (find === undefined) throw new Error(`${WORKSPACE} has no find`)
  const twin = find
    .getText()
    .replace(/(^|\n)( *)find</, '$1$2findOfAnyone<')
    .replaceAll('byId(', 'byIdOfAnyone(')
  const end = find.getEnd()
  return [
    imported('byId', WORKSPACE),
    { file: WORKSPACE, start: end, end, replace: `\n\n  ${twin}` },
    ...loadTwin('byId', api),
  ]
}

function imported(name: string, file: string): PlacedEdit {
  const path = relative(dirname(file), LOADS)
  const specifier = path.startsWith('.') ? path : `./${path}`
  return onTop(file, `import { ${name}OfAnyone } from '${specifier}'`)
}

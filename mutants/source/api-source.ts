// The api's source as it is now: texts and syntax trees, read once.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export interface ApiSource {
  /** The folder `api`, absolute. */
  readonly folder: string
  /** Paths below `src`, tests left out. */
  readonly files: readonly string[]
  text(file: string): string
  tree(file: string): ts.SourceFile
}

export function readApi(folder: string): ApiSource {
  const texts = new Map<string, string>()
  const trees = new Map<string, ts.SourceFile>()
  const text = (file: string) =>
    remember(texts, file, () => readFileSync(join(folder, 'src', file), 'utf8'))
  return {
    folder,
    files: globSync('**/*.ts', { cwd: join(folder, 'src') })
      .filter((file) => !file.endsWith('.test.ts'))
      .sort(),
    text,
    tree: (file) =>
      remember(trees, file, () =>
        ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true),
      ),
  }
}

function remember<Value>(known: Map<string, Value>, name: string, make: () => Value): Value {
  const value = known.get(name) ?? make()
  known.set(name, value)
  return value
}

/** All nodes of a kind, in the order of the text. */
export function nodesOf<Node extends ts.Node>(
  tree: ts.Node,
  is: (node: ts.Node) => node is Node,
): Node[] {
  const found: Node[] = []
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

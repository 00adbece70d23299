// The operations of the api, out of the contracts that stand beside their handlers.
import ts from 'typescript'
import { nodesOf } from './api-source.ts'
import type { ApiSource } from './api-source.ts'

export interface SourceOperation {
  readonly id: string
  /** In capitals. */
  readonly method: string
  /** As in openapi.yaml: `/v1/tasks/{taskId}`. */
  readonly path: string
  readonly file: string
  readonly isPublic: boolean
}

/** One request that an operation answers: HEAD is one beside each GET. */
export interface Probe {
  readonly operation: SourceOperation
  readonly method: string
  /** `GET /v1/tasks`. */
  readonly name: string
}

export function operationsOf(api: ApiSource): SourceOperation[] {
  return api.files
    .filter((file) => file.startsWith('http/'))
    .flatMap((file) => nodesOf(api.tree(file), isContract).map((call) => toOperation(call, file)))
}

export function securedOperationsOf(api: ApiSource): SourceOperation[] {
  return operationsOf(api).filter(({ isPublic }) => !isPublic)
}

export function securedProbesOf(api: ApiSource): Probe[] {
  return securedOperationsOf(api).flatMap((operation) =>
    (operation.method === 'GET' ? ['GET', 'HEAD'] : [operation.method]).map((method) => ({
      operation,
      method,
      name: `${method} ${operation.path}`,
    })),
  )
}

/** An expression that is true of the requests of this probe alone, in a handler with a `context`. */
export function isProbe({ operation, method }: Probe): string {
  const pattern = operation.path.replaceAll('/', '\\/').replace(/\{\w+\}/g, '[^/]+')
  return `(context.req.raw.method === '${method}' && /^${pattern}$/.test(context.req.path))`
}

function isContract(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.getText() === 'createRoute'
}

function toOperation(call: ts.CallExpression, file: string): SourceOperation {
  const [contract] = call.arguments
  if (contract === undefined || !ts.isObjectLiteralExpression(contract)) {
    throw new Error(`${file}: a contract that is not written out`)
  }
  const member = (name: string): ts.Expression => {
    const property = contract.properties.find((one) => one.name?.getText() === name)
    if (property === undefined || !ts.isPropertyAssignment(property)) {
      throw new Error(`${file}: a contract without ${name}`)
    }
    return property.initializer
  }
  const text = (name: string): string => {
    const value = member(name)
    if (!ts.isStringLiteral(value)) throw new Error(`${file}: ${name} is not written out`)
    return value.text
  }
  const security = member('security')
  return {
    id: text('operationId'),
    method: text('method').toUpperCase(),
    path: text('path'),
    file,
    isPublic: ts.isArrayLiteralExpression(security) && security.elements.length === 0,
  }
}

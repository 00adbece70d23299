import { createRoute } from '@hono/zod-openapi'
import { answerText } from '../answer.ts'
import { headers } from '../openapi-headers.ts'
import { publicProblems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { toYaml } from './document.ts'

const CACHE = 'public, max-age=300'
const anything = { type: 'object' as const, description: 'An OpenAPI 3.1 document.' }

/**
 * The operations that serve the contract. It lists them too, so it is built when it is first asked
 * for, and once.
 */
export function documentOperations(buildDocument: () => object): [Operation, Operation] {
  let json: string | undefined
  let yaml: string | undefined
  return [
    defineOperation(JSON_CONTRACT, ({ context }) => {
      json ??= JSON.stringify(buildDocument())
      const about = { 'content-type': 'application/json', 'cache-control': CACHE }
      return answerText(context, json, about)
    }),
    defineOperation(YAML_CONTRACT, ({ context }) => {
      yaml ??= toYaml(buildDocument())
      const about = { 'content-type': 'application/yaml', 'cache-control': CACHE }
      return answerText(context, yaml, about)
    }),
  ]
}

const JSON_CONTRACT = createRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'getOpenApiJson',
  tags: ['Documentation'],
  summary: 'This contract as JSON',
  description: 'The same document as openapi.yaml.',
  security: [],
  responses: {
    200: {
      description: 'The contract.',
      headers: headers(CACHE),
      content: { 'application/json': { schema: anything } },
    },
    ...publicProblems(),
  },
})

const YAML_CONTRACT = createRoute({
  method: 'get',
  path: '/openapi.yaml',
  operationId: 'getOpenApiYaml',
  tags: ['Documentation'],
  summary: 'This contract as YAML',
  description: 'The file that the clients and the contract suite are made from.',
  security: [],
  responses: {
    200: {
      description: 'The contract.',
      headers: headers(CACHE),
      // RFC 9512
      content: { 'application/yaml': { schema: { type: 'string' as const } } },
    },
    ...publicProblems(),
  },
})

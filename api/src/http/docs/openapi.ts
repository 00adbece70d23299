import { createRoute } from '@hono/zod-openapi'
import { answerText } from '../answer.ts'
import { headers, publicProblems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { buildDocument, toYaml } from './document.ts'

const CACHE = 'public, max-age=300'
const anything = { type: 'object' as const, description: 'An OpenAPI 3.1 document.' }

// Built on the first request: the document lists these operations too.
let json: string | undefined
let yaml: string | undefined

export const getOpenApiJsonOperation = defineOperation(
  createRoute({
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
        headers: headers(),
        content: { 'application/json': { schema: anything } },
      },
      ...publicProblems(),
    },
  }),
  ({ context }) => {
    json ??= JSON.stringify(buildDocument())
    return answerText(context, json, { 'content-type': 'application/json', 'cache-control': CACHE })
  },
)

export const getOpenApiYamlOperation = defineOperation(
  createRoute({
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
        headers: headers(),
        // RFC 9512
        content: { 'application/yaml': { schema: { type: 'string' as const } } },
      },
      ...publicProblems(),
    },
  }),
  ({ context }) => {
    yaml ??= toYaml(buildDocument())
    return answerText(context, yaml, { 'content-type': 'application/yaml', 'cache-control': CACHE })
  },
)

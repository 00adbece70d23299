// Nothing here may compile: each line with a remark has to be an error, and no other.
import createClient from 'openapi-fetch'
import type { paths } from '../generated/holdfast.d.ts'

const client = createClient<paths>({ baseUrl: 'http://localhost:3000' })

await client.POST('/v1/tasks', { body: { title: 'right' } })
await client.POST('/v1/tasks', { body: { titel: 'wrong' } }) // wrong: no such member
await client.POST('/v1/tasks', { body: {} }) // wrong: a member is missing
await client.POST('/v1/tasks', { body: { title: 'wrong', priority: 'urgent' } }) // wrong: no such value
await client.GET('/v1/task') // wrong: no such path
await client.PUT('/v1/tasks', {}) // wrong: no such method
await client.GET('/v1/tasks/{taskId}') // wrong: a parameter is missing

const { data, error } = await client.GET('/v1/tasks', { params: { query: { limit: 10 } } })
await client.GET('/v1/tasks', { params: { query: { limit: 'ten' } } }) // wrong: not a number
console.log(data?.items[0]?.title, error?.detail)
console.log(data?.items[0]?.titel) // wrong: no such member of a response
console.log(error?.message) // wrong: no such member of a problem

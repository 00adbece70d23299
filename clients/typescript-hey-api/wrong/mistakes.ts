// Nothing here may compile: each line with a remark has to be an error, and no other.
import { createTask, getTask, listTasks } from '../generated/index.js'
import { replaceTask } from '../generated/index.js' // wrong: no such operation

await createTask({ body: { title: 'right' } })
await createTask({ body: { titel: 'wrong' } }) // wrong: no such member
await createTask({ body: {} }) // wrong: a member is missing
await createTask({ body: { title: 'wrong', priority: 'urgent' } }) // wrong: no such value
await getTask({ path: {} }) // wrong: a parameter is missing

const { data, error } = await listTasks({ query: { limit: 10 } })
await listTasks({ query: { limit: 'ten' } }) // wrong: not a number
console.log(data?.items[0]?.title, error?.detail, replaceTask)
console.log(data?.items[0]?.titel) // wrong: no such member of a response
console.log(error?.message) // wrong: no such member of a problem

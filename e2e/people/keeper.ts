/** A person with an account, and their tasks as the api has them: to arrange and to assert. */
import type {
  components,
  HoldfastClient,
  Task,
  TaskCreate,
  TaskPatch,
} from '@holdfast/contracts/client'
import type { Person } from './person.ts'

type Schemas = components['schemas']
type List = Schemas['List']
type Label = Schemas['Label']
type Section = Schemas['Section']

export class Keeper {
  readonly person: Person
  readonly token: string
  readonly #client: HoldfastClient

  constructor(person: Person, token: string, client: HoldfastClient) {
    this.person = person
    this.token = token
    this.#client = client
  }

  async add(task: TaskCreate): Promise<Task> {
    return answered(await this.#client.POST('/v1/tasks', { body: task }))
  }

  async addList(list: Schemas['ListCreate']): Promise<List> {
    return answered(await this.#client.POST('/v1/lists', { body: list }))
  }

  async addLabel(label: Schemas['LabelCreate']): Promise<Label> {
    return answered(await this.#client.POST('/v1/labels', { body: label }))
  }

  async addSection(section: Schemas['SectionCreate']): Promise<Section> {
    return answered(await this.#client.POST('/v1/sections', { body: section }))
  }

  async lists(): Promise<List[]> {
    return answered(await this.#client.GET('/v1/lists')).items
  }

  async labels(): Promise<Label[]> {
    return answered(await this.#client.GET('/v1/labels')).items
  }

  /** Those of a list in the order made by hand. */
  async ordered(listId: string): Promise<Task[]> {
    const query = { listId, sort: 'position', order: 'asc', limit: 200 } as const
    return answered(await this.#client.GET('/v1/tasks', { params: { query } })).items
  }

  /** `Task 0`, `Task 1` and so on; a few at a time, since the writes of one person wait for each other. */
  async addMany(count: number, fields: Omit<TaskCreate, 'title'> = {}): Promise<void> {
    for (let made = 0; made < count; made += 5) {
      const some = Array.from({ length: Math.min(5, count - made) }, (_, index) => made + index)
      await Promise.all(some.map((number) => this.add({ ...fields, title: `Task ${number}` })))
    }
  }

  async change(task: Task, patch: TaskPatch): Promise<Task> {
    const params = { path: { taskId: task.id } }
    return answered(await this.#client.PATCH('/v1/tasks/{taskId}', { params, body: patch }))
  }

  /** The newest first, 200 at most. */
  async tasks(): Promise<Task[]> {
    const params = { query: { limit: 200 } }
    return answered(await this.#client.GET('/v1/tasks', { params })).items
  }

  async titles(): Promise<string[]> {
    return (await this.tasks()).map(({ title }) => title)
  }

  /** @throws Error when there is none of this title, or more than one */
  async task(title: string): Promise<Task> {
    const [found, ...others] = (await this.tasks()).filter((task) => task.title === title)
    if (found === undefined || others.length > 0) throw new Error(`not exactly one “${title}”`)
    return found
  }
}

function answered<T>({ data, response }: { data?: T; response: Response }): T {
  if (data === undefined) throw new Error(`${response.url} answered ${response.status}`)
  return data
}

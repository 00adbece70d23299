import { describe, expect, it } from 'vitest'
import { describedIn, differences, variablesIn } from './variable-list.ts'

describe('variablesIn', () => {
  it('finds names in quotes and names of members', () => {
    const source = `read('API_PORT', 1)\n  WEB_PORT: port(3000),\n  oneOf('RUNTIME')\nconst LIMIT = 1`
    expect(variablesIn(source)).toEqual(['API_PORT', 'WEB_PORT', 'RUNTIME'])
  })
})

describe('describedIn', () => {
  it('counts a variable that is off by default', () => {
    expect(describedIn('# The port.\nWEB_PORT=3000\n# RUNTIME=bun\n')).toEqual([
      'WEB_PORT',
      'RUNTIME',
    ])
  })
})

describe('differences', () => {
  it('is quiet when all three agree', () => {
    expect(differences(['A_B'], ['A_B'], ['A_B'])).toEqual([])
  })

  it('names what one of them lacks', () => {
    expect(differences(['A_B'], ['C_D'], ['A_B', 'C_D'])).toEqual([
      'A_B is missing in .env.example',
      'C_D is not read by any configuration file',
    ])
  })
})

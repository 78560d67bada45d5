import { expect, test } from 'vitest'
import { field, newAsker, recordings, rowsOf } from './askHost.ts'

const ask = newAsker({ count: 900 })
const persons = '/api/projects/1/persons/'

test('everybody once, page by page, counted on newest servers only', async () => {
  const seen: unknown[] = []
  let next: unknown = `${persons}?limit=90`
  while (typeof next === 'string') {
    const answer = await ask(next)
    seen.push(...rowsOf(answer).map((person) => person['uuid']))
    next = field(answer, 'next')
  }
  const whole = await ask(`${persons}?limit=5000`)
  expect(seen).toEqual(rowsOf(whole).map((person) => person['uuid']))
  expect(new Set(seen).size).toBe(field(whole, 'count'))
  expect(seen.length).toBeGreaterThan(200)
  expect(rowsOf(whole).every(({ id }) => typeof id === 'number')).toBe(true)
  expect(field(await ask(`${persons}?limit=${seen.length}`), 'next')).toBeNull()
  expect(field(await ask(`${persons}?limit=${seen.length - 1}`), 'next')).not.toBeNull()
  expect(field(await newAsker({ edition: 'mid' })(persons), 'count')).toBeUndefined()
  expect(rowsOf(await ask('/api/projects/3/persons/'))).toEqual([])
})

test('by a distinct id, whichever of theirs, and alone by uuid', async () => {
  const several = rowsOf(await ask(`${persons}?limit=200`)).find(
    ({ distinct_ids }) => Array.isArray(distinct_ids) && distinct_ids.length > 1,
  )
  for (const distinctId of Object(several?.['distinct_ids'])) {
    expect(rowsOf(await ask(`${persons}?distinct_id=${distinctId}`))).toEqual([several])
  }
  expect((await ask(`${persons}${String(several?.['uuid'])}/`)).body).toEqual(several)
  expect((await ask(`${persons}nobody/`)).status).toBe(404)
  expect(rowsOf(await ask(`${persons}?distinct_id=nobody`))).toEqual([])
})

test('by letters of a name, a mail or an id', async () => {
  const found = rowsOf(await ask(`${persons}?search=SCHNEIDER&limit=500`))
  expect(found.length).toBeGreaterThan(0)
  for (const person of found) expect(JSON.stringify(person).toLowerCase()).toContain('schneider')
  expect(rowsOf(await ask(`${persons}?search=Refuses to be shared`))).toHaveLength(1)
})

test('whoever a recording names can be asked for, unless they are unknown', async () => {
  for (const { person } of rowsOf(await ask(`${recordings}?date_from=-90d&limit=120`))) {
    if (typeof person !== 'object' || person === null) continue
    const { id, uuid, name } = Object(person)
    const answer = await ask(`${persons}${uuid}/`)
    expect(answer.status).toBe(id === null ? 404 : 200)
    if (id !== null && String(name).includes(' ')) expect(field(answer, 'name')).toBe(name)
  }
})

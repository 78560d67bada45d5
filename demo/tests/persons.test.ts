import { expect, test } from 'vitest'
import { field, newClient, recordings, rowsOf } from './hostClient.ts'

const send = newClient({ count: 900 })
const persons = '/api/projects/1/persons/'

test('everybody once, page by page, counted on newest servers only', async () => {
  const seen: unknown[] = []
  let next: unknown = `${persons}?limit=90`
  while (typeof next === 'string') {
    const answer = await send(next)
    seen.push(...rowsOf(answer).map((person) => person['uuid']))
    next = field(answer, 'next')
  }
  const whole = await send(`${persons}?limit=5000`)
  expect(seen).toEqual(rowsOf(whole).map((person) => person['uuid']))
  expect(new Set(seen).size).toBe(field(whole, 'count'))
  expect(seen.length).toBeGreaterThan(200)
  expect(rowsOf(whole).every(({ id }) => typeof id === 'number')).toBe(true)
  expect(field(await send(`${persons}?limit=${seen.length}`), 'next')).toBeNull()
  expect(field(await send(`${persons}?limit=${seen.length - 1}`), 'next')).not.toBeNull()
  expect(field(await newClient({ edition: 'mid' })(persons), 'count')).toBeUndefined()
  expect(rowsOf(await send('/api/projects/3/persons/'))).toEqual([])
})

test('by a distinct id, whichever of theirs, and alone by uuid', async () => {
  const several = rowsOf(await send(`${persons}?limit=200`)).find(
    ({ distinct_ids }) => Array.isArray(distinct_ids) && distinct_ids.length > 1,
  )
  for (const distinctId of Object(several?.['distinct_ids'])) {
    expect(rowsOf(await send(`${persons}?distinct_id=${distinctId}`))).toEqual([several])
  }
  expect((await send(`${persons}${String(several?.['uuid'])}/`)).body).toEqual(several)
  expect((await send(`${persons}nobody/`)).status).toBe(400)
  expect((await send(`${persons}0198f000-0000-7000-8000-00000000dead/`)).status).toBe(404)
  expect(rowsOf(await send(`${persons}?distinct_id=nobody`))).toEqual([])
})

test('by letters of a name, a mail or an id', async () => {
  const found = rowsOf(await send(`${persons}?search=SCHNEIDER&limit=500`))
  expect(found.length).toBeGreaterThan(0)
  for (const person of found) expect(JSON.stringify(person).toLowerCase()).toContain('schneider')
  expect(rowsOf(await send(`${persons}?search=Refuses to be shared`))).toHaveLength(1)
})

test('whoever a recording names can be asked for, unless they are unknown', async () => {
  for (const { person } of rowsOf(await send(`${recordings}?date_from=-90d&limit=120`))) {
    if (typeof person !== 'object' || person === null) continue
    const { id, uuid, name } = Object(person)
    const answer = await send(`${persons}${uuid}/`)
    expect(answer.status).toBe(id === null ? 404 : 200)
    if (id !== null && String(name).includes(' ')) expect(field(answer, 'name')).toBe(name)
  }
})

test('a request to erase recordings deletes the person where keep_person is not known', async () => {
  for (const edition of ['newest', 'mid'] as const) {
    const host = newClient({ edition, erasureMs: 0 })
    const [row] = rowsOf(await host(`${recordings}?date_from=-30d&limit=1`))
    const { uuid = '' } = Object(row?.['person']) as { uuid?: string }
    const body = { ids: [uuid], delete_recordings: true, keep_person: true }
    expect((await host(`${persons}bulk_delete/`, { method: 'POST', body })).status).toBe(202)
    const isNewest = edition === 'newest'
    expect((await host(`${persons}deletion_status/`)).status).toBe(isNewest ? 200 : 400)
    expect((await host(`${persons}${uuid}/`)).status).toBe(isNewest ? 200 : 404)
    const left = rowsOf(await host(`${recordings}?date_from=-90d&person_uuid=${uuid}`))
    expect(left.length > 0).toBe(!isNewest)
  }
})

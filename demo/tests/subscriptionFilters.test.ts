import { describe, expect, test } from 'vitest'
import { subscriptionClient } from './subscriptionClient.ts'
import { robin } from '../data/colleagues.ts'
import { editions } from '../host/options.ts'

describe('every server', () => {
  test.each(editions)('knows insight and dashboard: %s', async (edition) => {
    const { send, path, rows } = subscriptionClient({ edition })
    const all = await rows()
    const [errors, board] = [await rows('insight=302'), await rows('dashboard=44')]
    expect(errors.length).toBeGreaterThan(2)
    expect(errors).toEqual(all.filter(({ insight }) => insight === 302))
    expect(board.length).toBeGreaterThan(2)
    expect(board).toEqual(all.filter(({ dashboard }) => dashboard === 44))
    expect(await rows('insight=302&dashboard=44')).toEqual([])
    expect((await send(`${path}?insight=first`)).status).toBe(500)
  })
})

describe('newest servers', () => {
  const { send, path, rows, ids } = subscriptionClient()

  test('show deleted ones to those who ask for them, and only those', async () => {
    expect(await ids('deleted=true')).toEqual(expect.arrayContaining([3431, 3432, 3433]))
    expect((await rows('deleted=true')).every(({ deleted }) => deleted === true)).toBe(true)
    expect(await ids('deleted=false')).toEqual(await ids(''))
    expect(await ids('')).not.toContain(3431)
  })

  test('search titles and names of what is shown, word by word', async () => {
    expect(await ids('search=FIGURES copy')).toEqual([3242])
    const errors = await rows('limit=1000&search=exceptions')
    expect(errors.map(({ resource_name }) => resource_name)).toEqual(errors.map(() => 'Exceptions by page'))
    expect(errors.map(({ id }) => id)).toContain(3244)
    expect(await ids('search=no such words')).toEqual([])
  })

  test('sort by four names, up or down, what is empty behind everything', async () => {
    const column = async (ordering: string, name: string) => {
      const values = (await rows(`limit=1000&ordering=${ordering}`)).map((row) => row[name])
      return values.map((value) => (typeof value === 'string' ? value : null))
    }
    const next = await column('next_delivery_date', 'next_delivery_date')
    const dates = next.filter((date) => date !== null)
    expect(dates).toEqual(dates.toSorted())
    expect(next.slice(0, dates.length)).toEqual(dates)
    expect(next.length).toBeGreaterThan(dates.length)
    const back = await column('-next_delivery_date', 'next_delivery_date')
    expect(back[0]).toBeNull()
    expect(back.at(-1)).toBe(next[0])
    for (const name of ['title', 'created_at']) {
      const values = (await column(name, name)).filter((value) => value !== null)
      expect(values).toEqual(values.toSorted())
    }
    const owners = await rows('limit=1000&ordering=created_by__email')
    expect([owners[0], owners.at(-1)]).toMatchObject([{ created_by: { first_name: 'Ines' } }, { created_by: null }])
    expect(await ids('ordering=colour')).toEqual(await ids(''))
  })

  test('know the owner by his uuid, however it is written', async () => {
    const his = await rows(`limit=1000&created_by=${robin.uuid}`)
    expect(his.length).toBeGreaterThan(5)
    expect(his.every(({ created_by }) => Object(created_by)['email'] === robin.email)).toBe(true)
    expect(await rows(`limit=1000&created_by=${robin.uuid.replaceAll('-', '').toUpperCase()}`)).toEqual(his)
    expect(await send(`${path}?created_by=robin`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', detail: 'Not a valid UUID.', attr: 'created_by' },
    })
  })

  test('know what is shown and how it is sent', async () => {
    const all = await rows()
    for (const type of ['insight', 'dashboard', 'ai_prompt']) {
      const some = await rows(`limit=1000&resource_type=${type}`)
      expect(some.length).toBeGreaterThan(0)
      expect(some).toEqual(all.filter(({ resource_type }) => resource_type === type))
    }
    for (const type of ['email', 'slack', 'teams']) {
      expect(await rows(`limit=1000&target_type=${type}`)).toEqual(all.filter(({ target_type }) => target_type === type))
    }
    expect(await ids('resource_type=poem')).toEqual(await ids(''))
    expect(await send(`${path}?target_type=webhook`)).toMatchObject({
      status: 400,
      body: { detail: 'Must be one of: email, slack, teams.', attr: 'target_type' },
    })
  })
})

test('older servers ignore all that without a word', async () => {
  const filters = [
    'deleted=true',
    'search=figures',
    'ordering=-title',
    'created_by=robin',
    'resource_type=dashboard',
    'target_type=nothing',
  ]
  for (const edition of ['documented', 'old', 'mid'] as const) {
    const { ids } = subscriptionClient({ edition })
    const all = await ids('')
    for (const filter of filters) expect(await ids(filter)).toEqual(all)
  }
})

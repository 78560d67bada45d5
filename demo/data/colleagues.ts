/**
 * Somebody of the demo's company who may own things, as the API names people (UserBasic, posthog-api.md#i3-subscription-object).
 */
export type Colleague = {
  id: number
  uuid: string
  distinct_id: string
  first_name: string
  last_name: string
  email: string
  is_email_verified: boolean | null
  hedgehog_config: unknown
  role_at_organization: string | null
}

function colleague(
  id: number,
  uuidEnd: string,
  name: readonly [string, string],
  role: string | null,
  hedgehog: unknown = null,
): Colleague {
  const [first_name, last_name] = name
  return {
    id,
    uuid: `0198e000-0000-0000-0000-0000000000${uuidEnd}`,
    distinct_id: id === 1 ? 'demo-owner' : `demo-colleague-${id}`,
    first_name,
    last_name,
    email: `${first_name.toLowerCase()}@leafandkettle.example`,
    is_email_verified: id === 4 ? null : true,
    hedgehog_config: hedgehog,
    role_at_organization: role,
  }
}

/** Whose keys the demo takes. */
export const robin = colleague(1, 'bb', ['Robin', 'Ashworth'], 'leadership', { use_as_profile: true, color: 'green' })

/** Everybody, the owner of the keys first. */
export const colleagues: readonly Colleague[] = [
  robin,
  colleague(2, 'c2', ['Noor', 'Haddad'], 'product', {}),
  colleague(3, 'c3', ['Tomas', 'Kowalczyk'], 'engineering', {
    accessories: ['cap', 'glasses'],
    color: 'sepia',
    ai_enabled: true,
  }),
  colleague(4, 'c4', ['Ines', 'Berg'], 'marketing'),
  colleague(5, 'c5', ['Maja', 'Sikora'], 'sales', { skin: 'spiderhog' }),
  colleague(6, 'c6', ['Kofi', 'Okafor'], 'data', null),
  colleague(7, 'c7', ['Yuki', ''], null),
]

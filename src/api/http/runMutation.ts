import type { MutationOptions, QueryClient } from '@tanstack/react-query'

/** Runs a mutation outside of components, with the cache rules of `queryClient`: for work that outlives its screen. */
export function runMutation<Answer, Variables>(
  queryClient: QueryClient,
  options: MutationOptions<Answer, Error, Variables>,
  variables: Variables,
): Promise<Answer> {
  return queryClient.getMutationCache().build(queryClient, options).execute(variables)
}

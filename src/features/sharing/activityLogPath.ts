/** Where the trail of this browser is. */
export function trailPath(projectId: string): string {
  return `/project/${encodeURIComponent(projectId)}/trail`
}

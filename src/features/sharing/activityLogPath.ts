/** Where the trail of this browser is. */
export function activityLogPath(projectId: string): string {
  return `/project/${encodeURIComponent(projectId)}/trail`
}

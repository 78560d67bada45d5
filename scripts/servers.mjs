// Finds or installs the web servers that dist is tested with.
import { existsSync } from 'node:fs'
import { installFromDebian } from './steps.mjs'

const packages = { nginx: 'nginx-light', caddy: 'caddy' }

/** The path of an installed server; undefined if there is none. */
export function findServer(name) {
  return ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => `${folder}/${name}`)
    .find((path) => existsSync(path))
}

/** Installs the servers that are missing, where that can be done. */
export function ensureServers() {
  const missing = Object.keys(packages).filter((name) => !findServer(name))
  if (missing.length > 0) installFromDebian(...missing.map((name) => packages[name]))
}

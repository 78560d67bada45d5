import { cacheRules } from './cacheControl.ts'
import { commonHeaders, pageHeaders, pageRule, policyRules, type Preset } from './policy.ts'

/** Where the files are and where to listen, as the server's own configuration has it. */
export type Site = { root: string; address: string }

const usualSite: Site = { root: '/var/www/replay-desk', address: ':80' }

function quoted(text: string): string {
  return `"${text}"`
}

function indented(lines: readonly string[], by: string): string {
  return lines.map((line) => (line === '' ? '' : by + line)).join('\n')
}

/** For the http block of nginx. `add_header` without `always` leaves errors alone, which nobody may keep. */
function nginx(preset: Preset, { root, address }: Site): string {
  const policies = policyRules(preset).map(({ paths, policy }) => `${quoted(`~${paths}`)} ${quoted(policy)};`)
  const caches = cacheRules.map(({ paths, value }) => `${quoted(`~${paths}`)} ${quoted(value)};`)
  const lines = (headers: Record<string, string>) =>
    Object.entries(headers).map(([name, value]) => `add_header ${name} ${quoted(value)} always;`)
  const common = [
    'add_header Content-Security-Policy $replay_desk_policy always;',
    ...lines(commonHeaders),
    'add_header Cache-Control $replay_desk_cache;',
  ]
  return `# Replay Desk, by nginx: /etc/nginx/conf.d/replay-desk.conf. Add TLS.
map $uri $replay_desk_policy {
    default ${quoted(pageRule(preset))};
${indented(policies, '    ')}
    "~^/assets/" "";
}
map $uri $replay_desk_cache {
    default "no-cache";
${indented(caches, '    ')}
}
server {
    listen ${address.replace(/^:/, '')};
    root ${root};
    gzip on;
    gzip_types application/javascript application/json application/wasm image/svg+xml text/css;
    location / {
${indented([...common, ...lines(pageHeaders)], '        ')}
        try_files $uri /index.html;
    }
    location /assets/ {
${indented(common, '        ')}
        try_files $uri =404;
    }
}
`
}

function caddy(preset: Preset, { root, address }: Site): string {
  const policies = policyRules(preset).map(({ glob, policy }) => `header ${glob} Content-Security-Policy ${quoted(policy)}`)
  const lines = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => `${name} ${quoted(value)}`)
  const caches = cacheRules.flatMap(({ paths, value }, index) => [
    `@cache${index} {`,
    `\tpath_regexp ${paths}`,
    '\tfile',
    '}',
    `header @cache${index} Cache-Control ${quoted(value)}`,
  ])
  return `# Replay Desk, by Caddy: a Caddyfile. A domain instead of the address gets TLS.
${address} {
	root * ${root}
	encode gzip
	route {
		header {
${indented(lines(commonHeaders), '\t\t\t')}
			Cache-Control "no-cache"
		}
		@page not path /assets/*
		header @page {
			Content-Security-Policy ${quoted(pageRule(preset))}
${indented(lines(pageHeaders), '\t\t\t')}
		}
${indented(policies, '\t\t')}
${indented(caches, '\t\t')}
		@screen {
			not path /assets/*
			not file
		}
		rewrite @screen /index.html
		file_server
	}
}
`
}

/**
 * For hosts that read a `_headers` file, which add up the headers of all patterns that match. So the policy of a page stays in
 * the page, where the build has written it, and only what cannot be said there comes as a header.
 */
function headersFile(preset: Preset): string {
  const workers = policyRules(preset).filter(({ glob }) => glob.includes('Worker'))
  const blocks: [string, Record<string, string>][] = [
    ['/*', { 'Content-Security-Policy': "frame-ancestors 'self'", ...commonHeaders, ...pageHeaders }],
    ...workers.map(({ glob, policy }): [string, Record<string, string>] => [glob, { 'Content-Security-Policy': policy }]),
    ...cacheRules.map(({ glob, value }): [string, Record<string, string>] => [glob, { 'Cache-Control': value }]),
  ]
  const text = blocks.flatMap(([path, headers]) => [
    path,
    ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
  ])
  return `# Replay Desk, by a host that reads _headers, such as Netlify and Cloudflare Pages: dist/_headers.
# dist/_redirects beside it holds one line: /* /index.html 200
${text.join('\n')}
`
}

function pairs(rules: readonly (readonly [string, string])[]): string {
  return indented(
    rules.map(([paths, value]) => `[new RegExp(${JSON.stringify(paths)}), ${JSON.stringify(value)}],`),
    '  ',
  )
}

/** One function for both events: it gives files of S3 their headers, and index.html to the addresses of screens. */
function cloudFront(preset: Preset): string {
  return `// Replay Desk, by S3 and CloudFront: a CloudFront function (runtime 2.0) for viewer request and viewer response.
var policies = [
${pairs(policyRules(preset).map(({ paths, policy }) => [paths, policy]))}
  [/^[/]assets[/]/, ''],
  [/^/, ${JSON.stringify(pageRule(preset))}],
]
var caches = [
${pairs(cacheRules.map(({ paths, value }) => [paths, value]))}
  [/^/, 'no-cache'],
]
var common = ${JSON.stringify(commonHeaders, null, 2)}
var page = ${JSON.stringify(pageHeaders, null, 2)}
function first(rules, uri) {
  return rules.find(function (rule) { return rule[0].test(uri) })[1]
}
function handler(event) {
  var uri = event.request.uri
  if (event.context.eventType === 'viewer-request') {
    var isFile = uri.startsWith('/assets/') || /[.](html|json|svg|txt)$/.test(uri)
    if (!isFile) event.request.uri = '/index.html'
    return event.request
  }
  var headers = event.response.headers
  var others = uri.startsWith('/assets/') ? common : Object.assign({}, common, page)
  Object.keys(others).forEach(function (name) { headers[name.toLowerCase()] = { value: others[name] } })
  var policy = first(policies, uri)
  if (policy) headers['content-security-policy'] = { value: policy }
  headers['cache-control'] = { value: event.response.statusCode === 200 ? first(caches, uri) : 'no-cache' }
  return event.response
}
`
}

/** Text for other servers that gives files the headers of our own (scripts/policy.ts), by the server's name. */
export const hostingTexts: Record<string, (preset: Preset, site?: Site) => string> = {
  nginx: (preset, site = usualSite) => nginx(preset, site),
  caddy: (preset, site = usualSite) => caddy(preset, site),
  _headers: headersFile,
  cloudfront: cloudFront,
}

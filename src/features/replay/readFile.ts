import { isGzip } from '#lib/gunzip.ts'
import { type FileContent, type FileError, parseContent, looksLike } from './replayFile.ts'

/** Larger files exceed the maximum string length. */
const maxBytes = 400_000_000

async function unpackGzip(file: Blob): Promise<Blob | FileError> {
  const reader = file.stream().pipeThrough<Uint8Array<ArrayBuffer>>(new DecompressionStream('gzip')).getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (let piece = await reader.read(); piece.value; piece = await reader.read()) {
    pieces.push(piece.value)
    size += piece.value.length
    if (size <= maxBytes) continue
    await reader.cancel()
    return { kind: 'too-big', size, max: maxBytes }
  }
  return new Blob(pieces)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Invalid lines are left for the engine to count. */
function parseLines(text: string): FileContent | FileError {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const values = lines.map(parse)
  if (!values.some((value) => typeof value === 'object')) return { kind: 'no-recording', looksLike: looksLike(text) }
  return { facts: { recordingId: null, personName: null, notes: [], source: 'rrweb' }, values }
}

/** Reads events of any known format, also gzipped, or returns why it can't. Never rejects. */
export async function readFile(file: Blob): Promise<FileContent | FileError> {
  if (file.size === 0) return { kind: 'empty' }
  if (file.size > maxBytes) return { kind: 'too-big', size: file.size, max: maxBytes }
  try {
    const isCompressed = isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer()))
    const plain = isCompressed ? await unpackGzip(file) : file
    if (!(plain instanceof Blob)) return plain
    const text = await plain.text()
    const json = parse(text)
    return json === undefined ? parseLines(text) : parseContent(json)
  } catch {
    return { kind: 'unreadable' }
  }
}

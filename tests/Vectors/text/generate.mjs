// Writes changes.jsonl: text change sets and what the real @codemirror/state makes of them, for the tests in C# and in TypeScript.
//
//   npm ci && node generate.mjs            writes the file anew
//   node generate.mjs --check              fails if the file is not what this program writes
//   node generate.mjs --more N SEED FILE   writes N others elsewhere (tests/laws.sh)
//
// One case a line. `a` and `b` change `doc`, `c` changes what `a` makes of it (`docA`):
//   ac   a.compose(c)           ab   a.map(b)           abBefore   a.map(b, true)
//   inv  a.invert(doc)          ba   b.map(a)           baBefore   b.map(a, true)
//   pos  [position, assoc, mode, a.mapPos(…)]; modes are 0 Simple, 1 TrackDel, 2 TrackBefore, 3 TrackAfter
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { ChangeSet, Text } from '@codemirror/state'

const cases = 10_000
const file = new URL('changes.jsonl', import.meta.url)

// Mulberry32: the same cases on every machine.
const more = process.argv[2] === '--more' ? { cases: Number(process.argv[3]), seed: Number(process.argv[4]), file: process.argv[5] } : null
let state = more?.seed ?? 0x0ddba11
function random () {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const upTo = n => Math.floor(random() * (n + 1))
const chance = p => random() < p
const pick = list => list[upTo(list.length - 1)]

const pieces = [
  'a', 'b', 'c', ' ', 'x', 'yz', 'open', 'data',
  '\n', '\n', '\n\n', '\t', '\u2028', '\u00a0',
  'ক', 'ক্ষ', 'প্রকল্প', '্', 'নী',
  'न', 'क्ष', 'योजना', 'ि',
  '😀', '👩‍🌾', '🇳🇵', '𝒜', 'é', 'e\u0301', '中'
]

function words (most) {
  let text = ''
  for (let n = upTo(most); n > 0; n--) text += pick(pieces)
  return text
}

/** A position between two characters, so that no surrogate pair is divided. */
function place (doc) {
  const pos = upTo(doc.length)
  return /[\ud800-\udbff]/.test(doc[pos - 1] ?? '') ? pos + 1 : pos
}

/** A change of one to four edits, often where `near` has its own. */
function change (doc, near = []) {
  const spots = Array.from({ length: 2 * (1 + upTo(chance(0.7) ? 1 : 3)) }, () =>
    near.length && chance(0.4) ? pick(near) : place(doc))
  spots.sort((a, b) => a - b)
  const edits = []
  for (let i = 0; i < spots.length; i += 2) {
    const [from, to] = chance(0.4) ? [spots[i], spots[i]] : [spots[i], spots[i + 1]]
    edits.push({ from, to, insert: chance(from === to ? 0.05 : 0.5) ? '' : words(2) })
  }
  return { changes: ChangeSet.of(edits, doc.length, '\n'), spots }
}

/** Sometimes several in a row as one: composition makes rows of sections that single edits do not. */
function changeOf (doc, near) {
  let { changes, spots } = change(doc, near)
  for (let more = chance(0.3) ? 1 + upTo(2) : 0; more > 0; more--) {
    const next = changes.apply(textOf(doc)).toString()
    changes = changes.compose(change(next).changes)
  }
  return { changes, spots }
}

const textOf = doc => Text.of(doc.split('\n'))

function positions (changes) {
  const wanted = Array.from({ length: 3 }, () => upTo(changes.length))
  for (let i = 0, pos = 0; i < changes.sections.length; i += 2) {
    if (chance(0.3)) wanted.push(pos)
    pos += changes.sections[i]
  }
  return wanted.slice(0, 6).map(pos => {
    const [assoc, mode] = [pick([-1, 1]), chance(0.3) ? 0 : 1 + upTo(2)]
    return [pos, assoc, mode, changes.mapPos(pos, assoc, mode)]
  })
}

function oneCase () {
  const doc = chance(0.04) ? '' : words(chance(0.9) ? 8 : 20)
  const { changes: a, spots } = changeOf(doc)
  const { changes: b } = changeOf(doc, spots)
  const docA = a.apply(textOf(doc)).toString()
  const { changes: c } = changeOf(docA)
  return JSON.stringify({
    doc,
    a,
    b,
    c,
    docA,
    ac: a.compose(c),
    ab: a.map(b),
    abBefore: a.map(b, true),
    ba: b.map(a),
    baBefore: b.map(a, true),
    inv: a.invert(textOf(doc)),
    pos: positions(a)
  })
}

const all = () => Array.from({ length: cases }, oneCase).join('\n') + '\n'
if (more) {
  const lines = createWriteStream(more.file)
  for (let n = 0; n < more.cases; n++) if (!lines.write(oneCase() + '\n')) await once(lines, 'drain')
  lines.end()
  await once(lines, 'finish')
} else if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== all()) {
    console.error('changes.jsonl is stale: run node generate.mjs')
    process.exit(1)
  }
  console.log(`changes.jsonl is up to date: ${cases} cases`)
} else {
  const written = all()
  writeFileSync(file, written)
  console.log(`changes.jsonl: ${cases} cases, ${Buffer.byteLength(written)} bytes`)
}

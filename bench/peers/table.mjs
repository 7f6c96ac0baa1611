// One table of all live results of a run, or with --json one line of all its results: node table.mjs DIRECTORY [--json]
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const [directory, json] = process.argv.slice(2)
const results = prefix => readdirSync(directory).filter(name => name.startsWith(prefix)).map(name => JSON.parse(readFileSync(join(directory, name))))
const rows = results('live-').flatMap(result => result.rows)
if (json) {
  console.log(JSON.stringify({ bench: 'peers', trace: results('trace-').flatMap(result => result.rows), live: rows }))
  process.exit()
}
const number = (value, digits = 0) => Number.isFinite(value) ? value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }) : '–'
const columns = [
  ['server', row => row.name],
  ['clients', row => `${row.clients} (${row.full} full)`],
  ['edits/s offered', row => number(row.offered)],
  ['made', row => number(row.made)],
  ['p50 ms', row => number(row.p50, 1)],
  ['p95 ms', row => number(row.p95, 1)],
  ['p99 ms', row => number(row.p99, 1)],
  ['ack p50 ms', row => number(row.ack50, 1)],
  ['ack p99 ms', row => number(row.ack99, 1)],
  ['server CPU', row => `${number(row.serverCpuShare * 100)} %`],
  ['µs/edit', row => number(row.microsPerEdit)],
  ['µs/delivery', row => number(row.microsPerDelivery, 1)],
  ['peak RSS MB', row => number(row.peakRss / 1e6)],
  ['bench busy', row => `${number(row.clientBusy * 100)} %`],
  ['others CPU', row => `${number(row.othersCpuShare * 100)} %`],
  ['same text', row => row.converged ? 'yes' : 'NO']
]
rows.sort((a, b) => Number(!!a.saturation) - Number(!!b.saturation) || b.full - a.full || a.offered - b.offered || a.name.localeCompare(b.name))
console.log(`| ${columns.map(([title]) => title).join(' | ')} |`)
console.log(`|${columns.map(() => '---').join('|')}|`)
for (const row of rows) console.log(`| ${columns.map(([, cell]) => cell(row)).join(' | ')} |`)

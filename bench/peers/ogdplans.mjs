// OgdPlans as one of the peers: adapters/ogdplans.mjs, beside ogdplans-client.mjs (the browser's own client modules in one
// file) and ogdplans-hub.mjs. bench/run.sh peers puts them there.
//   OGDPLANS_APP      the published app: …/PlanEditor.dll
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { cpuSeconds, launch } from '../lib/server.mjs'
import { sleep } from '../lib/util.mjs'
import { ChangeSet, PlanSession, browserTimers, keyOf, newId, toText } from './ogdplans-client.mjs'
import { HubLine, cookieOf } from './ogdplans-hub.mjs'

const PLAN = 'nepal'
const ROOT = 'AAAAAAAAAAE'
const NODE = 'YmVuY2h0ZXg' // the section that holds the text; found again by its id
const FIELD = 'text'
const KEY = keyOf(NODE, FIELD)

// Who may write Nepal's plan: its own people, and others' once `start` has lent them to Nepal. One person may have 20
// connections and make 200 calls a second, so the clients are shared out evenly.
const WRITERS = ['np', 'bd', 'pa', 'uy'].flatMap(country => ['lead', 'focal', 'focal2'].map(role => `${role}.${country}`))

// One address may have 100 connections; loopback has many addresses.
const addressOf = i => `127.0.0.${1 + Math.floor(i / 90)}`

// What a server does once after its start, such as the files of a sample that is final, is no part of how it carries people.
async function calm (pid) {
  for (let quiet = 0, tries = 0, before = cpuSeconds(pid); quiet < 4 && tries < 240; tries++) {
    await sleep(500)
    const now = cpuSeconds(pid)
    quiet = now - before < 0.03 ? quiet + 1 : 0
    before = now
  }
}

export default {
  name: 'OgdPlans',
  persists: 'every change, synced to disk',
  acks: 'when it is on disk',

  async start ({ port, dir }) {
    const site = `http://127.0.0.1:${port}`
    const server = await launch('dotnet', [process.env.OGDPLANS_APP, '--urls', site, '--data', dir, '--sample', 'true'],
      { port, startupMs: 90_000, env: { Logging__LogLevel__Default: 'Warning' } })
    const database = new Database(join(dir, 'plans.db'), { timeout: 5000 })
    database.prepare("UPDATE AspNetUsers SET Country = 'NP' WHERE Country IS NOT NULL").run()
    database.close()
    await calm(server.pid)
    return { ...server, site, cookies: new Map() }
  },

  async connect (i, { site, cookies }) {
    const account = WRITERS[i % WRITERS.length]
    if (!cookies.has(account)) cookies.set(account, cookieOf(site, account))
    const line = new HubLine(site, await cookies.get(account), addressOf(i))
    const session = await begin(line)
    const field = session.plan.fields.get(KEY)
    let shown = field.text
    let onRemote = () => {}
    field.screen = {
      typeIn () { throw new Error('nothing is refused here') },
      applyRemote (remote) {
        for (const { changes } of remote) {
          let inserted = ''
          let deleted = ''
          changes.iterChanges((from, to, _from, _to, text) => {
            if (to > from) deleted += shown.sliceString(from, to)
            if (text.length) inserted += text.toString()
          })
          shown = changes.apply(shown)
          onRemote(inserted, deleted)
        }
      }
    }
    const edit = change => {
      session.edit(KEY, ChangeSet.of(change, shown.length))
      shown = field.text
      return line.acknowledged()
    }
    return {
      insert: (pos, text) => edit({ from: pos, insert: toText(text) }),
      delete: (pos, length) => edit({ from: pos, to: pos + length }),
      text: () => shown.toString(),
      length: () => shown.length,
      onRemote (callback) { onRemote = callback },
      pending: () => session.plan.unsaved > 0,
      mute () {
        line.mute()
        session.stop()
      },
      close () {
        session.stop()
        line.end()
      }
    }
  }
}

/** Opens the plan, makes the section if it is not there yet, and begins a session that shows its text. */
async function begin (line) {
  await line.connect({ message () {}, lost () {} })
  const open = await line.call('Open', { plan: PLAN, session: newId(), after: null })
  if (open.refusal) throw new Error(open.refusal.words)
  let { revision } = open
  let text = open.document.nodes[NODE]?.fields?.[FIELD]
  if (!open.document.nodes[NODE]) {
    const make = { op: 'insertNode', node: NODE, kind: 'customSection', parent: ROOT, after: null, fields: { title: 'Measuring' } }
    const answer = await line.call('Submit', { base: revision, changes: [{ id: newId(), ops: [make] }] })
    if (answer.refusal) throw new Error(answer.refusal.words)
    revision = answer.accepted[0].revision
  }
  const session = await PlanSession.start({ slug: PLAN, user: open.you.user, revision, title: '' },
    { connect: () => line, store: null, liveness: { hold () {}, leave () {}, ifGone: async () => false }, timers: browserTimers, random: Math.random, newId })
  session.mount(KEY, '', text ?? '', revision, { applyRemote () {}, typeIn () {} })
  await new Promise((resolve, reject) => {
    session.watch(() => {
      if (session.connection.state === 'online') resolve()
      if (session.connection.state === 'refused') reject(new Error(session.connection.refusal.words))
    })
    session.begin()
  })
  return session
}

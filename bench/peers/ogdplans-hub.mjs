// The hub's line for Node: what signalrTransport.ts is in the browser, written from docs/protocol.md. And signing in.
import { WebSocket } from 'ws'
import { LineLost } from './ogdplans-client.mjs'

const END = '\u001e'
const PING_MS = 10_000

export class HubLine {
  #site
  #headers
  #address
  #socket = null
  #listener = null
  #calls = new Map()
  #lastId = 0
  #ping
  #muted = false
  #edits = [] // those who wait for an edit to be acknowledged, oldest first
  #sent = null // the batch that is on its way
  #sentEdits = 0 // how many of #edits it holds

  constructor (site, cookie, address) {
    this.#site = site
    this.#headers = { Cookie: cookie, Origin: site }
    this.#address = address
  }

  /** Joins; a line that is up goes on with a new listener. */
  async connect (listener) {
    this.#listener = listener
    if (this.#socket) return
    const socket = this.#socket = new WebSocket(this.#site.replace('http', 'ws') + '/hubs/plan',
      { headers: this.#headers, localAddress: this.#address, perMessageDeflate: false, skipUTF8Validation: true })
    await new Promise((resolve, reject) => {
      socket.once('error', error => reject(new LineLost(error.message)))
      socket.once('message', resolve)
      socket.once('open', () => socket.send('{"protocol":"json","version":1}' + END))
    })
    socket.on('error', () => {})
    socket.on('close', () => { if (socket === this.#socket) this.#lost() })
    socket.on('message', data => this.#hear(data.toString()))
    this.#ping = setInterval(() => socket.send('{"type":6}' + END), PING_MS)
  }

  call (method, argument) {
    if (!this.#socket) return Promise.reject(new LineLost('not connected'))
    const submitting = method === 'Submit' && !this.#muted
    if (submitting && argument !== this.#sent) {
      // A batch is made of all that was typed before it and is sent right then.
      this.#sent = argument
      this.#sentEdits = this.#edits.length
    }
    const id = String(++this.#lastId)
    this.#socket.send(`{"type":1,"invocationId":"${id}","target":"${method}","arguments":[${JSON.stringify(argument)}]}` + END)
    const answer = new Promise((resolve, reject) => this.#calls.set(id, { resolve, reject }))
    if (submitting) answer.then(result => { if (!result.refusal) for (const done of this.#edits.splice(0, this.#sentEdits)) done() }, () => {})
    return answer
  }

  /** For the edit just made: resolves when the server has said that it is on disk. */
  acknowledged () { return new Promise(resolve => this.#edits.push(resolve)) }

  /** Stays joined, and from now on drops what comes, unread. */
  mute () {
    this.#muted = true
    this.#socket.removeAllListeners('message')
  }

  /** The session's way of leaving. */
  close () { if (!this.#muted) this.end() }

  end () {
    clearInterval(this.#ping)
    const socket = this.#socket
    this.#socket = null
    socket?.terminate()
  }

  #lost () {
    this.end()
    for (const { reject } of this.#calls.values()) reject(new LineLost('the line is gone'))
    this.#calls.clear()
    this.#listener.lost()
  }

  #hear (data) {
    for (let from = 0, to; (to = data.indexOf(END, from)) >= 0; from = to + 1) {
      const record = JSON.parse(data.slice(from, to))
      if (record.type === 1) this.#listener.message(record.target, record.arguments[0])
      else if (record.type === 3) this.#answer(record)
    }
  }

  #answer ({ invocationId, result, error }) {
    const call = this.#calls.get(invocationId)
    this.#calls.delete(invocationId)
    if (error) call.reject(new Error(error))
    else call.resolve(result)
  }
}

/** Signs in as a sample account by the form that people use; the Cookie header. */
export async function cookieOf (site, account) {
  const page = await fetch(`${site}/account/sign-in`)
  const form = /<form[^>]*class="samples".*?<\/form>/s.exec(await page.text())?.[0]
  if (!form) throw new Error('the sign-in page offers no sample accounts')
  const fields = new URLSearchParams({ Account: account })
  for (const [, name, value] of form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) fields.set(name, value)
  const answer = await fetch(`${site}/account/sample`, { method: 'POST', body: fields, redirect: 'manual', headers: { Cookie: cookies(page) } })
  if (answer.status !== 302 && answer.status !== 303) throw new Error(`signing in as ${account} was answered with ${answer.status}`)
  return [cookies(page), cookies(answer)].filter(text => text).join('; ')
}

const cookies = response => response.headers.getSetCookie().map(cookie => cookie.split(';')[0]).join('; ')

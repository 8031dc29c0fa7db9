// Whatever this program serves, it serves to this computer alone.
const { Server } = require('node:net')

const HOME = '127.0.0.1'
const { listen } = Server.prototype

Server.prototype.listen = function (...words) {
  const [first, second] = words
  if (first !== null && typeof first === 'object') {
    if (first.port !== undefined && first.path === undefined) words[0] = { ...first, host: HOME, ipv6Only: false }
  } else if (typeof first === 'number' || /^\d+$/.test(first)) {
    if (second === undefined || second === null || typeof second === 'string') words[1] = HOME
    else words.splice(1, 0, HOME)
  }
  return listen.apply(this, words)
}

import { commands, events } from './bindings'
import { DeskProblem, type Desk, type DeskCommands, type Problem, type Stop } from './desk'

type Wire = (...args: unknown[]) => Promise<{ status: 'ok'; data: unknown } | { status: 'error'; error: Problem }>

/** Listening starts asynchronously; stopping before it has started still stops it. */
function listen(started: Promise<Stop>): Stop {
  return () => void started.then((stop) => stop())
}

function plain(name: string, command: Wire) {
  return [
    name,
    async (...args: unknown[]) => {
      const result = await command(...args)
      if (result.status === 'error') throw new DeskProblem(result.error)
      return result.data
    },
  ] as const
}

/** The desk of the running program. */
export function tauriDesk(): Desk {
  const calls = Object.entries(commands).map(([name, command]) => plain(name, command as Wire))
  return {
    ...(Object.fromEntries(calls) as unknown as DeskCommands),
    onEvent: (listener) => listen(events.deskEvent.listen((event) => listener(event.payload))),
    onLeaving: (listener) => listen(events.leaving.listen(() => listener())),
    onFilesDropped: (listener) => listen(events.filesDropped.listen((event) => listener(event.payload))),
  }
}

import { clearMocks, mockIPC } from '@tauri-apps/api/mocks'
import { emit } from '@tauri-apps/api/event'
import { afterEach, expect, test, vi } from 'vitest'
import { commands } from './bindings'
import { DeskProblem, problemOf } from '.'
import { FakeDesk } from './fake'
import { tauriDesk } from './tauri'

afterEach(clearMocks)

test('a value is given, a refusal is thrown with its words', async () => {
  mockIPC((command, args) => {
    if (command === 'forget_site') return []
    return Promise.reject({ code: 'gone', message: 'It is gone.', hint: JSON.stringify(args) })
  })
  const desk = tauriDesk()
  expect(await desk.forgetSite('a')).toEqual([])
  const failed = desk.openPost('a.md')
  await expect(failed).rejects.toThrow(DeskProblem)
  expect(await failed.catch(problemOf)).toEqual({ code: 'gone', message: 'It is gone.', hint: '{"path":"a.md"}' })
})

test('whatever else goes wrong becomes a plain sentence', () => {
  expect(problemOf(new TypeError('x is undefined')).message).toMatch(/Your words are kept/)
})

test('events arrive until they are stopped', async () => {
  mockIPC(() => undefined, { shouldMockEvents: true })
  const heard = vi.fn()
  tauriDesk().onEvent(heard)
  await vi.waitFor(async () => {
    await emit('desk-event', { kind: 'posts-changed' })
    expect(heard).toHaveBeenCalledWith({ kind: 'posts-changed' })
  })
})

test('the desk in memory has every command', () => {
  const fake = new FakeDesk() as unknown as Record<string, unknown>
  for (const name of Object.keys(commands)) expect(typeof fake[name], name).toBe('function')
})

import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { useShortcut } from '.'

function Page({
  onKey,
  combination,
  whileTyping = false,
}: {
  onKey: () => void
  combination: string
  whileTyping?: boolean
}) {
  useShortcut(combination, onKey, { whileTyping })
  return <textarea aria-label="Answer" />
}

test('a key acts on the page, and is left alone while someone types', async () => {
  const onKey = vi.fn()
  const user = userEvent.setup()
  render(<Page onKey={onKey} combination="/" />)
  await user.keyboard('/')
  expect(onKey).toHaveBeenCalledOnce()
  await user.type(screen.getByLabelText('Answer'), '/')
  expect(onKey).toHaveBeenCalledOnce()
})

test('Escape may act while someone types', async () => {
  const onKey = vi.fn()
  const user = userEvent.setup()
  render(<Page onKey={onKey} combination="Escape" whileTyping />)
  await user.type(screen.getByLabelText('Answer'), 'x{Escape}')
  expect(onKey).toHaveBeenCalledOnce()
})

test('a combination needs its modifier, and a plain key must have none', async () => {
  const plain = vi.fn()
  const combined = vi.fn()
  const user = userEvent.setup()
  render(
    <>
      <Page onKey={plain} combination="k" />
      <Page onKey={combined} combination="mod+k" />
    </>,
  )
  await user.keyboard('{Control>}k{/Control}')
  expect([plain.mock.calls.length, combined.mock.calls.length]).toEqual([0, 1])
  await user.keyboard('k')
  expect([plain.mock.calls.length, combined.mock.calls.length]).toEqual([1, 1])
})

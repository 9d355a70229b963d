import { Send, Square } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '@/components/ui'
import { announce } from '@/lib/a11y'
import type { ActiveProject } from '@/lib/api'
import { countCodePoints } from '@/lib/realtime/codepoints'
import { useShortcut } from '@/lib/shortcuts'
import { useConversation, useIsWriting, useTalk } from '../conversation'
import { LONGEST_MESSAGE } from '../model'
import { useDraft } from '../use-draft'
import { useFocusComposer } from '../use-focus-composer'
import { useLifted } from '../use-lifted'
import { ComposerNotice } from './composer-notice'
import { MessagesLeft } from './messages-left'

/** True while an input method is still putting a character together; Enter then belongs to it. */
const isComposing = ({ nativeEvent }: KeyboardEvent) => nativeEvent.isComposing || nativeEvent.keyCode === 229

export function Composer({ project }: { project: ActiveProject }) {
  const { courier, composer } = useTalk()
  const [text, setText] = useDraft(project.id)
  const isWriting = useIsWriting()
  useLifted(project)
  const length = countCodePoints(text)
  const isSendable = text.trim() !== '' && length <= LONGEST_MESSAGE

  function send() {
    if (isWriting) announce('The answer is still being written. Escape stops it.')
    if (!isSendable || isWriting) return
    courier.send(text.trim())
    setText('')
    composer.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    send()
  }

  return (
    <>
      <ComposerNotice project={project} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
        className="mb-2 rounded-[14px] border border-edge bg-sheet pt-3 pr-3 pb-2.5 pl-4 shadow-sheet transition-colors duration-[var(--quick)] focus-within:border-vermilion"
      >
        <textarea
          ref={composer}
          rows={1}
          aria-label="Message to Atelier"
          aria-describedby="composer-length"
          aria-invalid={length > LONGEST_MESSAGE || undefined}
          placeholder="Answer, or ask anything…"
          enterKeyHint="send"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content block max-h-[30dvh] min-h-[26px] w-full resize-none bg-transparent text-base leading-[1.6] outline-none placeholder:text-ink-3 md:text-[15.5px]"
        />
        <div className="mt-1.5 flex items-center justify-between gap-3 text-[12.5px] text-ink-3">
          <div className="min-w-0">
            <MessagesLeft project={project} />
            <LengthLeft length={length} />
          </div>
          {isWriting ? <StopButton /> : <SendButton isSendable={isSendable} />}
        </div>
      </form>
      <p className="pb-3 text-center text-[12.5px] text-ink-3 max-md:hidden pointer-coarse:hidden">
        Enter sends · Shift+Enter breaks the line · Esc stops · ? shows all keys
      </p>
    </>
  )
}

const NEAR_LIMIT = 500

function LengthLeft({ length }: { length: number }) {
  const left = LONGEST_MESSAGE - length
  const isOver = left < 0
  return (
    <p id="composer-length" className={isOver ? 'num text-vermilion' : 'num'}>
      {isOver ? `${(-left).toLocaleString('en-US')} characters too many. Please shorten it.` : null}
      {!isOver && left <= NEAR_LIMIT ? `${left} characters left` : null}
    </p>
  )
}

const SendButton = ({ isSendable }: { isSendable: boolean }) => (
  <Button type="submit" size="s" variant={isSendable ? 'primary' : 'plain'} aria-disabled={!isSendable}>
    <Send aria-hidden strokeWidth={1.8} />
    Send
  </Button>
)

function StopButton() {
  const { courier } = useTalk()
  const liveId = useConversation(({ live }) => live?.id)
  const focusComposer = useFocusComposer()
  const [stoppedId, setStoppedId] = useState<string | null>(null)

  function stop() {
    if (!liveId) return
    setStoppedId(liveId)
    courier.stop()
    focusComposer()
  }

  useShortcut('Escape', stop, { whileTyping: true })
  const isStopping = liveId !== undefined && stoppedId === liveId
  return (
    <Button size="s" onClick={stop} pending={isStopping} aria-disabled={!liveId}>
      {isStopping ? null : <Square aria-hidden fill="currentColor" className="size-3!" />}
      {isStopping ? 'Stopping' : 'Stop'}
    </Button>
  )
}

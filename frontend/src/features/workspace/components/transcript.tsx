import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { Button, Spinner } from '@/components/ui'
import type { ActiveProject } from '@/lib/api'
import { useConversation, useTalk } from '../conversation'
import { caughtByMessage, type Letter, lettersOf } from '../model'
import { useFocusComposer } from '../use-focus-composer'
import { LetterRow } from './letter-row'

const NEAR_TOP = 4
const NEAR_END_PX = 120

/** The letters, of which only those in sight are on the page. It stays at the end while one reads there. */
export function Transcript({ project }: { project: ActiveProject }) {
  const messages = useConversation((conversation) => conversation.messages)
  const outgoing = useConversation((conversation) => conversation.outgoing)
  const hasOlder = useConversation((conversation) => conversation.hasOlder)
  const isLoaded = useConversation(({ loaded }) => loaded)
  const letters = useMemo(() => lettersOf(messages, outgoing), [messages, outgoing])
  const { decisions, phases } = project
  const caught = useMemo(() => caughtByMessage(messages, decisions, phases), [messages, decisions, phases])
  const { virtualizer, scroller } = useEndAnchored(letters, outgoing?.clientId)
  const focusComposer = useFocusComposer()
  const rows = virtualizer.getVirtualItems()
  useOlderPages(rows[0]?.index ?? 0, hasOlder)

  const total = letters.at(-1)?.position ?? 0
  const isAway = letters.length > 0 && !virtualizer.isAtEnd(NEAR_END_PX)
  return (
    <div className="relative min-h-0 flex-1">
      <h2 className="sr-only">The talk so far</h2>
      <section
        ref={scroller}
        aria-label="Conversation"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        tabIndex={0}
        className="absolute inset-0 overflow-x-hidden overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        {hasOlder ? (
          <p className="absolute top-2 w-full text-center text-[12.5px] text-ink-3">
            <Spinner className="mr-1.5 inline size-3" />
            Earlier letters
          </p>
        ) : null}
        {letters.length === 0 && isLoaded ? <NothingYet canEdit={project.can_edit} /> : null}
        <ol className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ key, index, start }) => {
            const letter = letters[index]
            return letter ? (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-setsize={total}
                aria-posinset={letter.position}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <LetterRow
                  letter={letter}
                  caught={caught.get(letter.message?.id ?? '')}
                  isLast={index === letters.length - 1}
                  projectId={project.id}
                  canEdit={project.can_edit}
                />
              </li>
            ) : null
          })}
        </ol>
      </section>
      {isAway ? (
        <JumpToLatest
          onJump={() => {
            virtualizer.scrollToEnd()
            focusComposer()
          }}
        />
      ) : null}
    </div>
  )
}

function useEndAnchored(letters: readonly Letter[], sentId: string | undefined) {
  const scroller = useRef<HTMLElement>(null)
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: letters.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 160,
    getItemKey: useCallback((index: number) => letters[index]?.key ?? index, [letters]),
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 80,
    overscan: 4,
    paddingStart: 30,
    paddingEnd: 6,
  })
  const hasLetters = letters.length > 0
  useLayoutEffect(() => {
    if (hasLetters) virtualizer.scrollToEnd()
  }, [hasLetters, virtualizer])
  useKeptEnd(scroller, virtualizer)
  // Whoever sends wants to see the answer, wherever they were reading.
  useEffect(() => {
    if (sentId) virtualizer.scrollToEnd()
  }, [sentId, virtualizer])
  return { virtualizer, scroller }
}

/** The composer below grows and shrinks; whoever was at the end stays there. */
function useKeptEnd(scroller: RefObject<HTMLElement | null>, virtualizer: Virtualizer<HTMLElement, Element>) {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let wasAtEnd = true
    let before = element.scrollTop
    // The letters may have grown since we scrolled to their end: only whoever scrolls up has left it.
    const note = () => {
      wasAtEnd = virtualizer.isAtEnd() || (wasAtEnd && element.scrollTop >= before)
      before = element.scrollTop
    }
    const observer = new ResizeObserver(() => {
      if (wasAtEnd) virtualizer.scrollToEnd()
    })
    observer.observe(element)
    element.addEventListener('scroll', note, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', note)
    }
  }, [scroller, virtualizer])
}

/** Reads another page of history whenever the top comes near. */
function useOlderPages(firstShown: number, hasOlder: boolean) {
  const { courier } = useTalk()
  const oldest = useConversation((conversation) => conversation.messages[0]?.id)
  const isNear = hasOlder && firstShown <= NEAR_TOP
  useEffect(() => {
    if (!isNear || !oldest) return
    // The first paint begins at the top before it jumps to the end: that is not yet reading.
    const timer = setTimeout(() => void courier.loadOlder().catch(() => {}), 200)
    return () => clearTimeout(timer)
  }, [isNear, oldest, courier])
}

const NothingYet = ({ canEdit }: { canEdit: boolean }) => (
  <div className="mx-auto grid w-[calc(100%-32px)] max-w-[660px] gap-2 pt-[12dvh] md:w-[calc(100%-48px)]">
    <p className="font-display text-[22px] leading-snug">Nothing is written yet.</p>
    <p className="text-[16px] text-ink-2">
      {canEdit
        ? 'Say who your people are and what they come to you for. Atelier asks the rest, one question at a time.'
        : 'Once the talk begins, you can read along here.'}
    </p>
  </div>
)

const JumpToLatest = ({ onJump }: { onJump: () => void }) => (
  <Button
    size="s"
    onClick={onJump}
    className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-sheet"
  >
    <ArrowDown aria-hidden />
    Jump to latest
  </Button>
)

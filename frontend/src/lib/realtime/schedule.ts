/** Runs `publish` at most once per frame, and every 50 ms where a frame takes longer than two of them should. */

const SLOW_FRAME_MS = 34
const SLOW_PACE_MS = 50
/** A hidden tab paints no frames; its text still has to move, if only for the announcer. */
const HIDDEN_PACE_MS = 250

export interface Pace {
  /** Asks for a publication; asking again before it ran changes nothing. */
  request(): void
  cancel(): void
}

export function framePace(publish: () => void): Pace {
  let cancel: (() => void) | null = null
  let pause = 0

  function run() {
    cancel = null
    const began = performance.now()
    publish()
    requestAnimationFrame(() => {
      pause = performance.now() - began > SLOW_FRAME_MS ? SLOW_PACE_MS : 0
    })
  }

  return {
    request() {
      cancel ??= document.hidden ? afterDelay(run, HIDDEN_PACE_MS) : afterFrame(run, pause)
    },
    cancel() {
      cancel?.()
      cancel = null
    },
  }
}

function afterDelay(run: () => void, delay: number): () => void {
  const timer = setTimeout(run, delay)
  return () => clearTimeout(timer)
}

function afterFrame(run: () => void, pause: number): () => void {
  if (pause > 0) return afterDelay(run, pause)
  // A tab hidden between the request and the frame would wait for ever: the timer covers it.
  const once = () => {
    stop()
    run()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, HIDDEN_PACE_MS)
  const stop = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  return stop
}

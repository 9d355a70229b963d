import type { CDPSession, Page } from '@playwright/test'

interface PageReading {
  /** Milliseconds between one animation frame and the next. */
  frames: number[]
  /** Milliseconds of each task longer than 50. */
  longTasks: number[]
  /** Milliseconds from a key's press to the frame that shows its letter. */
  keys: number[]
}

export interface Reading extends PageReading {
  /** Share of the time the page's main thread used a processor: what a busy machine does not change. */
  busy: number
}

declare global {
  interface Window {
    /** Ends the measurement under way. */
    endReading?: () => PageReading
  }
}

/** Counts frames, long tasks and keys inside the page until `endReading`. */
function beginReading() {
  const reading: PageReading = { frames: [], longTasks: [], keys: [] }
  const begun = performance.now()
  const noteTasks = (tasks: PerformanceEntryList) => {
    for (const { startTime, duration } of tasks) if (startTime >= begun) reading.longTasks.push(duration)
  }
  const tasks = new PerformanceObserver((list) => noteTasks(list.getEntries()))
  tasks.observe({ type: 'longtask' })

  let last: number | undefined
  let frame = requestAnimationFrame(function note(now) {
    if (last !== undefined) reading.frames.push(now - last)
    last = now
    frame = requestAnimationFrame(note)
  })

  let pressed = 0
  const onKey = (event: Event) => {
    pressed = event.timeStamp
  }
  const onInput = () => {
    const since = pressed
    requestAnimationFrame(() => reading.keys.push(performance.now() - since))
  }
  document.addEventListener('keydown', onKey, true)
  document.addEventListener('input', onInput, true)

  window.endReading = () => {
    noteTasks(tasks.takeRecords())
    tasks.disconnect()
    cancelAnimationFrame(frame)
    document.removeEventListener('keydown', onKey, true)
    document.removeEventListener('input', onInput, true)
    return reading
  }
}

/** Returns a clock of the processor time the page's main thread has used, in seconds. */
export async function watchMainThread(devtools: CDPSession) {
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
  }
}

/** What the page's frames, tasks and keys were like while `doing` ran. */
export async function measured(
  page: Page,
  mainThread: () => Promise<number>,
  doing: () => Promise<void>,
): Promise<Reading> {
  await page.evaluate(beginReading)
  const before = { used: await mainThread(), at: performance.now() }
  await doing()
  const busy = ((await mainThread()) - before.used) / ((performance.now() - before.at) / 1_000)
  const reading = await page.evaluate(() => window.endReading?.())
  if (!reading) throw new Error('The page was left while it was measured.')
  return { ...reading, busy }
}

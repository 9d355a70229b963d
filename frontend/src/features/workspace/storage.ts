/** Storage that is full, forbidden or garbled costs only what it would have kept. */
export function attempt<Result>(run: () => Result, otherwise: Result): Result {
  try {
    return run()
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return otherwise
    throw error
  }
}

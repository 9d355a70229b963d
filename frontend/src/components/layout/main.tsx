import { type ComponentProps, createContext, useContext } from 'react'

const InsideMain = createContext(false)

/** The page's one `<main>`. What stands for a missing or failed page asks whether it is inside one already. */
export const Main = (props: ComponentProps<'main'>) => (
  <InsideMain value={true}>
    <main id="main" {...props} />
  </InsideMain>
)

export const useInsideMain = () => useContext(InsideMain)

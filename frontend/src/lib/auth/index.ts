export { type AuthState, auth, type FlowId, type SignUp } from './client'
export { isServerPage, type NextSearch, readNext, routeForFlow, safeNext } from './flows'
export { currentUser, probablySignedIn, rememberSignedIn, requireUser } from './session'
export { useSignOut } from './use-sign-out'

import './sign-in.css'

import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'

import { ApiProblem } from '../../api-problem.ts'
import { signIn } from '../../data/sign-in.ts'
import { HubSign } from '../../frame/HubSign.tsx'
import { sayProblem } from '../../frame/say-problem.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** E-mail and password, and where one-time links come from. */
export function SignInPage() {
  const { next, error } = useSearch({ from: '/sign-in' })
  useEffect(() => {
    document.title = `${t('access.signIn')} · ${t('ui.hub')}`
  }, [])
  return (
    <main className="SignIn">
      <div className="SignIn-card">
        <p className="SignIn-hub">
          <HubSign />
          {t('ui.hub')}
        </p>
        <h1>{t('access.signIn')}</h1>
        {error === 'link' ? <Notice tone="warning">{t('access.linkSpent')}</Notice> : null}
        {next && error !== 'link' ? <p className="secondary">{t('access.thenBack')}</p> : null}
        <SignInForm next={next} />
        <section className="SignIn-link">
          <h2>{t('access.linkTitle')}</h2>
          <p>{t('access.linkBody')}</p>
        </section>
      </div>
    </main>
  )
}

type Faults = { email: string | null; password: string | null }

function SignInForm({ next }: { next: string | undefined }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const router = useRouter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<Faults>({ email: null, password: null })
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setIsSending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    const found = {
      email: email.includes('@') ? null : t('access.emailMissing'),
      password: password ? null : t('access.passwordMissing'),
    }
    setFaults(found)
    if (found.email || found.password) return
    setIsSending(true)
    try {
      await signIn(email.trim(), password)
      client.clear()
      await router.invalidate()
      await navigate({ href: isOwnAddress(next) ? next : '/', replace: true })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(saySignInProblem(error))
    } finally {
      setIsSending(false)
    }
  }
  return (
    <form className="FormStack" onSubmit={(event) => void submit(event)} noValidate>
      {problem ? (
        <Notice tone="danger" role="alert">
          {problem}
        </Notice>
      ) : null}
      <TextInput
        label={t('access.email')}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        error={faults.email}
        autoFocus
      />
      <TextInput
        label={t('access.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={faults.password}
      />
      <Button variant="primary" type="submit" isPending={isSending}>
        {t('access.signIn')}
      </Button>
    </form>
  )
}

/** Only paths of this hub: an address somebody else wrote into the link leads nowhere. */
function isOwnAddress(next: string | undefined): next is string {
  return next !== undefined && /^\/(?![/\\])/.test(next)
}

function saySignInProblem(error: ApiProblem): string {
  if (error.status === 401 || error.status === 403) return t('access.refused')
  if (error.status === 429) return t('access.tooMany')
  return sayProblem(error)
}

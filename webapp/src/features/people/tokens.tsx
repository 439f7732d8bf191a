import { Page } from '@/ui/page'
import { TokenList } from './token-list'

/** All tokens of the workspace, for who manages them. */
export const Tokens = () => (
  <Page title="API tokens">
    <div className="mx-auto max-w-page p-4"><TokenList title="Tokens of this workspace" about="What programs sign in with. Each acts as its person and can do nothing that the person may not." everybodys /></div>
  </Page>
)

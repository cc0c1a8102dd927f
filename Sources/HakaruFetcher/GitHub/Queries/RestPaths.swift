// What the GitHub fetcher asks over REST, for who serves it.
//
// Every GraphQL document is one file of this folder; its operation is named like the file. Documents use named
// operations, variables, aliases and fragments; no directives, no `search`, no `edges`. Each asks for
// `rateLimit { cost remaining resetAt }`.
//
// A base address is `https://api.github.com`, `https://HOST/api/v3` or `http://127.0.0.1:PORT`. GraphQL goes to
// `/graphql` below it; where the address ends with `/api/v3`, to `/api/graphql` of the host.
//
// REST is asked only for a pull request that GraphQL did not deliver even alone. Lists with `per_page=100`, following
// `Link: rel="next"` on the same host:
//
//     GET /repos/{owner}/{name}/pulls/{number}
//     GET /repos/{owner}/{name}/pulls/{number}/commits
//     GET /repos/{owner}/{name}/pulls/{number}/reviews
//     GET /repos/{owner}/{name}/pulls/{number}/comments      (only where no other person's review exists)
//     GET /repos/{owner}/{name}/issues/{number}/timeline     (events and the conversation)
//     GET /repos/{owner}/{name}/pulls/{number}/files         (only where a rule needs paths)
//     GET /repos/{owner}/{name}/commits/{sha}                (parents of a merge commit, a commit before a force-push)
//     GET /rate_limit                                        (what the token may do, for `hakaru doctor`)
//
// Headers of every request: `Authorization: Bearer …`, `Accept`, `User-Agent`, `X-GitHub-Api-Version: 2022-11-28`.
// Headers read from answers: `Date`, `Retry-After`, `Link`, `x-ratelimit-remaining`, `-reset`, `-resource`,
// `x-oauth-scopes`, `github-authentication-token-expiration`.

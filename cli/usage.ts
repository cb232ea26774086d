import { version } from "./package.json";

export const usage = `exceptions ${version}: asks an exceptions register whether a change may go on.

  exceptions gate check --system S --env E --report FILE[=format]…
      --root DIR               the checkout folder that is cut from paths (default: the job's)
      --request FILE           asks for an exception for what is not covered, in the words of this YAML
      --wait 20m               waits for decisions, then asks again and obeys that answer
      --annotations github|none   --summary FILE   --code-quality FILE   --junit FILE
  exceptions gate wait EX-1050 [--timeout 20m]
  exceptions gate login                      swaps the job's OpenID token for one of an hour
  exceptions gate recheck ID --report FILE[=format]… [--root DIR]
  exceptions export FORMAT --system S --env E
  exceptions import FILE… --repository R --commit C [--system S] [--env E] [--root DIR]

Environment
  EXCEPTIONS_URL            the register's address
  EXCEPTIONS_TOKEN          a token of it; without one the job's OpenID token is used:
                            GitHub's with "id-token: write", on GitLab EXCEPTIONS_ID_TOKEN
  EXCEPTIONS_RECHECK_TOKEN  the one-time token of a re-check
  EXCEPTIONS_RETRY_SECONDS  how long a register that is away is tried again (60)

Exit: 0 go; 1 blocked; 2 wrong use, or the question was refused; 3 still pending, run again after the approval;
4 the register cannot be reached or trusted.
`;

// What the job says about itself: which change, which run, where it was checked out. GitHub Actions and GitLab are known;
// anywhere else nothing is said.

type Environment = Record<string, string | undefined>;

export type Surroundings = {
  context: {
    repository?: string;
    ref?: string;
    commit?: string;
    run?: { id?: string; attempt?: number; url?: string };
    changeUrl?: string;
  };
  checkout?: string;
  /** What makes this step of this run different from others; null outside a job. */
  step: string[] | null;
};

export function surroundings(env: Environment): Surroundings {
  if (env.GITHUB_ACTIONS === "true") return onGitHub(env);
  if (env.GITLAB_CI === "true") return onGitLab(env);
  return { context: {}, step: null };
}

function onGitHub(env: Environment): Surroundings {
  const repository = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}`;
  const change = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1];
  return {
    context: {
      repository: env.GITHUB_REPOSITORY,
      ref: env.GITHUB_REF,
      commit: env.GITHUB_SHA,
      run: {
        id: env.GITHUB_RUN_ID,
        attempt: Number(env.GITHUB_RUN_ATTEMPT) || undefined,
        url: env.GITHUB_RUN_ID && `${repository}/actions/runs/${env.GITHUB_RUN_ID}`,
      },
      changeUrl: change && `${repository}/pull/${change}`,
    },
    checkout: env.GITHUB_WORKSPACE,
    step: named(env, [
      "GITHUB_REPOSITORY_ID",
      "GITHUB_RUN_ID",
      "GITHUB_RUN_ATTEMPT",
      "GITHUB_JOB",
      "GITHUB_ACTION",
    ]),
  };
}

function onGitLab(env: Environment): Surroundings {
  const merge = env.CI_MERGE_REQUEST_IID;
  const branch = env.CI_COMMIT_BRANCH && `refs/heads/${env.CI_COMMIT_BRANCH}`;
  const tag = env.CI_COMMIT_TAG && `refs/tags/${env.CI_COMMIT_TAG}`;
  return {
    context: {
      repository: env.CI_PROJECT_PATH,
      ref: branch ?? tag ?? env.CI_MERGE_REQUEST_REF_PATH,
      commit: env.CI_COMMIT_SHA,
      run: { id: env.CI_JOB_ID, url: env.CI_JOB_URL },
      changeUrl: merge && `${env.CI_MERGE_REQUEST_PROJECT_URL}/-/merge_requests/${merge}`,
    },
    checkout: env.CI_PROJECT_DIR,
    // A job that is tried again has another number.
    step: named(env, ["CI_PROJECT_ID", "CI_JOB_ID", "CI_JOB_NAME"]),
  };
}

function named(env: Environment, names: string[]): string[] {
  return names.map((name) => env[name] ?? "");
}

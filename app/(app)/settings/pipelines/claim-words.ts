// What issuers' tokens say, in words: the claim's own name stands in the hint, where whoever reads the issuer's pages
// looks for it.

export const claimWords = {
  repository_id: {
    label: "Repository’s id",
    hint: "repository_id: a number that stays when the repository is renamed or moved.",
  },
  repository_owner_id: {
    label: "Owner’s id",
    hint: "repository_owner_id: for every repository of an organisation.",
  },
  project_id: { label: "Project’s id", hint: "project_id: a number, under the project’s name." },
  namespace_id: { label: "Group’s id", hint: "namespace_id: for every project of a group." },
  environment: { label: "Environment", hint: "environment: as the job names it, such as production-eu." },
  ref: { label: "Branch or tag", hint: "ref: refs/heads/main on GitHub, main on GitLab." },
  job_workflow_ref: {
    label: "Reusable workflow",
    hint: "job_workflow_ref: acme/ci/.github/workflows/deploy.yml@refs/heads/main.",
  },
  event_name: { label: "Event", hint: "event_name: push, workflow_dispatch, schedule." },
  ref_protected: { label: "Protected branch", hint: "ref_protected: true." },
} as const;

// What a scanner reports under a rule that nobody has mapped counts against this policy, like any other (gate.md, 1.1).
// It is built in: it comes with the register, is never retired, and no rule is mapped to it by hand.

export const unmapped = "UNMAPPED";

export const unmappedPolicy = {
  key: unmapped,
  title: "Scanner rules that no policy is named for",
  statement:
    "What a scanner finds under a rule that nobody has mapped is a break of this policy, until a control owner names the policy that the rule checks, or an administrator says that it checks none.",
  domain: "security",
} as const;

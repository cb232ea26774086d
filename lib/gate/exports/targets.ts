// Every tool that the register writes for.

import { azurePolicy } from "@/lib/gate/exports/azure-policy";
import { checkovBaseline } from "@/lib/gate/exports/checkov-baseline";
import { conftest } from "@/lib/gate/exports/conftest";
import type { Target } from "@/lib/gate/exports/export";
import { kyverno, kyvernoCel } from "@/lib/gate/exports/kyverno";
import { openvex } from "@/lib/gate/exports/openvex";
import { oscalPoam } from "@/lib/gate/exports/oscal-poam";
import { osvScanner } from "@/lib/gate/exports/osv-scanner";
import { sarif } from "@/lib/gate/exports/sarif";
import { snyk } from "@/lib/gate/exports/snyk";
import { trivyignore } from "@/lib/gate/exports/trivyignore";

export const targets: Target[] = [
  trivyignore,
  snyk,
  checkovBaseline,
  osvScanner,
  kyverno,
  kyvernoCel,
  azurePolicy,
  conftest,
  sarif,
  openvex,
  oscalPoam,
];

export const targetNamed = (name: string): Target | undefined =>
  targets.find((target) => target.name === name);

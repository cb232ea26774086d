import { DeadEnd } from "@/components/dead-end";
import { LinkButton } from "@/components/ui/link-button";

export default function PageForbidden() {
  return (
    <DeadEnd
      title="This page is not for your role"
      action={
        <LinkButton kind="filled" href="/">
          Go to Home
        </LinkButton>
      }
    >
      Members and administrators see the whole register, auditors read it, outside approvers see the requests
      put to them. An administrator can change your role.
    </DeadEnd>
  );
}

import { Strip } from "@/components/ui/strip";

/** Over every page of the demo, for as long as its database lives. */
export function DemoStrip() {
  return (
    <Strip>
      Demo: the people, systems and exceptions are invented, anybody at this machine can be anyone, and its
      clock can be moved. It never becomes live.
    </Strip>
  );
}

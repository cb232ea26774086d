import { Strip } from "@/components/ui/strip";

/** Over every page of the demo, for as long as its database lives. */
export function DemoStrip() {
  return <Strip>Demo register with made-up people. It proves nothing.</Strip>;
}

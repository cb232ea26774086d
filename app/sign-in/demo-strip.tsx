import { Strip } from "@/components/ui/strip";

/** Over every page of the demo, for as long as its database lives. */
export function DemoStrip() {
  return (
    <Strip>
      Demo register with made-up people. Its clock can be moved, so it proves nothing; a live register starts
      from an empty database.
    </Strip>
  );
}

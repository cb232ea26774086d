// The floor that pages are held against: nothing is read and nothing is shown, but for each request anew.
export const dynamic = "force-dynamic";

export default function EmptyPage() {
  return <p>Nothing.</p>;
}

import { UserX } from "lucide-react";

type Props = {
  person: { name: string; deactivatedAt?: Date | null };
  /** The viewer is told "you". */
  isMe?: boolean;
};

/** A person by name. Who has left keeps the name, and the mark says so. */
export function Person({ person, isMe = false }: Props) {
  const name = isMe ? `${person.name} (you)` : person.name;
  if (!person.deactivatedAt) return <span>{name}</span>;
  return (
    <span className="inline-flex items-center gap-1 align-middle whitespace-nowrap text-muted">
      {name}
      <UserX aria-hidden className="size-3.5!" />
      <span className="text-xs">left</span>
    </span>
  );
}

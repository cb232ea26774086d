import { Icon } from "@/components/ui/icon";

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
    <span className="mark text-muted">
      {name}
      <Icon name="user-x" className="size-3.5!" />
      <span className="text-xs">left</span>
    </span>
  );
}

import {
  Boxes,
  FileCheck,
  House,
  Inbox,
  type LucideIcon,
  ScrollText,
  Table2,
  UserRound,
  UsersRound,
} from "lucide-react";

export type RailItem = { href: string; label: string; icon: LucideIcon; count?: "inbox" };

export const railItems: RailItem[] = [
  { href: "/", label: "Home", icon: House },
  { href: "/inbox", label: "Inbox", icon: Inbox, count: "inbox" },
  { href: "/register", label: "Register", icon: Table2 },
  { href: "/policies", label: "Policies", icon: ScrollText },
  { href: "/systems", label: "Systems", icon: Boxes },
  { href: "/people", label: "People", icon: UserRound },
  { href: "/groups", label: "Groups", icon: UsersRound },
  { href: "/audit", label: "Audit trail", icon: FileCheck },
];

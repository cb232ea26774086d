import {
  Boxes,
  ChartColumn,
  FileCheck,
  House,
  Inbox,
  type LucideIcon,
  Presentation,
  ScrollText,
  Settings,
  ShieldCheck,
  Table2,
  UserRound,
  UsersRound,
} from "lucide-react";

export type RailItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  count?: "inbox" | "settings";
  /** Shown to those who run or audit the register. */
  forKeepers?: boolean;
  /** Shown to outside approvers, who see what is put to them and nothing else. */
  forOutsiders?: boolean;
  /** Another address that belongs to the same place. */
  also?: string;
};

export const railItems: RailItem[] = [
  { href: "/", label: "Home", icon: House, forOutsiders: true },
  { href: "/inbox", label: "Inbox", icon: Inbox, count: "inbox", forOutsiders: true },
  { href: "/register", label: "Register", icon: Table2 },
  { href: "/meeting", label: "Meeting", icon: Presentation },
  { href: "/quarter", label: "Quarter", icon: ChartColumn },
  { href: "/policies", label: "Policies", icon: ScrollText },
  { href: "/systems", label: "Systems", icon: Boxes },
  { href: "/gate", label: "Gate", icon: ShieldCheck, also: "/docs" },
  { href: "/people", label: "People", icon: UserRound },
  { href: "/groups", label: "Groups", icon: UsersRound, also: "/rules" },
  { href: "/audit", label: "Audit trail", icon: FileCheck },
  {
    href: "/settings/organisation",
    label: "Settings",
    icon: Settings,
    count: "settings",
    forKeepers: true,
    also: "/settings",
  },
];

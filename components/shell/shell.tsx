import { Plus } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { OpenRows } from "@/components/keys/open-rows";
import { KeysProvider } from "@/components/keys/provider";
import { Bell } from "@/components/shell/bell";
import { Drawer } from "@/components/shell/drawer";
import { Mark } from "@/components/shell/mark";
import { PersonMenu } from "@/components/shell/person-menu";
import { readPreferences, type ShellPerson } from "@/components/shell/preferences";
import { type Counts, Rail } from "@/components/shell/rail";
import { SearchBox } from "@/components/shell/search-box";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { UndoBar } from "@/components/undo";

type Props = {
  person: ShellPerson;
  counts: Counts;
  isOutsider: boolean;
  isKeeper: boolean;
  /** Notices that this person has not read. */
  unread: number;
  /** Why this person asks for nothing. */
  whyNoRequest?: string;
  /** A server action that ends the session and goes to the sign-in page. */
  signOut: () => Promise<void>;
  /** A Strip over the page: "Demo data. …". */
  banner?: ReactNode;
  children: ReactNode;
};

/** The frame of every signed-in page: rail, top bar, content. */
export async function Shell({
  person,
  counts,
  isOutsider,
  isKeeper,
  unread,
  whyNoRequest,
  signOut,
  banner,
  children,
}: Props) {
  const preferences = await readPreferences();

  return (
    <KeysProvider singleKeys={preferences.singleKeys}>
      <div className="flex min-h-dvh flex-col print:block">
        {banner}
        <div className="flex flex-1 print:block">
          <aside className="sticky top-0 hidden h-dvh w-14 shrink-0 flex-col gap-3 border-r border-line px-2 py-3 sm:flex wide:w-[220px] print:hidden">
            <Home />
            <Rail counts={counts} isOutsider={isOutsider} isKeeper={isKeeper} />
          </aside>
          <div className="flex min-w-0 flex-1 flex-col">
            <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-canvas px-4 sm:gap-3 sm:px-6 wide:px-8 print:hidden">
              <div className="-ml-2 sm:hidden">
                <Drawer counts={counts} isOutsider={isOutsider} isKeeper={isKeeper} />
              </div>
              {!isOutsider && <SearchBox />}
              <div className="ml-auto flex items-center gap-2 sm:gap-3">
                <LinkButton href="/exceptions/new" icon={Plus} reason={whyNoRequest}>
                  <span className="max-sm:sr-only">New request</span>
                </LinkButton>
                <Bell unread={unread} />
                <PersonMenu person={person} preferences={preferences} signOut={signOut} />
              </div>
            </header>
            <main
              id="content"
              tabIndex={-1}
              className="flex-1 px-4 py-6 outline-none sm:px-6 sm:pb-16 wide:px-8 print:p-0"
            >
              {children}
              <UndoBar />
            </main>
          </div>
        </div>
      </div>
      <OpenRows />
    </KeysProvider>
  );
}

function Home() {
  return (
    <Link
      href={"/" as Route}
      className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-semibold wide:px-2"
    >
      <Mark />
      <span className="sr-only wide:not-sr-only">Exceptions register</span>
    </Link>
  );
}

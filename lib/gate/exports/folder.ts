// Some tools read one file in each folder, and it holds for all that lies there.

import { folderOf } from "@/lib/gate/places";

/** Why a file of this folder does not name what was found in an artifact; null where it does. */
export function whyNotInFolder(artifact: string, folder: string): string | null {
  if (!isManifest(artifact)) return "It is of an image, and the file is read for a folder.";
  const own = folderOf(artifact);
  if (own === folder) return null;
  return own
    ? `Its file is for the folder ${own}: fetch it with folder=${encodeURIComponent(own)}.`
    : "Its file is for the root of the checkout: fetch it without a folder.";
}

/** An image's name may have dots too, but none of these behind them. */
function isManifest(artifact: string): boolean {
  return /\.(json|lock|lockb|lockfile|toml|txt|xml|mod|sum|ya?ml|gradle|kts|exs|config|csproj|properties|cabal|resolved)$/i.test(
    artifact,
  );
}

// Some tools read one file in each folder, and it holds for all that lies there.

import { folderOf } from "@/lib/gate/places";

export function otherFolder(manifest: string, folder: string): boolean {
  return folderOf(manifest) !== folder;
}

export function whyAnotherFolder(manifest: string): string {
  const folder = folderOf(manifest);
  return folder
    ? `Its file is for the folder ${folder}: fetch it with folder=${encodeURIComponent(folder)}.`
    : "Its file is for the root of the checkout: fetch it without a folder.";
}

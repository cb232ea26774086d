// What may be kept as evidence: pictures, PDF and plain text. For the form's picker and for the door alike.

export const megabyte = 1024 * 1024;
export const largestFile = 10 * megabyte;

/** What file-type calls each of the formats that have a signature, by extension. */
export const signatures: Record<string, string> = {
  png: "png",
  jpg: "jpg",
  jpeg: "jpg",
  webp: "webp",
  pdf: "pdf",
};
export const texts = ["txt", "log", "csv", "json", "md"];

/** For the `accept` of a file field. */
export const acceptedFiles = [...Object.keys(signatures), ...texts].map((kind) => `.${kind}`).join(",");

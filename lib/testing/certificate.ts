// A certificate of our own for a server that a test runs, made when it is asked for, so that no key lies in the repository.

import { generateKeyPairSync, sign } from "node:crypto";

export type Certificate = { key: string; cert: string };

/** Signed by itself and good for these names, from 2020 to 2049. */
export function certificateFor(...names: string[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const signedWith = sequence(oid("2a8648ce3d040302")); // ecdsa-with-SHA256
  const subject = sequence(set(sequence(oid("550403"), der(0x0c, Buffer.from(names[0] as string)))));
  const alternatives = sequence(...names.map((name) => der(0x82, Buffer.from(name))));
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    signedWith,
    subject,
    sequence(utc("200101000000Z"), utc("491231235959Z")),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(oid("551d11"), der(0x04, alternatives)))),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", toSign, privateKey));
  const whole = sequence(toSign, signedWith, signature).toString("base64");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
  };
}

/** One value in DER: its tag, its length, what it holds. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const set = (...parts: Buffer[]) => der(0x31, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const utc = (time: string) => der(0x17, Buffer.from(time));

import type { Route } from "next";
import { Fact } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import type { SystemPage } from "@/lib/systems/system-page";

/** What oversight asks of it, each with the way to the exceptions that touch the same. */
export function OversightFacts({ system }: { system: SystemPage }) {
  const { model, vendor, dataSets, deployment } = system;
  return (
    <>
      {(model || system.modelRecord) && (
        <Fact term="Model">
          {model && <Found word="model" value={model} />}
          <Elsewhere register="model inventory" number={system.modelRecord} url={system.modelRecordUrl} />
        </Fact>
      )}
      {(vendor || system.vendorRecord) && (
        <Fact term="Vendor">
          {vendor && <Found word="vendor" value={vendor} />}
          <Elsewhere register="vendor registry" number={system.vendorRecord} url={system.vendorRecordUrl} />
        </Fact>
      )}
      {dataSets.length > 0 && (
        <Fact term="Data sets">
          <ul>
            {dataSets.map((name) => (
              <li key={name}>
                <Found word="data" value={name} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {deployment && <Fact term="Deployment">{deployment}</Fact>}
    </>
  );
}

function Found({ word, value }: { word: "model" | "vendor" | "data"; value: string }) {
  // A comma would part it into two words.
  const query = new URLSearchParams({ view: "all", [word]: value.split(",")[0] ?? value });
  return (
    <Link
      href={`/register?${query}` as Route}
      title={`Exceptions with the same ${word}`}
      className="text-accent hover:underline"
    >
      {value}
    </Link>
  );
}

function Elsewhere({ register, number, url }: { register: string; number: string; url: string }) {
  if (!number && !url) return null;
  const words = number || url;
  return (
    <span className="block text-xs text-muted">
      {`In the ${register}: `}
      {url ? (
        <a href={url} rel="noreferrer" className="text-accent underline">
          {words}
        </a>
      ) : (
        words
      )}
    </span>
  );
}

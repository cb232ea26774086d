import type { Metadata } from "next";

import { Page } from "@/components/page";
import { Section } from "@/components/section";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { requireRole } from "@/lib/auth/session";
import { formatLength } from "@/lib/dates";
import { riskNames } from "@/lib/exceptions/risk";
import { reviewTimeInWords } from "@/lib/exceptions/steps";
import { longestWindow } from "@/lib/exceptions/window";
import { organisation } from "@/lib/organisation";
import { whyCannotAdminister } from "@/lib/people/administration";
import { weeklyTyped } from "@/lib/people/organisation-schema";
import { Risk } from "@/prisma/generated/enums";

import { SettingsTabs } from "../settings-tabs";
import { OrganisationForm } from "./organisation-form";

export const metadata: Metadata = { title: "Organisation" };

export default async function OrganisationPage() {
  const actor = await requireRole("administrator", "auditor");
  const { name, zone, calendar, meeting } = await organisation();

  return (
    <Page title="Organisation">
      <SettingsTabs current="/settings/organisation" />
      <OrganisationForm
        values={{
          name,
          zone,
          workingDays: calendar.workingDays.map(String),
          ...calendar.workingHours,
          holidays: calendar.holidays.join("\n"),
          ...weeklyTyped(meeting),
        }}
        zones={[...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", zone])]}
        reason={whyCannotAdminister(actor)?.message}
      />
      <Section title="What no setting changes">
        <div className="grid max-w-read gap-4 text-sm">
          <p className="text-muted">
            Nobody decides what they are a party to, every exception has an end, and every change stands in
            the audit trail: there is no switch for these. A policy may set a shorter window than its risk
            allows, and a routing rule a shorter time to decide.
          </p>
          <Table
            caption="Longest window and time to decide, by risk"
            head={
              <>
                <Th>Risk</Th>
                <Th>Longest window</Th>
                <Th>Decided within</Th>
              </>
            }
          >
            {Object.values(Risk).map((risk) => (
              <Tr key={risk}>
                <Td>{riskNames[risk]}</Td>
                <Td label="Longest window">{formatLength(longestWindow(risk, false, []).seconds)}</Td>
                <Td label="Decided within">{reviewTimeInWords(risk)}</Td>
              </Tr>
            ))}
            <Tr>
              <Td>Emergency</Td>
              <Td label="Longest window">{formatLength(longestWindow("low", true, []).seconds)}</Td>
              <Td label="Decided within">At once by one group, ratified within 24 hours</Td>
            </Tr>
          </Table>
        </div>
      </Section>
    </Page>
  );
}

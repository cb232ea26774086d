// Exceptions from the cost rules, oldest first.

import {
  daysAgo,
  daysLater,
  lately,
  later,
  onWeekday,
  workdaysAfterEnd,
  workdaysAgo,
  workdaysLater,
} from "./calendar";
import {
  approve,
  close,
  days,
  edit,
  filed,
  note,
  on,
  reject,
  sendBack,
  story,
  until,
  withdraw,
} from "./story";

export const costStories = [
  story({
    filed: filed("emil", onWeekday("monday", 47, "10:25")),
    ask: {
      title: "Four GPU instances for the yearly training of the arrival model",
      scope: [on("CST-002", "eta-model", "development", "training p4d")],
      reason:
        "The yearly training over all ports takes about 60 hours in one go. Stopping every eight hours would lose the optimiser's state, because our checkpointing does not keep it yet.",
      breaksIfNo:
        "The model keeps last year's port queues. Its error for Rotterdam grew from 38 to 71 minutes since the strike.",
      riskIntroduced: "Up to €4,100 if a run hangs and nobody looks.",
      dataAffected: "Positions, weather and port queues.",
      alternatives: "Spot instances: interrupted twice in the rehearsal.",
      mitigation: "A budget alarm at €2,500, and I look at the run at 8, 14 and 21 o'clock.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(4),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve(
        "oskar",
        later("1h 50m"),
        "€2,500 is inside the model budget. Stop it at the alarm, do not raise the alarm.",
      ),
      close(
        "emil",
        workdaysLater(3, "09:50"),
        "oskar",
        "Done after 57 hours, €2,214. Instances are gone. Checkpointing with the optimiser is on the list for next year.",
      ),
    ],
  }),

  story({
    filed: filed("amelie", daysAgo(295, "12:40")),
    ask: {
      title: "Survey tool at €8,400 a year without a second offer",
      scope: [on("CST-005", "booking-portal", "production", "Askable subscription")],
      reason:
        "I know this tool, it is the best on the market and the price holds until {day+3}. Comparing takes three weeks and we want to ask customers about the new quote page now.",
      breaksIfNo: "We lose the discount of 20%.",
      riskIntroduced: "We may pay more than with another supplier.",
      dataAffected: "Mail addresses of the customers asked, about 2,000.",
      alternatives: "The form in the portal, looks old.",
      mitigation: "Can be cancelled after a year.",
      data: "internal",
      exposure: "customers",
      impact: "minor",
      window: days(14),
    },
    risk: "moderate",
    stands: "rejected",
    beats: [
      reject(
        "greta",
        workdaysLater(1, "10:20"),
        "A discount that ends in three days is a sales method, the rule exists for it. I had two offers within the hour: €3,900 and €5,100, both in Frankfurt. Choose one and you have it on Thursday, without an exception.",
      ),
    ],
  }),

  story({
    filed: filed("lukas", onWeekday("monday", 34, "16:15")),
    ask: {
      title: "Booking staging awake at night for the carriers in Singapore",
      scope: [on("CST-003", "booking-portal", "staging"), on("CST-003", "booking-search", "staging")],
      reason:
        "Straits Line tests its interface from Singapore, 02:00 to 10:00 our time, {workday+1} to {workday+6}. Staging sleeps until 06:00.",
      breaksIfNo: "They test four hours a day instead of eight and the go-live moves by a week.",
      riskIntroduced: "None beyond about €38 a night.",
      dataAffected: "None.",
      alternatives: "They offered to work late. I would not ask that of eleven people.",
      mitigation: "Only the two services and their databases stay up, the rest of staging sleeps.",
      data: "none",
      exposure: "partners",
      impact: "minor",
      window: days(10),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve("oskar", later("18m"), "€38 a night is less than this conversation. Yes."),
      close(
        "lukas",
        workdaysLater(7, "11:00"),
        "oskar",
        "Straits Line signed off yesterday. Both services sleep again, seen in this morning's cost report.",
      ),
    ],
  }),

  // Over budget for a backfill, extended once, then closed.
  story({
    filed: filed("yusuf", onWeekday("monday", 30, "09:30")),
    ask: {
      title: "Warehouse account over its budget for the backfill of surcharges",
      scope: [on("CST-001", "warehouse", "production")],
      reason:
        "Fuel surcharges of the last five months were booked without a lane. To allocate them we load 410 million rows again. The account has €3,200 left of €21,000 this month, the backfill needs about €7,500.",
      breaksIfNo:
        "Margins per lane stay wrong by up to 4%, and Commercial negotiates eleven renewals with them this month.",
      riskIntroduced: "€4,300 over budget.",
      dataAffected: "Costs per consignment, inside the warehouse.",
      alternatives: "Half now, half next month: half of the renewals would be negotiated blind.",
      mitigation: "Loads run in the cheap hours, a hard stop at €8,000, daily figure to Dana.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(12),
    },
    risk: "moderate",
    stands: "superseded",
    beats: [
      sendBack(
        "dana",
        later("4h 20m"),
        "I can follow 4% of margin. I cannot follow €7,500: the last backfill of this size was €3,900. What is different?",
      ),
      edit("yusuf", workdaysLater(1, "10:10"), {
        reason:
          "Fuel surcharges of the last five months were booked without a lane. To allocate them we load 410 million rows again. The account has €3,200 left of €21,000 this month. Planned afresh without the second copy we used to keep for safety: €5,400 instead of €7,500.",
        riskIntroduced:
          "€2,200 over budget. Without the second copy a failed load is repeated from the start.",
        mitigation: "Loads run in the cheap hours, a hard stop at €5,800, daily figure to Dana.",
      }),
      approve("dana", later("1h 15m"), "€5,800 and not a cent more. Thank you for looking again."),
    ],
  }),
  story({
    extends: {
      title: "Warehouse account over its budget for the backfill of surcharges",
      whatChanged:
        "Two of five months are loaded. One load failed at 80% and was repeated, spent so far €3,050. The hard stop stays where it is.",
    },
    filed: filed("yusuf", onWeekday("thursday", 29, "13:20")),
    ask: {
      title: "Warehouse account over its budget for the backfill of surcharges, rest of it",
      scope: [on("CST-001", "warehouse", "production")],
      reason:
        "A failed load cost us four days. Three months of surcharges remain, one every three days in the cheap hours.",
      breaksIfNo: "Lanes of the last three months stay wrong. Seven of the eleven renewals are still open.",
      riskIntroduced: "As before, within the same €5,800.",
      dataAffected: "Costs per consignment, inside the warehouse.",
      alternatives: "Loading in expensive hours would be done in four days for €1,900 more.",
      mitigation:
        "Loads now resume where they stopped, tested with the failed one. Daily figure to Dana goes on.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(10),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "oskar",
        workdaysLater(1, "09:25"),
        "Daily figures were honest, including the day it failed. Same ceiling.",
      ),
      close(
        "yusuf",
        workdaysLater(7, "15:40"),
        "dana",
        "All five months allocated, €5,610 in all. The account is back under its monthly line.",
      ),
    ],
  }),

  story({
    filed: filed("paul", daysAgo(179, "11:45")),
    ask: {
      title: "More budget for pricing queries",
      scope: [on("CST-001", "warehouse", "development")],
      reason: "Needed for business.",
      breaksIfNo: "Queries stop.",
      riskIntroduced: "Cost.",
      dataAffected: "Prices.",
      alternatives: "None.",
      mitigation: "None needed.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(30),
    },
    risk: "low",
    stands: "withdrawn",
    beats: [
      sendBack(
        "oskar",
        later("2h 35m"),
        "How much, until when, for which question? You ran the same query 311 times last week, once for each lane. I can show you how to run it once for all.",
      ),
      withdraw("paul", workdaysLater(1, "14:55"), "Oskar rewrote it with me. It costs €2 now."),
    ],
  }),

  story({
    filed: filed("mateo", daysAgo(133, "15:35")),
    ask: {
      title: "Backup appliance from the marketplace without cost tags",
      scope: [on("CST-004", "log-archive", "production", "cohere-backup stack")],
      reason:
        "The appliance builds its own 17 resources and removes tags it does not know every time it checks itself. The maker has it as fault 4471, fixed in the next version on {workday+9}.",
      breaksIfNo: "We stay on the old appliance, whose support ends on {workday+6}.",
      riskIntroduced: "About €900 a month nobody can attribute.",
      dataAffected: "None.",
      alternatives: "Tagging by a nightly script: the appliance takes it for tampering and stops.",
      mitigation: "All 17 resource ids are in Oskar's sheet, he attributes them by hand this once.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      window: days(21),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve("oskar", workdaysLater(2, "13:30"), "Seventeen ids are in the sheet. I do it once by hand."),
      close(
        "mateo",
        workdaysLater(10, "10:15"),
        "oskar",
        "Version 6.2 keeps the tags, checked over two of its self-tests.",
      ),
    ],
  }),

  story({
    filed: filed("nina", daysAgo(117, "09:20")),
    ask: {
      title: "200 electronic signature licences before the two offers are in",
      scope: [on("CST-005", "staff-portal", "production", "Zeichnung Pro licences")],
      reason:
        "The collective agreement changes working hours on {day+25}, and 1,140 addenda must be signed by then. Our 40 licences allow 400 signatures a month. The second offer arrives on {workday+10}, which is too late to send reminders.",
      breaksIfNo: "About 700 addenda go out on paper: print, post, scan. My team has three people.",
      riskIntroduced: "We may pay up to €1,100 more than with the second supplier.",
      dataAffected: "Names and private mail addresses of staff, at a supplier that has them already.",
      alternatives: "Signing in groups at the sites: the drivers are away all week.",
      mitigation: "Monthly contract, so that procurement can change to the better offer afterwards.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(14),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "greta",
        workdaysLater(1, "11:15"),
        "Monthly terms make this reversible. The second offer still gets compared.",
      ),
      note(
        "nina",
        workdaysLater(6, "15:50"),
        "812 of 1,140 signed. The second offer came, €70 a month dearer, so we stay.",
      ),
      close(
        "nina",
        workdaysAfterEnd(4, "10:30"),
        "greta",
        "Second offer compared and filed, contract kept. I forgot to close it when the agreement was signed.",
      ),
    ],
  }),

  story({
    filed: filed("cora", onWeekday("monday", 10, "10:40")),
    ask: {
      title: "Payments account over budget for the mandate migration",
      scope: [on("CST-001", "payments-api", "production")],
      reason:
        "21,400 direct debit mandates move to the new bank's format on {workday+3}. For two days the old and the new service run side by side, which is €1,240 more than the account has left this month.",
      breaksIfNo:
        "We switch without running in parallel, on the day before the largest collection of the month.",
      riskIntroduced: "€1,240 over budget, once.",
      dataAffected: "No more than what both services hold anyway.",
      alternatives: "Moving next month: the old bank switches its format off on {day+14}.",
      mitigation: "Old service is scaled to zero as soon as the collection is confirmed.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(6),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve("dana", later("55m"), "Cheaper than one failed collection. Yes."),
      close(
        "cora",
        workdaysLater(4, "13:10"),
        "oskar",
        "Collection confirmed, 21,400 mandates moved, 6 rejected and called. Old service scaled to zero at noon. €1,090.",
      ),
    ],
  }),

  story({
    filed: filed("kofi", workdaysAgo(8, "14:05")),
    ask: {
      title: "Gate logs of Rostock stay in fast storage for the dispute with Nordkran",
      scope: [on("CST-006", "log-archive", "production", "gate-rostock")],
      reason:
        "Nordkran claims €86,000 for waiting times over five months. Marta's lawyer wants to search the gate messages day by day, and cold storage needs six hours for each search. The hearing is in three weeks.",
      breaksIfNo: "The lawyer gets eight searches before the hearing instead of eighty.",
      riskIntroduced: "About €310 of storage.",
      dataAffected: "Licence plates and arrival times, kept as long as before.",
      alternatives: "An export to her office: 1.1 TB, and then it lies there.",
      mitigation: "Only the Rostock gates, only the days in dispute.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      conditions: [
        { statement: "The days outside the dispute are moved to cold storage.", provenWithin: days(21) },
      ],
      window: days(28),
    },
    risk: "low",
    stands: "in force",
    beats: [
      approve(
        "dana",
        workdaysLater(2, "09:00"),
        "€310 against €86,000. Until the hearing, and the lawyer searches through our screen.",
      ),
    ],
  }),

  story({
    filed: filed("cora", workdaysAgo(2, "10:50")),
    ask: {
      title: "Payments staging awake over the rehearsal nights",
      scope: [on("CST-003", "payments-api", "staging")],
      reason:
        "Two rehearsals of the bank change need a whole night each, because the bank's test system answers collections at 03:30 (PAY-3341). Nights of {workday+1} and {workday+2}.",
      breaksIfNo: "We would see the bank's answers for the first time on the real night.",
      riskIntroduced: "€22 a night.",
      dataAffected: "Generated mandates.",
      alternatives: "The bank can move its answer to the day, for €4,000.",
      mitigation: "Switched back by the same pipeline that switched it on.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      window: until(workdaysLater(3, "08:00")),
    },
    risk: "low",
    stands: "in force",
    beats: [approve("oskar", later("30m"), "Fine until the morning after the last one.")],
  }),

  story({
    filed: filed("emil", lately("1h 20m", "16:10")),
    ask: {
      title: "Two GPU instances through the nights for the tariff suggester",
      scope: [on("CST-002", "tariff-model", "test", "training g6")],
      reason:
        "The authority published 214 new tariff numbers. Fine-tuning takes 22 hours a run, and Noor wants three runs with different seeds before she validates. I would start on {workday+2} and be done in six days.",
      breaksIfNo:
        "The suggester offers numbers that no longer exist. Declarants overrule it in one of nine cases, it was one of thirty.",
      riskIntroduced: "At most €1,300 if all three runs go wrong.",
      dataAffected: "Goods descriptions without names of importers.",
      alternatives:
        "Eight-hour pieces: possible now that checkpoints keep the optimiser, but three runs would take nine working days.",
      mitigation: "Budget alarm at €900, runs stop by themselves at 26 hours.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(6),
    },
    risk: "low",
    stands: "pending",
    beats: [],
  }),

  story({
    filed: filed("kofi", onWeekday("wednesday", 22, "10:05")),
    ask: {
      title: "Warehouse test hall awake over the weekend of the scanner trial",
      scope: [on("CST-003", "warehouse-control", "test")],
      reason:
        "Twelve new hand scanners are tried by the Saturday shift in Großbeeren, 06:00 to 14:00. Test sleeps at weekends.",
      breaksIfNo: "The trial would have to run during the week, when the hall is full.",
      riskIntroduced: "€54.",
      dataAffected: "Invented stock.",
      alternatives: "Trial with the production system. No.",
      mitigation: "Off again on Saturday at 15:00 by timer.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      window: until(daysLater(3, "15:00")),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve("greta", workdaysLater(1, "09:45"), "Oskar is away, I signed for Finance. €54 is fine."),
      close(
        "kofi",
        workdaysAfterEnd(1, "08:25"),
        "oskar",
        "Timer worked, test was off at 15:00. Scanners are good, gloves are not.",
        daysLater(-2, "15:00"),
      ),
    ],
  }),
];

// Exceptions from the rules for personal and company data, oldest first.

import {
  daysAgo,
  daysLater,
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
  hours,
  note,
  on,
  prove,
  reject,
  revoke,
  sendBack,
  story,
  withdraw,
} from "./story";

export const dataStories = [
  story({
    filed: filed("cora", onWeekday("monday", 48, "13:05")),
    ask: {
      title: "Nine real refunds in the payments test database",
      scope: [on("DAT-001", "payments-api", "test", "refunds table")],
      reason:
        "Refunds of nine customers round to the wrong cent when a credit note covers two currencies (PAY-2917). Our generated data never produces the combination, and I do not know which column does it.",
      breaksIfNo: "The rounding stays, Dana's team corrects about four a day by hand.",
      riskIntroduced: "Names and IBANs of nine customers in a database that eleven developers can read.",
      dataAffected: "Names, IBANs and refund amounts of nine customers.",
      alternatives: "Masked copies: the fault disappears as soon as the amounts are changed.",
      mitigation:
        "Loaded under one schema that only I can read, names replaced by letters, IBANs cut to the country.",
      data: "confidential",
      exposure: "internal",
      impact: "minor",
      window: days(3),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "hanne",
        later("2h 55m"),
        "With names as letters and IBANs cut, what remains is amounts. Then three days are easy. Drop the schema, do not just empty it.",
      ),
      close(
        "cora",
        workdaysLater(1, "16:20"),
        "yusuf",
        "It was the credit note's own exchange rate. Schema dropped, and our generator makes such pairs now.",
      ),
    ],
  }),

  story({
    filed: filed("dana", onWeekday("monday", 43, "09:55")),
    ask: {
      title: "Export of 14,200 open items for the annual audit",
      scope: [on("DAT-006", "customer-ledger", "production", "open items at year end")],
      reason:
        "Weber & Thiele audit the receivables and draw their own sample. For that they need all open items at the closing date, not our choice of 500. Their request is from {workday-3}, they are here on {workday+4}.",
      breaksIfNo: "The audit of receivables cannot start and the bank's covenant date moves with it.",
      riskIntroduced: "One file with 9,300 customers leaves the ledger.",
      dataAffected: "Customer numbers, invoice numbers, amounts, due dates. Without names and bank accounts.",
      alternatives: "Drawing the sample on our screen: the auditors may not let us choose.",
      mitigation: "The file lies in our audit room, opened on our two laptops only, and no printing.",
      data: "confidential",
      exposure: "internal",
      impact: "moderate",
      window: days(10),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      sendBack(
        "ben",
        later("3h 5m"),
        "Section 4 of their letter asks for customer numbers, your text said names at first and the file you showed me has a name column. Which is it?",
      ),
      edit("dana", later("50m"), {
        dataAffected:
          "Customer numbers, invoice numbers, amounts, due dates. The name column is removed from the file; I checked all 14,200 rows.",
      }),
      approve("ben", workdaysLater(1, "08:55"), "Good, numbers are enough for a sample. Ten days."),
      close(
        "dana",
        workdaysLater(6, "14:45"),
        "yusuf",
        "Sample drawn, file deleted from the audit room, Yusuf saw the empty folder and the log.",
      ),
    ],
  }),

  story({
    filed: filed("amelie", daysAgo(271, "11:30")),
    ask: {
      title: "Evening support by a team in Manila",
      scope: [on("DAT-002", "claims-desk", "production"), on("DAT-004", "claims-desk", "production")],
      reason:
        "Claims by phone after 18:00 go to a voice box. BrightDesk in Manila could start within a week, eight people from 18:00 to midnight, €11 an hour.",
      breaksIfNo: "Customers go on hearing the voice box in the evening, the rating is 2.9.",
      riskIntroduced: "Customer data is read outside Europe and the contract is not signed yet.",
      dataAffected: "Names, phone numbers, addresses, claims.",
      alternatives: "A team in Gdańsk costs €19 an hour and starts in two months.",
      mitigation: "They work in our system, nothing is copied.",
      data: "confidential",
      exposure: "customers",
      impact: "major",
      facts: ["givesVendorReach", "widensDataAccess"],
      window: days(7),
    },
    risk: "high",
    stands: "rejected",
    beats: [
      note(
        "hanne",
        later("4h 15m"),
        "Reading from there is a transfer, even if nothing is copied. There is no adequacy decision for the Philippines, so we would need standard clauses and an assessment of access by authorities.",
      ),
      reject(
        "ben",
        workdaysLater(1, "10:45"),
        "No contract, no transfer assessment, and after seven days we would have eight people with access and no basis to keep them. That is not a temporary break, it is the start of an operation. I will help to get Gdańsk ready; the contract there is two pages of changes to one we have.",
      ),
    ],
  }),

  story({
    filed: filed("nina", daysAgo(236, "08:40")),
    ask: {
      title: "Works council reads the shift export for the overtime talks",
      scope: [on("DAT-005", "hr-share", "production", "export shifts, first half-year")],
      reason:
        "The works council and management agreed to settle overtime for 78 night workers by {workday+7}. Both sides must look at the same figures, and those are in the shift export.",
      breaksIfNo:
        "The talks go on with two sets of figures, as they did last time, and end before the labour court.",
      riskIntroduced: "Two members of the works council see colleagues' shifts by name.",
      dataAffected: "Names, shifts and overtime of 78 people. No pay, no sickness.",
      alternatives: "Figures without names: overtime is disputed person by person.",
      mitigation:
        "Read on a laptop in my office, the columns for absence are removed, both signed the confidentiality form.",
      data: "confidential",
      exposure: "internal",
      impact: "minor",
      facts: ["widensDataAccess"],
      window: days(11),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "ben",
        workdaysLater(1, "13:20"),
        "Purpose and persons are clear, the absence column is out. Fine until the settlement.",
      ),
      close(
        "nina",
        workdaysLater(5, "11:05"),
        "hanne",
        "Settled yesterday, before the date. The copy on my laptop is deleted and the folder shows no other readers.",
      ),
    ],
  }),

  story({
    filed: filed("priya", onWeekday("wednesday", 30, "15:25")),
    ask: {
      title: "Unmasked reading of mandates to follow a fraud",
      scope: [on("DAT-008", "customer-ledger", "production", "mandates and bank accounts")],
      reason:
        "Somebody changes the bank accounts of dormant customers and collects their credit balances, six cases since Monday, €23,400. The pattern is in the account numbers, and the masked views hide exactly these.",
      breaksIfNo: "We see each case a day after the money is gone.",
      riskIntroduced: "I would read bank accounts of 9,300 customers without a mask.",
      dataAffected: "Names, bank accounts and balances of customers.",
      alternatives: "Asking the bank for patterns: they answered that they may not.",
      mitigation:
        "Queries only together with Cora, each is logged and sent to Ben at night. Nothing is exported.",
      data: "regulated",
      regulations: ["gdpr"],
      exposure: "internal",
      impact: "moderate",
      facts: ["widensDataAccess"],
      window: days(5),
    },
    risk: "high",
    stands: "remediated",
    beats: [
      approve(
        "yusuf",
        later("1h 10m"),
        "Two persons at the screen and Ben reads the queries. I gave you a role of its own so that the log shows nothing else.",
        {
          words: {
            whyNow: "€23,400 since Monday and another case this morning.",
            shortest: "Five days. The fraud team of the police wants the pattern by Friday.",
            saferWay:
              "A view with hashed accounts was ready in an hour but does not show near-misses, and the near-misses are the pattern.",
            ifNo: "Every day another four thousand euros, and six customers to tell.",
          },
        },
      ),
      approve(
        "marta",
        later("2h 20m"),
        "Agreed. I inform the insurer today; keep the list of queries for them.",
        {
          words: {
            whyNow: "An ongoing crime against customers.",
            shortest: "It ends with the working week, I would not have signed more.",
            saferWay: "Data protection tried a hashed view first, it does not answer the question.",
            ifNo: "Damage goes on and the insurer asks why we only watched.",
          },
        },
      ),
      note(
        "priya",
        workdaysLater(2, "10:40"),
        "Found: all six go through one reset of a mailbox at a customer's forwarding agent. Two more accounts stopped before the money left.",
      ),
      close(
        "priya",
        workdaysAfterEnd(2, "09:30"),
        "yusuf",
        "The role is gone since Friday evening; I closed this late because I was with the police on Monday.",
        daysLater(-5, "18:00"),
      ),
    ],
  }),

  story({
    filed: filed("paul", daysAgo(187, "10:15")),
    ask: {
      title: "Shipment history to guess what customers would pay",
      scope: [
        on("DAT-007", "shipment-history", "production"),
        on("DAT-007", "shipment-history", "development"),
      ],
      reason:
        "The register says shipment history is for planning and statistics. I want to find customers who ship urgently and never complain about prices, to offer them less discount.",
      breaksIfNo: "Discounts stay as they are.",
      riskIntroduced: "Customers could find out.",
      dataAffected: "Seven years of consignments with consignees.",
      alternatives: "Asking sales, they have no numbers.",
      mitigation: "Results stay in pricing.",
      data: "confidential",
      exposure: "customers",
      impact: "moderate",
      window: days(14),
    },
    risk: "moderate",
    stands: "rejected",
    beats: [
      reject(
        "yusuf",
        workdaysLater(1, "11:35"),
        '"Customers could find out" tells you what they would think of it. A purpose is changed in the register, with the customers\' contracts beside it, not by an exception. If you want price sensitivity, the quotes that were declined are declared for pricing and nobody has looked at them yet.',
      ),
    ],
  }),

  story({
    filed: filed("elif", daysAgo(163, "14:15")),
    ask: {
      title: "Claims letters to Lingua Baltica before their contract is countersigned",
      scope: [on("DAT-004", "translation-vendor", "production")],
      reason:
        "We signed the processing contract on {workday-2}. Their director is on a ship until {workday+5} and nobody else may sign.",
      breaksIfNo: "28 letters in Lithuanian wait, nine of them with a deadline this week.",
      riskIntroduced: "They hold personal data with a contract signed by one side.",
      dataAffected: "Names, addresses and what was damaged, in 28 letters.",
      alternatives: "All translators in Berlin asked for at least eight days.",
      mitigation: "Letters only, no photographs.",
      data: "confidential",
      exposure: "partners",
      impact: "minor",
      facts: ["givesVendorReach"],
      window: days(7),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      sendBack(
        "hanne",
        later("1h 30m"),
        "28 letters or the nine with a deadline? And I would like a mail from their side that they keep to the text of the contract from today on. It binds them well enough for a week.",
      ),
      edit("elif", workdaysLater(1, "09:40"), {
        title: "Nine claims letters to Lingua Baltica before their contract is countersigned",
        dataAffected:
          "Names, addresses and what was damaged, in the nine letters whose deadline is this week.",
        mitigation:
          "Letters only, no photographs. Their office manager confirmed by mail today that they work by the contract from now on; the mail is in the supplier's file.",
      }),
      approve("hanne", later("40m"), "Nine letters, and the mail reads well."),
      close(
        "elif",
        workdaysLater(4, "10:10"),
        "hanne",
        "Countersigned copy arrived from Klaipėda this morning.",
      ),
    ],
  }),

  story({
    filed: filed("marta", daysAgo(146, "16:40")),
    ask: {
      title: "Consignment papers of one customer kept beyond ten years",
      scope: [on("DAT-003", "shipment-history", "production", "customer 40117")],
      reason:
        "Customs opened a check of antidumping duties for customer 40117 and asked for papers of the year that is deleted on {workday+7}.",
      breaksIfNo: "We delete what the authority has asked for in writing.",
      riskIntroduced: "Names of consignees stay two weeks longer than the schedule says.",
      dataAffected: "Consignment papers of one customer, one year, 312 folders.",
      alternatives: "Handing over everything before the date: the inspector comes on {workday+11}.",
      mitigation: "The folders are moved out of the daily search and read by me only.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(24),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve(
        "irene",
        workdaysLater(2, "10:00"),
        "A written request of the customs authority is a ground to suspend deletion for these folders. The request is dated and names the year. I decide in Ms Kroll's place, as she asks herself.",
      ),
      close(
        "marta",
        workdaysLater(12, "15:30"),
        "yusuf",
        "The inspector took copies. All 312 folders were deleted yesterday, the deletion run's protocol is filed.",
        daysLater(-1, "20:00"),
      ),
    ],
  }),

  story({
    filed: filed("paul", daysAgo(125, "17:30")),
    ask: {
      title: "Customer list for the anniversary mailing",
      scope: [on("DAT-006", "customer-ledger", "production")],
      reason: "Needed for business. All customers with address.",
      breaksIfNo: "No mailing.",
      riskIntroduced: "None.",
      dataAffected: "Addresses.",
      alternatives: "None.",
      mitigation: "Will be deleted.",
      data: "confidential",
      exposure: "internal",
      impact: "minor",
      window: days(14),
    },
    risk: "moderate",
    stands: "withdrawn",
    beats: [
      withdraw(
        "paul",
        workdaysLater(1, "09:05"),
        "Marketing sends it from the newsletter tool, they have the consents there.",
      ),
    ],
  }),

  story({
    filed: filed("kofi", daysAgo(88, "10:55")),
    ask: {
      title: "Telematics positions through Virginia while Trakka rebuilds Frankfurt",
      scope: [on("DAT-002", "fleet-telematics", "production", "failover region")],
      reason:
        "Trakka's Frankfurt site lost a cooling unit and they run on one leg. If it fails, positions go through their site in Virginia until {workday+5}. They ask for our yes today, otherwise they switch our boxes off in that case.",
      breaksIfNo: "If Frankfurt fails, dispatch is blind for 212 trucks.",
      riskIntroduced: "Positions of drivers would be processed in the US.",
      dataAffected: "Positions and driver numbers. No names.",
      alternatives: "Their site in Paris has no room, I asked twice.",
      mitigation: "Only while Frankfurt is down, positions only, deleted there after an hour.",
      data: "confidential",
      exposure: "partners",
      impact: "moderate",
      window: days(7),
    },
    risk: "moderate",
    stands: "revoked",
    beats: [
      approve(
        "ben",
        later("2h 40m"),
        "For the case of a failure, positions and driver numbers only, an hour. They are certified under the EU-US framework, I looked it up.",
      ),
      revoke(
        "hanne",
        workdaysLater(2, "14:35"),
        "Their status page says Virginia serves us since yesterday although Frankfurt never failed, and the driving times went along. That is neither the case nor the data that was approved. Trakka was told by phone at 14:20 to switch back or off.",
      ),
      note(
        "kofi",
        later("1h 25m"),
        "Back in Frankfurt since 15:40. They apologised and called it a wrong default.",
      ),
    ],
  }),

  story({
    filed: filed("marta", daysAgo(66, "09:10")),
    ask: {
      title: "Applications of the closed Hamburg office past their six months",
      scope: [on("DAT-003", "hr-share", "production", "hamburg-applications")],
      reason:
        "61 applications of the Hamburg office should have been deleted last week. The folder's owner left with the office, and I would like to look through them before they go, in case one of them has a claim.",
      breaksIfNo: "They are deleted unread.",
      riskIntroduced: "Applications stay longer than promised to the applicants.",
      dataAffected: "Letters and CVs of 61 applicants.",
      alternatives: "Deleting them now.",
      mitigation: "Folder locked for everybody but Nina and me.",
      data: "confidential",
      exposure: "internal",
      impact: "minor",
      window: days(14),
    },
    risk: "moderate",
    stands: "lapsed",
    beats: [
      note(
        "irene",
        workdaysLater(7, "17:15"),
        "I need to know which claim you have in mind before I can decide this. The two-month period of the equal treatment act has passed for all of them, as far as I see.",
      ),
    ],
  }),

  story({
    filed: filed("nina", daysAgo(55, "10:30")),
    ask: {
      title: "Payslip archive readable by the tax adviser during the wage tax inspection",
      scope: [on("DAT-005", "staff-portal", "production", "payslips of two years")],
      reason:
        "The tax office inspects wage tax from {workday+3} on, three days in our house. Our adviser Ms Thormann answers the inspector's questions and needs to open single payslips herself.",
      breaksIfNo: "Each question goes through my desk. Last time there were 140.",
      riskIntroduced: "An adviser can open any payslip of 1,140 people.",
      dataAffected: "Payslips: names, pay, tax class.",
      alternatives: "A prepared sample: the inspector draws his own.",
      mitigation:
        "One named account, through the bastion, and I get the list of opened payslips each evening.",
      conditions: [{ statement: "The list of opened payslips is read each evening.", provenWithin: days(5) }],
      data: "regulated",
      regulations: ["gdpr"],
      exposure: "internal",
      impact: "minor",
      facts: ["widensDataAccess", "givesVendorReach"],
      window: days(7),
    },
    risk: "high",
    stands: "remediated",
    beats: [
      approve(
        "hanne",
        later("3h 25m"),
        "She is bound to secrecy by her profession. Send me the evening lists too.",
        {
          words: {
            whyNow: "The inspection has a date set by the tax office.",
            shortest: "Three days in the house and two before to prepare, so seven is not generous.",
            saferWay: "Single payslips on request. With 140 questions Nina's team would do nothing else.",
            ifNo: "Slow answers, and inspectors extend when answers are slow.",
          },
        },
      ),
      approve(
        "irene",
        workdaysLater(1, "14:20"),
        "No objection. The adviser's engagement letter covers the inspection; a copy is with Ms Albrecht.",
        {
          words: {
            whyNow: "Date fixed by the authority.",
            shortest: "Proportionate to an inspection of three days.",
            saferWay: "Not without considerable delay.",
            ifNo: "Likely extension of the inspection.",
          },
        },
      ),
      prove(
        "nina",
        workdaysLater(1, "18:10"),
        1,
        "Thormann's list of the first evening",
        "https://wiki.havelkai.example/wage-tax/evening-1",
      ),
      close(
        "nina",
        workdaysLater(3, "16:45"),
        "hanne",
        "The inspection is over, 88 payslips were opened, all of them asked for. Account disabled at 16:30.",
      ),
    ],
  }),

  // Past its end and still open: real telemetry in the test system.
  story({
    filed: filed("kofi", daysAgo(21, "11:20")),
    ask: {
      title: "A week of real driver telemetry in the test system",
      scope: [on("DAT-001", "driver-telemetry", "test", "rest-time calculation")],
      reason:
        "The new rest-time calculation warned 19 drivers too late last week. It only happens with ferries and the change of country, and our generated tours never take a ferry (WH-1470).",
      breaksIfNo:
        "Drivers exceed their times without warning, each case can cost €30 per minute and their points.",
      riskIntroduced: "Positions of 19 drivers in a system where six developers and two suppliers can read.",
      dataAffected: "Positions and rest times of 19 drivers, by number.",
      alternatives: "Building ferry tours into the generator: two weeks, started.",
      mitigation: "Driver numbers exchanged, the suppliers' accounts are locked for the time.",
      data: "confidential",
      exposure: "internal",
      impact: "minor",
      window: days(7),
    },
    risk: "moderate",
    stands: "expired",
    beats: [
      approve(
        "yusuf",
        workdaysLater(1, "10:25"),
        "Numbers exchanged and suppliers locked out: fine for a week. Delete the whole schema afterwards.",
      ),
      note(
        "yusuf",
        workdaysAfterEnd(3, "09:15"),
        "The schema is still there and its newest row is from the day before the end. Kofi, delete it or ask for an extension, please today.",
      ),
    ],
  }),

  // The same rule, two more teams: test data that nobody has made yet.
  story({
    filed: filed("lukas", daysAgo(26, "09:40")),
    ask: {
      title: "Real bookings of one night in the portal's test system",
      scope: [on("DAT-001", "booking-portal", "test", "night import")],
      reason:
        "The night import drops 14 of 9,000 bookings and logs nothing. Generated bookings all pass, so we need that one night as it was, to find what the 14 have in common (BK-2210).",
      breaksIfNo: "Each morning two people call 14 customers to ask what they booked.",
      riskIntroduced: "Names and addresses of 9,000 contacts where nine developers can read.",
      dataAffected: "Customer contacts and bookings of one night.",
      alternatives: "Adding log lines in production: done, and the 14 leave none.",
      mitigation: "Prices and bank data are left out, and the copy is dropped after four days.",
      data: "confidential",
      exposure: "internal",
      impact: "minor",
      window: days(4),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "yusuf",
        workdaysLater(4, "10:30"),
        "Two days late, and that is on us: Hanne and I were both at the authority's hearing. Four days, without the prices.",
      ),
      close(
        "lukas",
        workdaysLater(2, "15:05"),
        "elif",
        "All 14 came from one partner that sends its times without a zone. The copy is dropped.",
      ),
    ],
  }),

  story({
    filed: filed("mateo", daysAgo(17, "13:10")),
    ask: {
      title: "Real staff list in the test system of the staff portal",
      scope: [on("DAT-001", "staff-portal", "test", "holiday balance")],
      reason:
        "The move of the portal to new machines gave 31 people another holiday balance in the rehearsal. Part-time contracts with a change in the middle of the year are not in our generated staff (PLT-2240).",
      breaksIfNo: "We move without knowing for whom the balance is wrong.",
      riskIntroduced: "Names and contracts of 1,140 people in a system that four engineers can read.",
      dataAffected: "Names, contract dates, hours and holiday balances.",
      alternatives: "Writing the 31 by hand: we know them only after the fact.",
      mitigation: "Pay and tax data are left out, Nina's team loads and drops the copy itself.",
      data: "confidential",
      exposure: "internal",
      impact: "minor",
      window: days(5),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve("hanne", workdaysLater(1, "11:20"), "Without pay and tax, loaded by Nina's team: five days."),
      close(
        "mateo",
        workdaysLater(3, "16:15"),
        "nina",
        "Balances agree for everybody. Nina's team dropped the copy, I saw the empty schema.",
      ),
    ],
  }),

  // The payroll vendor's two weeks of read access to the HR export folder.
  story({
    filed: filed("nina", workdaysAgo(5, "10:12")),
    ask: {
      title: "Two weeks of read access to the HR export folder for Lohnwerk",
      scope: [on("DAT-005", "hr-share", "production", "/exports/monthly")],
      reason:
        "Since Lohnwerk's change of system their import drops people who changed tax class within a month, 23 last month. Their analyst Ms Pohl wants to compare our monthly export with what arrives at theirs, over one full payroll run, which takes two weeks. Their case is LW-20871.",
      breaksIfNo: "The 23 get the wrong net pay a second time, and we pay each an advance by hand.",
      riskIntroduced:
        "One person at a supplier can read the monthly export of everybody, not only of the 23.",
      dataAffected:
        "Names, hours, salary bands and tax classes of 1,140 people. No bank accounts, no sickness: those are in another export.",
      alternatives:
        "Sending the 23 rows: done last month, the fault was not in the rows but in their order. A video call with shared screen: four hours of looking for 23 people, without result.",
      mitigation:
        "Read only, one named account for Ms Pohl with a second factor, through the supplier bastion. Downloads are blocked. I read the access log every Friday and send it to Ben.",
      data: "confidential",
      exposure: "internal",
      impact: "moderate",
      facts: ["givesVendorReach", "widensDataAccess"],
      window: days(14),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      sendBack(
        "ben",
        later("2h 10m"),
        "Two things before I can agree: whose account is it, and what happens to the export of the month before, which lies in the same folder?",
      ),
      edit("nina", later("1h 35m"), {
        mitigation:
          "Read only, one named account (anja.pohl) with a second factor, through the supplier bastion. Downloads are blocked. Older exports are moved to a folder she cannot see; only this month's and next month's remain. I read the access log every Friday and send it to Ben.",
      }),
      approve(
        "ben",
        workdaysLater(1, "09:20"),
        "Named person, two exports instead of sixty, no downloads, and an end. I look at the first log myself.",
      ),
      note(
        "nina",
        workdaysLater(2, "16:10"),
        "Ms Pohl found the first one: their import reads the tax class before the month. She keeps looking for the others.",
      ),
    ],
  }),

  story({
    filed: filed("marta", workdaysAgo(7, "13:25")),
    ask: {
      title: "Claims of the hall fire kept beyond their three years",
      scope: [on("DAT-003", "claims-desk", "production", "fire in hall 4")],
      reason:
        "The insurer's expert reopened the fire in hall 4, letter of {workday-2}. 118 claims of that week would be deleted by the next run on {workday+3}. He wants to see how the goods were described, about three weeks of work.",
      breaksIfNo: "The insurer may reduce what it still owes, about €240,000.",
      riskIntroduced:
        "Names and photographs of 118 claimants stay about a month longer than we promised them.",
      dataAffected: "Claims, letters and photographs of 118 claimants.",
      alternatives: "Removing the names: the expert writes to some of them.",
      mitigation:
        "Taken out of the search for everybody but me and one clerk. The claimants are told by letter.",
      data: "confidential",
      exposure: "internal",
      impact: "moderate",
      conditions: [{ statement: "All 118 claimants are told by letter.", provenWithin: days(2) }],
      window: days(14),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      approve(
        "irene",
        workdaysLater(2, "11:45"),
        "Establishment and defence of claims is a sufficient ground. Fourteen days now; should the expert need longer, I would want his timetable in writing.",
      ),
    ],
  }),

  story({
    filed: filed("cora", workdaysAgo(3, "15:20")),
    ask: {
      title: "Real ledger in staging for the bank change rehearsal",
      scope: [on("DAT-001", "customer-ledger", "staging", "ledger_rehearsal")],
      reason:
        "The third rehearsal of the bank change must reconcile to the cent, and generated ledgers always do. The first two rehearsals missed 37 accounts with a balance in two currencies (PAY-3341).",
      breaksIfNo: "We find the next such account on the night itself, with 21,400 mandates waiting.",
      riskIntroduced: "Balances and names of 9,300 customers in a system that was not built to hold them.",
      dataAffected: "Names, customer numbers, balances. Bank accounts are replaced before loading.",
      alternatives:
        "Only the accounts with two currencies: we did that for rehearsal two, and missed the ones that once had two.",
      mitigation:
        "Own database with accounts for Mara and me, network closed to everything but the rehearsal, dropped on the morning after.",
      data: "confidential",
      exposure: "internal",
      impact: "moderate",
      window: days(6),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      approve(
        "hanne",
        workdaysLater(1, "10:05"),
        "I wanted six days to be five, because rehearsal and clean-up fit into that. Drop it on the morning after.",
        {
          grants: hours(120),
        },
      ),
    ],
  }),

  story({
    filed: filed("priya", workdaysAgo(1, "14:10")),
    ask: {
      title: "Unmasked sign-in records of the carrier portal for one afternoon a day",
      scope: [on("DAT-008", "carrier-portal", "production", "sign-in records")],
      reason:
        "Since {workday-3} somebody tries lists of stolen passwords against the haulier accounts, about 4,000 attempts a night from 900 addresses (SOC-611). To see which hauliers were hit I need names and addresses beside the attempts; the view masks both.",
      breaksIfNo: "We would reset all 2,300 hauliers instead of the ones that were hit.",
      riskIntroduced: "I read contact data of hauliers together with their sign-in times.",
      dataAffected: "Names, mail addresses and sign-in times of hauliers' staff.",
      alternatives: "Joining by hash: the hash in the view changes every night.",
      mitigation:
        "Read between 13:00 and 17:00 only, by a role that ends itself each day, queries are logged.",
      data: "confidential",
      exposure: "partners",
      impact: "moderate",
      facts: ["widensDataAccess"],
      window: days(5),
    },
    risk: "moderate",
    stands: "pending",
    beats: [],
  }),

  story({
    filed: filed("yusuf", daysAgo(110, "10:20")),
    ask: {
      title: "Old addresses of 600 consignees used to clean the address book",
      scope: [on("DAT-007", "shipment-history", "production", "consignee addresses")],
      reason:
        "Every twelfth letter to a consignee comes back. The shipment history knows newer addresses, but its register entry says planning and statistics only. The new entry, with delivery as a purpose, is with Ben until {workday+9}.",
      breaksIfNo: "Another 50 letters a week come back until then, €2.10 each and a delay of five days.",
      riskIntroduced: "Data is used for a purpose that is declared two weeks later.",
      dataAffected: "Names and addresses of about 600 consignees.",
      alternatives: "Asking the consignees: that is what the letters are for.",
      mitigation: "Only consignees whose letter came back, each change can be undone.",
      data: "internal",
      exposure: "customers",
      impact: "minor",
      window: days(10),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "hanne",
        workdaysLater(1, "15:10"),
        "Delivering to the right address is close enough to the purpose that I sign, and the entry is under way. Not Ben: he decides the entry.",
      ),
      close(
        "yusuf",
        workdaysLater(6, "09:25"),
        "ben",
        "The register entry is in force since yesterday, so nothing is broken any more. 571 addresses corrected.",
      ),
    ],
  }),
];

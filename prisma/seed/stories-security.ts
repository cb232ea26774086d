// Exceptions from the security rules, oldest first.

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
  daysFrom,
  edit,
  filed,
  hours,
  note,
  on,
  reject,
  revoke,
  sendBack,
  story,
  until,
  withdraw,
} from "./story";

const bankReason =
  "The receiving side still runs a gateway from 2013 that ends at TLS 1.1. They move to TLS 1.2 with their release on {workday+4}, confirmed by mail from their operations desk. Until then every nightly file is refused by our proxy.";

export const securityStories = [
  story({
    filed: filed("lena", onWeekday("monday", 49, "09:35")),
    ask: {
      title: "Scanner off on two build agents while the images are rebuilt",
      scope: [
        on("SEC-004", "build-agents", "test", "agent-07"),
        on("SEC-004", "build-agents", "test", "agent-08"),
      ],
      reason:
        "Rebuilding the base images unpacks about 400,000 small files and the scanner reads each of them twice. The job takes 5 h 40 min instead of 35 min and then hits the six-hour limit (PLT-2071).",
      breaksIfNo: "No new base images. The patched OpenSSL cannot reach any service until they are built.",
      riskIntroduced: "Malware in a package we pull that day would not be caught on these two machines.",
      dataAffected: "Source code and public packages. No customer data on these agents.",
      alternatives:
        "Excluding the unpack directory was tried last week, the scanner still hooks the file calls.",
      mitigation:
        "Both agents are cut from the release queue, and the finished images are scanned before they are signed.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(3),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve(
        "jonas",
        later("1h 25m"),
        "Agents are out of the release queue, I checked. Scan the images before signing, as you say.",
      ),
      close(
        "lena",
        workdaysLater(2, "11:10"),
        "jonas",
        "All nine images built and scanned clean. Scanner reports in from both agents again since 10:50.",
      ),
    ],
  }),

  story({
    filed: filed("kofi", daysAgo(301, "14:20")),
    ask: {
      title: "Warehouse control stays on its old version until the label printers work",
      scope: [on("SEC-003", "warehouse-control", "production")],
      reason:
        "The maker's patch for the file upload hole breaks the Zebra label printers: every second label comes out blank. Their case 88-1204 is open, they promise a corrected build for {workday+7}.",
      breaksIfNo:
        "Großbeeren prints 6,200 labels a day. With the patch we go back to pens, and nothing leaves the hall on time.",
      riskIntroduced: "The hole lets somebody who is signed in place a file on the server.",
      dataAffected: "Stock, bins and shift plans. Names of shift workers.",
      alternatives: "We tried the patch with the older printer driver in staging. Same blank labels.",
      mitigation: "File upload is switched off in the menu and blocked at the proxy. Nobody used it anyway.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(10),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "ada",
        workdaysLater(1, "08:50"),
        "With the upload path blocked at the proxy the hole is not reachable. Ten days, not a fortnight, and I want the vendor's build number when it exists.",
      ),
      note(
        "kofi",
        workdaysLater(5, "16:05"),
        "Vendor moved the build from Thursday to next week. Told Ada by phone.",
      ),
      close(
        "kofi",
        workdaysAfterEnd(3, "10:40"),
        "jonas",
        "Build 7.4.2.19 is on all three sites, labels are fine. We were three days late because the build was.",
      ),
    ],
  }),

  story({
    filed: filed("lukas", daysAgo(276, "10:05")),
    ask: {
      title: "Deploy token of the carrier portal as a pipeline variable",
      scope: [on("SEC-005", "carrier-portal", "production", "deploy pipeline")],
      reason:
        "Our pipeline runner has no vault client yet. Putting the token into the pipeline settings would unblock the release of CP-880 today.",
      breaksIfNo: "CP-880 ships a week later.",
      riskIntroduced: "Everybody with maintainer rights on the repository can read the token.",
      dataAffected: "None directly. The token can deploy.",
      alternatives: "Waiting for the vault client, which Platform has planned.",
      mitigation: "Variable is marked as masked.",
      data: "none",
      exposure: "partners",
      impact: "moderate",
      window: days(7),
    },
    risk: "moderate",
    stands: "rejected",
    beats: [
      reject(
        "jonas",
        later("2h 15m"),
        "There is a safer way that takes an hour: the runner can fetch a short-lived token with its own identity, the booking search does it already. Mateo offered to pair on it this afternoon. A deploy token in plain settings outlives every seven-day promise.",
      ),
    ],
  }),

  story({
    filed: filed("amelie", daysAgo(248, "15:45")),
    ask: {
      title: "Launch the rate upload before its penetration test",
      scope: [on("SEC-007", "carrier-portal", "production", "rate upload")],
      reason:
        "The tester has no slot before {workday+15}, and four hauliers have been promised the rate upload for {workday+6} in their framework contracts.",
      breaksIfNo:
        "Four hauliers keep sending price lists by mail, and we keep typing them in. Contract says we owe €2,000 per started month.",
      riskIntroduced: "An untested upload form on the open internet.",
      dataAffected: "Haulier price lists.",
      alternatives: "Upload by SFTP for the four. Two of them cannot do SFTP.",
      mitigation: "Only the four hauliers see the form.",
      data: "internal",
      exposure: "partners",
      impact: "moderate",
      window: days(14),
    },
    risk: "moderate",
    stands: "withdrawn",
    beats: [
      note(
        "ada",
        workdaysLater(1, "09:30"),
        "I asked Klippenstein Pentest whether anybody cancelled. Give me until noon tomorrow.",
      ),
      withdraw(
        "amelie",
        workdaysLater(2, "12:20"),
        "Klippenstein had a cancellation, the test starts on Thursday. No exception needed, we launch two days later than promised and the hauliers agreed.",
      ),
    ],
  }),

  story({
    filed: filed("cora", onWeekday("tuesday", 31, "18:10")),
    ask: {
      title: "Unsigned hotfix image for the payments service",
      scope: [on("SEC-006", "payments-api", "production", "payments-api:4.18.1-hotfix")],
      reason:
        "Direct debits of 312 customers were booked twice this afternoon (INC-1187). The fix is reviewed and tested, but the signing service is down until tomorrow morning, Platform has the supplier on the phone.",
      breaksIfNo:
        "At 23:00 the bank file runs and takes the money of those 312 customers a second time, about €418,000.",
      riskIntroduced: "The cluster would accept one image without proof that our pipeline built it.",
      dataAffected: "Payment orders and bank accounts pass through the service.",
      alternatives:
        "Holding back the bank file: the bank needs four hours' notice, the desk closes at 17:00.",
      mitigation:
        "Admission is opened for this one digest only. Lena compares the digest with the build log before it is let in.",
      data: "regulated",
      regulations: ["pci_dss"],
      exposure: "internal",
      impact: "moderate",
      window: days(1),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "ada",
        later("20m"),
        "One digest, one day. Lena reads me the digest from the build log over the phone.",
      ),
      approve(
        "marta",
        later("15m"),
        "Card data never leaves the service, and the signed image follows tomorrow. Our assessor gets a line from me.",
      ),
      close(
        "cora",
        workdaysLater(1, "11:30"),
        "lena",
        "Signed image 4.18.2 is running since 11:05, the admission rule for the digest is gone. No double debit went out.",
      ),
    ],
  }),

  story({
    filed: filed("kofi", onWeekday("tuesday", 28, "07:50")),
    ask: {
      title: "Conveyor console reachable for the maker's technicians",
      scope: [on("SEC-001", "warehouse-control", "production", "conveyor console")],
      reason:
        "Sorter 2 in Rostock stops every 40 minutes since Saturday. The maker's two technicians sit in Graz and cannot install our client on their laptops. They need the console in a browser to read the drive logs while it runs.",
      breaksIfNo: "Sorter 2 stays at half speed. We already rented 14 temps to carry parcels.",
      riskIntroduced: "A console that can stop the conveyors would be reachable from outside.",
      dataAffected: "None. Machine values.",
      alternatives:
        "Bastion: their company laptops forbid the client. A technician on site could come next Wednesday at the earliest.",
      mitigation:
        "Only from the maker's office network, and I switch it on when they call and off when they hang up.",
      data: "none",
      exposure: "partners",
      impact: "major",
      facts: ["opensRemoteAccess", "givesVendorReach"],
      window: days(3),
    },
    risk: "high",
    stands: "revoked",
    beats: [
      approve(
        "ada",
        later("50m"),
        "Office network of the maker only, one /29, and the console's stop function locked. Jonas watches the proxy log.",
        {
          words: {
            whyNow:
              "Sorter 2 stands still every 40 minutes and the next technician on site comes in eight days.",
            shortest: "Three days is what the rule allows, and they said two.",
            saferWay:
              "A bastion session would be safer. Their laptops forbid the client, I called their IT to hear it myself.",
            ifNo: "Rostock sorts by hand for a week. Expensive, not dangerous.",
          },
        },
      ),
      approve(
        "tomasz",
        later("35m"),
        "Agreed, Rostock cannot wait until Wednesday. I want to hear tonight that it is off.",
        {
          words: {
            whyNow: "Half the capacity in Rostock since Saturday.",
            shortest: "Yes, it ends before the technician could be there.",
            saferWay: "Lending them one of our laptops. It should be on its way tonight in case this fails.",
            ifNo: "About €9,000 a day for temps.",
          },
        },
      ),
      revoke(
        "ada",
        workdaysLater(1, "13:25"),
        "The proxy log shows sign-ins from a mobile network in Hungary. The rule that was set opens a /16, not the /29 that was approved. Closed at 13:20, the technicians come through the bastion on one of our laptops.",
      ),
    ],
  }),

  story({
    filed: filed("kofi", daysAgo(170, "11:15")),
    ask: {
      title: "Telematics portal without log forwarding",
      scope: [on("SEC-008", "fleet-telematics", "production")],
      reason:
        "Trakka can send its sign-in log only once a day as a file. Their live feed is announced for the next version.",
      breaksIfNo: "We would have to switch the portal off, and dispatch loses the positions of 212 trucks.",
      riskIntroduced: "A stolen sign-in would be seen a day later than it should.",
      dataAffected: "Sign-in times of eleven dispatchers.",
      alternatives: "None found, they have no interface for it.",
      mitigation: "I look through the daily file every morning.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(30),
    },
    risk: "low",
    stands: "lapsed",
    beats: [
      note(
        "kofi",
        daysLater(21, "09:20"),
        "Is anybody looking at this one? The live feed arrives next month anyway.",
      ),
    ],
  }),

  story({
    filed: filed("cora", onWeekday("monday", 22, "10:12")),
    ask: {
      title: "TLS 1.1 on the payroll feed",
      scope: [on("SEC-014", "payroll-feed", "production", "transfer to lohnwerk:990")],
      reason:
        "Lohnwerk replaces its receiving server on {workday+3}. The old one speaks TLS 1.1 at most and our proxy refuses it since last night's update, so hours and absences of the night did not arrive.",
      breaksIfNo:
        "The payroll run needs the hours by {workday+6}. Without them 1,140 people are paid by estimate, and corrected a month later.",
      riskIntroduced: "TLS 1.1 can be broken by somebody who sits on the line between us and Potsdam.",
      dataAffected: "Staff numbers, hours, absences. No names, no salaries.",
      alternatives:
        "Sending through a tunnel: Lohnwerk's firewall people need ten days. Encrypting the file itself: their import cannot open it.",
      mitigation:
        "Only for the address of the receiving server, only during the transfer between 02:00 and 02:30.",
      data: "confidential",
      exposure: "partners",
      impact: "major",
      window: days(5),
    },
    risk: "high",
    stands: "remediated",
    beats: [
      sendBack(
        "ada",
        later("1h 50m"),
        "Five days is the most for this rule and your switch is in three working days. Ask for what you need, and say what we do if Lohnwerk slips.",
      ),
      edit("cora", later("35m"), {
        mitigation:
          "Only for the address of the receiving server, only during the transfer between 02:00 and 02:30. If Lohnwerk slips, the file is carried over on {workday+3} by Nina's team on an encrypted stick, agreed with both sides.",
        window: days(4),
      }),
      approve("ada", later("1h 15m"), "Four days with an exit that does not depend on the supplier. Good.", {
        words: {
          whyNow: "Last night's file was refused and the payroll run has a fixed date.",
          shortest: "Four days, the supplier's own date plus nothing.",
          saferWay:
            "The stick is the safer way and it is the fallback. Every night by courier would be worse than TLS 1.1 on one line.",
          ifNo: "1,140 people paid by estimate.",
        },
      }),
      approve("sofia", workdaysLater(1, "08:40"), "People get paid on time. Agreed.", {
        words: {
          whyNow: "The payroll date does not move.",
          shortest: "Ends with the supplier's release.",
          saferWay: "I am told there is none that reaches Potsdam every night.",
          ifNo: "Corrections for every employee next month, and the works council at my door.",
        },
      }),
      note("nina", workdaysLater(1, "12:15"), "Lohnwerk confirms the new server for tomorrow, 22:00."),
      close(
        "cora",
        workdaysLater(2, "09:55"),
        "jonas",
        "First transfer with TLS 1.3 ran at 02:04, the proxy rule is removed and I saw it refuse a 1.1 test.",
      ),
    ],
  }),

  story({
    filed: filed("lukas", onWeekday("tuesday", 18, "09:05")),
    ask: {
      title: "Firewall in counting mode for the bulk import of a customer",
      scope: [on("SEC-012", "booking-portal", "production", "/import/bulk")],
      reason:
        "Ostseewolle moves 11,000 standing bookings to us on {workday+1}. Their goods descriptions contain things like SELECT COTTON 5' x 7' and the firewall drops every third row (BK-4410).",
      breaksIfNo:
        "Their data team has one evening before their old contract ends. If the import fails they stay where they are for another year, €1.3 m a year.",
      riskIntroduced: "Attacks on this one path would be counted and let through.",
      dataAffected: "Bookings of this customer. The path runs with the import's rights.",
      alternatives:
        "Writing a rule exclusion for the pattern. Jonas and I found eleven patterns and then stopped.",
      mitigation:
        "Only this path, only their office address, only the evening. The import validates every field itself.",
      data: "internal",
      exposure: "customers",
      impact: "major",
      window: daysFrom(workdaysLater(1, "17:00"), 1),
    },
    risk: "high",
    stands: "remediated",
    beats: [
      approve(
        "jonas",
        later("2h 5m"),
        "I wrote the path rule with Lukas: their /28 and this path only. Every other path stays in blocking mode.",
        {
          words: {
            whyNow: "The customer's data team has exactly this evening.",
            shortest: "One day from 17:00, and Lukas turns it back as soon as the last batch is in.",
            saferWay:
              "Pattern exclusions. We stopped at eleven, each of them weaker than one path for one evening.",
            ifNo: "The customer stays with the competitor for a year.",
          },
        },
      ),
      approve("tomasz", later("1h 10m"), "Worth it for one evening.", {
        words: {
          whyNow: "The evening is fixed by the customer's old contract.",
          shortest: "It is one evening.",
          saferWay: "Jonas tried with Lukas for half a day, I believe them.",
          ifNo: "€1.3 m a year.",
        },
      }),
      close(
        "lukas",
        workdaysLater(2, "08:30"),
        "jonas",
        "10,982 of 11,000 rows in, 18 fixed by hand. Blocking mode back on at 21:40 last night.",
        daysLater(-1, "21:40"),
      ),
    ],
  }),

  story({
    filed: filed("elif", onWeekday("monday", 14, "13:30")),
    ask: {
      title: "Claims photographs go to a translator before the assessment is done",
      scope: [on("SEC-010", "translation-vendor", "production")],
      reason:
        "Lingua Baltica takes over our Polish and Lithuanian claims on {workday+3}. Their security assessment is with Marta, two of forty questions are open: where backups lie and who tests the restore.",
      breaksIfNo:
        "160 claims wait for a translation, and the eight-week limit runs out for 31 of them this month.",
      riskIntroduced:
        "A supplier whose backups we have not understood holds letters and photographs of our customers.",
      dataAffected: "Names, addresses and damage photographs of claimants.",
      alternatives:
        "The present translators stop on Friday. A sworn translator for all 160 would cost about €19,000.",
      mitigation:
        "Only claims that run out this month, through our own portal, nothing by mail. Files are removed from their side after each delivery.",
      data: "confidential",
      exposure: "internal",
      impact: "moderate",
      facts: ["givesVendorReach"],
      window: days(10),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "marta",
        workdaysLater(1, "10:00"),
        "Limited to the 31 claims that run out. I expect both answers before the tenth day; if they come earlier, close it earlier.",
      ),
      close(
        "elif",
        workdaysLater(6, "15:20"),
        "marta",
        "Assessment complete: backups lie in Vilnius, encrypted, last restored a quarter ago. Accepted today.",
      ),
    ],
  }),

  story({
    filed: filed("mara", onWeekday("monday", 9, "09:50")),
    ask: {
      title: "One reviewer on holiday: tax table changes without a second person",
      scope: [on("SEC-011", "invoice-desk", "production", "tax-tables repository")],
      reason:
        "Only Cora and Maik know the tax tables. Maik is away until {workday+8}, and Denmark changes two reverse-charge codes on {workday+3}.",
      breaksIfNo:
        "Danish invoices carry the wrong code for a week. Each of them is corrected by hand later, last time it was 240.",
      riskIntroduced: "A slip in the table reaches invoices without anybody having looked.",
      dataAffected: "Tax codes. No personal data.",
      alternatives:
        "I could press approve myself, but I do not understand the tables and that would be theatre.",
      mitigation: "Dana's team checks the first fifty Danish invoices each morning before they are sent.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      owner: "cora",
      window: days(12),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve(
        "priya",
        later("3h 40m"),
        "I like that you did not pretend. Two tables only, and Maik reviews both changes after the fact.",
      ),
      close(
        "cora",
        workdaysLater(9, "09:35"),
        "mara",
        "Maik is back and reviewed both changes, nothing to correct. Branch protection is on again.",
      ),
    ],
  }),

  // Customs filing on an old server: extended twice, in force now.
  story({
    filed: filed("kofi", daysAgo(38, "09:25")),
    ask: {
      title: "Customs filing stays on Windows Server 2012 R2",
      scope: [on("SEC-013", "customs-filing", "production", "srv-atlas-02")],
      reason:
        "The certified client for the customs authority runs on Server 2012 R2 only. The maker's release for 2022 is in certification, expected in about two weeks (their ticket 7730).",
      breaksIfNo:
        "Without the client nothing is declared. About 900 declarations a day, and the trucks queue in Rostock within three hours.",
      riskIntroduced: "The server gets no more security updates since extended support ended.",
      dataAffected: "Declarations with goods values and importer numbers.",
      alternatives:
        "The authority's web form takes 25 minutes per declaration. A second maker needs four months.",
      mitigation:
        "The server talks to the authority and to our application, to nobody else. No mail, no browser, sign-in through the bastion.",
      data: "confidential",
      exposure: "partners",
      impact: "moderate",
      window: days(14),
    },
    risk: "moderate",
    stands: "superseded",
    beats: [
      approve(
        "jonas",
        workdaysLater(1, "10:30"),
        "Isolation checked against the switch: two destinations, as described.",
      ),
    ],
  }),
  story({
    extends: {
      title: "Customs filing stays on Windows Server 2012 R2",
      whatChanged:
        "The certification failed once on a signature format and was handed in again. The isolation is unchanged and was tested again yesterday.",
    },
    filed: filed("kofi", daysAgo(27, "14:10")),
    ask: {
      title: "Customs filing stays on Windows Server 2012 R2, second period",
      scope: [on("SEC-013", "customs-filing", "production", "srv-atlas-02")],
      reason:
        "The maker's release was sent back by the authority's test centre because of a signature format. They handed it in again, the test centre answers within ten working days.",
      breaksIfNo: "As before: 900 declarations a day stand still and Rostock fills up.",
      riskIntroduced:
        "Two more weeks without updates, and one hole in the file service was published meanwhile. The port is closed.",
      dataAffected: "Declarations with goods values and importer numbers.",
      alternatives: "We asked a second maker for an offer this time: 14 weeks, €62,000.",
      mitigation:
        "Isolation as before. New: the file service is off, and Priya gets an alarm for any third destination.",
      data: "confidential",
      exposure: "partners",
      impact: "moderate",
      window: days(14),
    },
    risk: "moderate",
    stands: "superseded",
    beats: [
      approve(
        "ada",
        workdaysLater(2, "09:15"),
        "The alarm for a third destination is what convinced me. If the certification fails again I want a plan, not a third period.",
      ),
    ],
  }),
  story({
    extends: {
      title: "Customs filing stays on Windows Server 2012 R2, second period",
      whatChanged:
        "Certified on Tuesday. What is left is the installation, which the maker does on site, and a week in parallel.",
    },
    filed: filed("kofi", daysAgo(16, "10:45")),
    ask: {
      title: "Customs filing stays on Windows Server 2012 R2, until the new server took over",
      scope: [on("SEC-013", "customs-filing", "production", "srv-atlas-02")],
      reason:
        "The release for Server 2022 is certified. The maker installs on our new server next week, then both run in parallel for five working days, because the authority wants one clean week before the old one may go.",
      breaksIfNo:
        "We would switch over without the parallel week, and the authority may block our number after a bad filing.",
      riskIntroduced: "The old server stays for a last fortnight.",
      dataAffected: "Declarations with goods values and importer numbers.",
      alternatives: "Shorter parallel run: asked, refused in writing.",
      mitigation:
        "Isolation and alarm as before. The old server only receives copies once the new one leads.",
      data: "confidential",
      exposure: "partners",
      impact: "moderate",
      window: days(14),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      approve(
        "jonas",
        workdaysLater(1, "11:20"),
        "There is an installation date and a letter from the authority. This is the last one I sign for this server.",
      ),
    ],
  }),

  story({
    filed: filed("mateo", workdaysAgo(4, "16:20")),
    ask: {
      title: "OpenSSL on the edge proxy waits for the load test",
      scope: [on("SEC-003", "edge-proxy", "production", "edge-1 to edge-4")],
      reason:
        "The patched build loses 18% throughput with our cipher list. At Monday's peak the four proxies would run at 96%. The tuned build is ready, its load test is booked for {workday+7}.",
      breaksIfNo: "We patch today and risk dropping customer connections on Monday between 9 and 11.",
      riskIntroduced: "A crafted handshake can crash a worker. It restarts in under a second.",
      dataAffected: "None read or changed. Availability.",
      alternatives: "Two more proxies: ordered, the network cards arrive next week.",
      mitigation:
        "Rate limit on new handshakes per address, alarm on worker restarts, and the patch goes in the same evening as the test.",
      data: "none",
      exposure: "customers",
      impact: "moderate",
      conditions: [
        {
          statement: "Nobody crashes the workers: they restart no more often than in other weeks.",
          measure: {
            metric: "worker restarts per hour, all four proxies",
            comparator: "below",
            threshold: 6,
            unit: "",
            freshSeconds: 21_600,
            suspendsStale: true,
          },
        },
      ],
      window: until(workdaysLater(7, "20:00")),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      approve(
        "jonas",
        workdaysLater(1, "09:05"),
        "Handshake limit is live, I tried it. The end is the evening of the test, not a day later.",
      ),
    ],
  }),

  story({
    filed: filed("cora", workdaysAgo(5, "11:40")),
    ask: {
      title: "Refund rules merged by one person during the sick week",
      scope: [on("SEC-011", "payments-api", "production", "refund-rules repository")],
      reason:
        "Three of our four reviewers are down with the flu. Refund rules change twice a week with the claims team's decisions (PAY-3309, PAY-3312), and the next two are promised to customers by letter.",
      breaksIfNo: "About 70 customers get a refund later than the letter says.",
      riskIntroduced: "A wrong threshold could refund too much until somebody notices.",
      dataAffected: "Amounts and thresholds, no personal data in the repository.",
      alternatives:
        "Asked Booking for a reviewer: Lukas can take every second change, he is not in the team and wants a second pair of eyes himself.",
      mitigation:
        "Threshold changes above €250 wait. A daily report of all refunds above the median goes to Dana.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(12),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      approve(
        "priya",
        later("4h 10m"),
        "The cap at €250 and Dana's report make this bearable. Shortened to ten days, the flu will not last twelve.",
        { grants: days(10) },
      ),
      note(
        "dana",
        workdaysLater(2, "09:10"),
        "First two reports were unremarkable: 41 and 37 refunds, none above €180.",
      ),
    ],
  }),

  story({
    filed: filed("cora", workdaysAgo(2, "15:05")),
    ask: {
      title: "TLS 1.1 to the file gateway of a Baltic bank",
      scope: [on("SEC-014", "payments-api", "production", "transfer to the bank's gateway")],
      reason: bankReason,
      breaksIfNo: "Payouts to 46 hauliers in Lithuania and Latvia are late from tomorrow on.",
      riskIntroduced: "The nightly payment file crosses the line with an encryption that can be broken.",
      dataAffected: "IBANs, names and amounts of 46 hauliers.",
      alternatives:
        "Upload through the bank's web page by hand, two people for an hour each night. Possible for a night or two.",
      mitigation: "Only their gateway's address. The file is also signed, so that a change would be seen.",
      data: "confidential",
      exposure: "partners",
      impact: "moderate",
      window: days(5),
    },
    risk: "moderate",
    stands: "pending",
    beats: [],
  }),

  // The near-copy of the one above, from another desk.
  story({
    filed: filed("kofi", lately("3h 10m", "14:35")),
    ask: {
      title: "TLS 1.1 for the port's gate messages",
      scope: [on("SEC-014", "gate-terminals", "production")],
      reason: bankReason,
      breaksIfNo: "Gate messages from the port do not arrive.",
      riskIntroduced: "Old encryption.",
      dataAffected: "Licence plates, arrival times.",
      alternatives: "None.",
      mitigation: "Only for this connection.",
      data: "internal",
      exposure: "partners",
      impact: "minor",
      window: days(5),
    },
    risk: "low",
    stands: "pending",
    beats: [],
  }),

  story({
    filed: filed("elif", workdaysAgo(3, "10:20")),
    ask: {
      title: "Four weeks of trial with a route planner that nobody has assessed",
      scope: [on("SEC-010", "fleet-telematics", "production", "trial account Routenwerk")],
      reason:
        "Routenwerk plans the Rostock tours against real positions, and saved a competitor 9% of empty kilometres. They sent their answers to our questionnaire on {workday-1}, Compliance says the assessment takes until {workday+12}.",
      breaksIfNo: "The trial price of €0 ends with this quarter. Afterwards the trial costs €7,400.",
      riskIntroduced: "A young supplier with no certificate gets the live positions of 30 trucks.",
      dataAffected: "Truck positions and driver numbers, no names.",
      alternatives:
        "Trial with last month's positions: they offer it, but the planner cannot show what it does with delays.",
      mitigation:
        "Thirty trucks of 212, driver numbers replaced by random ones each day, key ends with the trial.",
      data: "internal",
      exposure: "partners",
      impact: "minor",
      facts: ["givesVendorReach"],
      window: days(14),
    },
    risk: "moderate",
    stands: "pending",
    beats: [
      note(
        "marta",
        workdaysLater(1, "16:45"),
        "I read half of the answers. Irene looks at the hosting part, as I was in the selection talks.",
      ),
    ],
  }),

  // A short break told from Friday to Monday.
  story({
    filed: filed("jonas", onWeekday("thursday", 9, "13:40")),
    ask: {
      title: "Scanner off on the mail relay for the storage move",
      scope: [on("SEC-004", "edge-proxy", "staging", "relay-2")],
      reason:
        "relay-2 moves to the new storage shelf on Friday evening. With the scanner's filter driver loaded the move tool stops at the first locked file, the maker knows about it (case 55210) and says: unload it.",
      breaksIfNo:
        "The old shelf's maintenance contract ends on {day+4}, and a second attempt would fall behind that.",
      riskIntroduced: "relay-2 would not scan for a weekend.",
      dataAffected: "Test mail only, staging.",
      alternatives: "Moving file by file with the scanner on: three nights instead of one.",
      mitigation: "Inbound mail is routed to relay-1. Full scan before relay-2 takes mail again.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      window: until(daysLater(4, "09:00")),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve("ada", later("45m"), "Staging, routed away, full scan after. Fine."),
      close(
        "jonas",
        workdaysLater(2, "08:20"),
        "priya",
        "Moved on Friday night, full scan clean on Sunday, filter driver loaded.",
        daysLater(-1, "12:00"),
      ),
    ],
  }),

  story({
    filed: filed("amelie", daysAgo(80, "17:25")),
    ask: {
      title: "Show the new quote page to customers before the test report",
      scope: [on("SEC-007", "booking-portal", "production", "/quote/new")],
      reason:
        "The test is finished, only the written report is missing. The tester said on the phone that nothing critical came up. Sales has the demo with Nordfrucht on {workday+2}.",
      breaksIfNo: "The demo shows screenshots.",
      riskIntroduced: "Findings that we do not know yet.",
      dataAffected: "Prices for the customer that is signed in.",
      alternatives: "Demo on staging with invented prices.",
      mitigation: "Switched on for Nordfrucht's account only.",
      data: "internal",
      exposure: "customers",
      impact: "minor",
      window: hours(72),
    },
    risk: "moderate",
    stands: "rejected",
    beats: [
      sendBack(
        "jonas",
        workdaysLater(1, "09:15"),
        "Who said it, and which findings are there below critical? Get the draft list, testers send it when asked.",
      ),
      edit("amelie", later("2h 30m"), {
        riskIntroduced:
          "The draft list has one high finding: the quote id can be guessed and shows the quote of another customer. Fix is planned for next week.",
      }),
      reject(
        "jonas",
        later("25m"),
        "Then it is a known hole that shows one customer another's prices. Use staging for the demo, I will help to load realistic numbers.",
      ),
    ],
  }),
];

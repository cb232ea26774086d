// Exceptions from the rules for accounts and rights, oldest first.

import {
  afterEnd,
  daysAgo,
  daysLater,
  later,
  next,
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
  prove,
  reassign,
  reject,
  revoke,
  sendBack,
  story,
  until,
  withdraw,
} from "./story";

export const accessStories = [
  story({
    filed: filed("oskar", onWeekday("monday", 50, "15:15")),
    ask: {
      title: "Standing admin rights in the cost tool for the month-end close",
      scope: [on("ACC-003", "month-end-close", "production", "oskar.lindqvist")],
      reason:
        "During the close I reopen and shut about 60 accounting periods a day, each of which needs an admin right that ends after eight hours. Yesterday it ended in the middle of a posting run and I began again.",
      breaksIfNo: "The close takes a day longer, and the figures are due on the fifth working day.",
      riskIntroduced: "An account that can reopen periods, for a week instead of for an afternoon.",
      dataAffected: "Accruals and postings.",
      alternatives: "Asking anew every morning: possible, but a run over noon would still be cut.",
      mitigation: "Dana gets the list of reopened periods every evening.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(6),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "klara",
        later("2h"),
        "Six days, by your name only. I note for the next close that the right should follow the run and not the clock.",
      ),
      close(
        "oskar",
        workdaysLater(4, "17:45"),
        "klara",
        "Figures are delivered, the right is back to eight hours. 248 periods, all on Dana's lists.",
      ),
    ],
  }),

  story({
    filed: filed("nina", daysAgo(309, "16:25")),
    ask: {
      title: "Account of a retired dispatcher stays open for the handover",
      scope: [on("ACC-005", "booking-portal", "production", "helmut.brandes")],
      reason:
        "Helmut Brandes retires today after 31 years. 17 standing orders of Nordfrucht hang on his account, and moving each needs their signature. Nordfrucht's office is back on {workday+4}.",
      breaksIfNo: "The 17 orders stop tonight, among them the daily run to Malmö.",
      riskIntroduced: "An account whose person has left, with the rights of a dispatcher.",
      dataAffected: "Bookings of one customer.",
      alternatives: "Signing for Nordfrucht: legally no.",
      mitigation: "Password changed, sign-in blocked, only the orders run. His phone and laptop are here.",
      data: "internal",
      exposure: "customers",
      impact: "minor",
      owner: "elif",
      window: days(7),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "ravi",
        later("35m"),
        "With sign-in blocked it is an account in name only. I did that part just now.",
      ),
      close(
        "elif",
        workdaysLater(5, "09:20"),
        "klara",
        "All 17 orders run under the team's dispatchers, signed by Nordfrucht yesterday. Account disabled.",
      ),
    ],
  }),

  story({
    filed: filed("kofi", daysAgo(278, "13:45")),
    ask: {
      title: "Drivers' tablets without a second factor",
      scope: [on("ACC-001", "driver-app", "production", "340 tablets")],
      reason:
        "The factor app drains the old tablets' batteries by noon. Drivers then sign deliveries on paper and we scan them at night. New tablets arrive in four batches, the first on {workday+3}.",
      breaksIfNo: "About 150 deliveries a day on paper.",
      riskIntroduced: "A found tablet with a guessed PIN opens a driver's tours.",
      dataAffected: "Tours, consignees' addresses, drivers' shifts.",
      alternatives: "Charging cables in the cabs: 120 are there, 220 missing.",
      mitigation: "Sign-in only from the tablets themselves, PIN of six digits, locks after three tries.",
      data: "confidential",
      exposure: "internal",
      impact: "moderate",
      facts: ["weakensSignIn"],
      window: days(4),
    },
    risk: "high",
    stands: "revoked",
    beats: [
      approve(
        "ravi",
        later("3h 5m"),
        "Only from managed tablets, I set the rule by device and not by account.",
        {
          words: {
            whyNow: "Batteries die at noon since the last app update, 150 papers a day.",
            shortest: "Four days is the rule's limit and the date of the first batch.",
            saferWay: "A lighter factor app exists and needs two weeks of packaging.",
            ifNo: "Paper and night scans, tedious and not dangerous.",
          },
        },
      ),
      approve("jonas", later("1h 40m"), "Device-bound is a factor of sorts. Agreed for four days.", {
        words: {
          whyNow: "Drivers lose their signatures every afternoon.",
          shortest: "Four days, then the tablets come.",
          saferWay: "Not before the new tablets.",
          ifNo: "About 150 deliveries a day without a timely proof.",
        },
      }),
      revoke(
        "priya",
        workdaysLater(2, "09:10"),
        "Two tablets were stolen in Hannover last night, both signed in. The second factor is on again for all, the two are wiped. The 120 cabs with cables are not affected, the rest go on paper until the new tablets are there.",
      ),
    ],
  }),

  story({
    filed: filed("kofi", daysAgo(251, "10:00")),
    ask: {
      title: "Direct remote desktop for the crane maker",
      scope: [on("ACC-004", "warehouse-control", "production", "crane controller")],
      reason:
        "The crane maker's service works by remote desktop and says the bastion is too slow for their graphics. Their yearly check is due on {workday+3}.",
      breaksIfNo: "Without the check the crane's approval ends in two weeks.",
      riskIntroduced: "A way in that is not recorded.",
      dataAffected: "Machine values.",
      alternatives: "Bastion, slow.",
      mitigation: "Port open during the check only.",
      data: "none",
      exposure: "partners",
      impact: "moderate",
      facts: ["opensRemoteAccess", "givesVendorReach"],
      window: days(2),
    },
    risk: "high",
    stands: "rejected",
    beats: [
      reject(
        "ravi",
        later("4h 25m"),
        "I tried the bastion with their service number this afternoon: slow because of our colour depth, not because of the line. With 16 bit it runs at 20 pictures a second and their technician was content. Recorded, named, no exception.",
      ),
    ],
  }),

  story({
    filed: filed("amelie", daysAgo(230, "11:55")),
    ask: {
      title: "Rights of a product manager for the cover of a parental leave",
      scope: [on("ACC-008", "carrier-portal", "production", "amelie.fournier")],
      reason:
        "Rasmus is on parental leave until {day+20}. I cover the carrier portal in that time and need to publish price notes, which his role includes together with much that I should not have.",
      breaksIfNo: "Price notes wait for Elif, who is in the office twice a week.",
      riskIntroduced: "A right at a person and not at a role is forgotten easily.",
      dataAffected: "Price notes to hauliers.",
      alternatives: "His whole role: more than needed. A new role: would live for three weeks.",
      mitigation: "The one right, with this end.",
      data: "internal",
      exposure: "partners",
      impact: "minor",
      window: days(20),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve("klara", workdaysLater(1, "08:45"), "One right with an end beats a role for three weeks."),
      close("amelie", workdaysLater(13, "10:35"), "klara", "Rasmus is back, the right is removed."),
    ],
  }),

  story({
    filed: filed("ravi", daysAgo(193, "17:05")),
    ask: {
      title: "Quarterly review of rights in warehouse control two weeks late",
      scope: [on("ACC-007", "warehouse-control", "production")],
      reason:
        "The review needs Kofi and the three shift leads for half a day, and all four are at the conveyor rebuild in Rostock until {workday+8}. It is the only system of 14 that is open.",
      breaksIfNo: "They would tick 412 lines in the evening without looking.",
      riskIntroduced: "Rights of people who changed site stay two weeks longer. I expect about ten.",
      dataAffected: "Rights.",
      alternatives: "I review alone: I cannot tell who still drives which machine.",
      mitigation:
        "Leavers are gone anyway. Admin rights in this system I reviewed myself today: nine, all right.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(16),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve(
        "klara",
        workdaysLater(1, "09:00"),
        "Better late than ticked. Admin rights checked now is what counts.",
      ),
      close(
        "ravi",
        workdaysAfterEnd(2, "12:10"),
        "klara",
        "Reviewed on site, 23 rights removed. Two days late: the rebuild was, too.",
      ),
    ],
  }),

  story({
    filed: filed("mateo", onWeekday("thursday", 24, "09:15")),
    ask: {
      title: "Keys of the carrier interface older than 90 days",
      scope: [on("ACC-006", "carrier-portal", "production", "svc-edi")],
      reason:
        "The key of svc-edi is 88 days old. 31 carriers have it in their own systems, 22 of them have answered with a date for the change. The last is on {workday+9}.",
      breaksIfNo: "Nine carriers cannot send status messages for up to ten days.",
      riskIntroduced: "A key that 31 companies know lives for 102 days instead of 90.",
      dataAffected: "Status messages of consignments.",
      alternatives: "Two keys side by side: the interface takes one.",
      mitigation: "Only from the carriers' known addresses.",
      data: "internal",
      exposure: "partners",
      impact: "moderate",
      window: days(12),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "ravi",
        workdaysLater(1, "10:40"),
        "31 companies with one key is the real problem. Twelve days, and next time each has its own.",
      ),
      note(
        "mateo",
        workdaysLater(6, "16:20"),
        "28 of 31 are ready. Rohde, Hansa-Trucking and Baltic Line do not answer.",
      ),
      close(
        "mateo",
        workdaysAfterEnd(3, "09:50"),
        "klara",
        "Key changed on Friday evening after all. Hansa-Trucking was off for an hour, nobody else.",
        daysLater(-3, "18:00"),
      ),
    ],
  }),
  // Its extension was refused.
  story({
    extends: {
      title: "Keys of the carrier interface older than 90 days",
      whatChanged: "Three of 31 carriers are not ready.",
    },
    filed: filed("mateo", onWeekday("monday", 22, "14:25")),
    ask: {
      title: "Keys of the carrier interface older than 90 days, for the last three",
      scope: [on("ACC-006", "carrier-portal", "production", "svc-edi")],
      reason: "Rohde, Hansa-Trucking and Baltic Line have not named a date. I would like two more weeks.",
      breaksIfNo: "The three cannot send status messages until they change.",
      riskIntroduced: "As before, two weeks more.",
      dataAffected: "Status messages of consignments.",
      alternatives: "Calling them again.",
      mitigation: "Only from the carriers' known addresses.",
      data: "internal",
      exposure: "partners",
      impact: "moderate",
      window: days(14),
    },
    risk: "moderate",
    stands: "rejected",
    beats: [
      reject(
        "ravi",
        workdaysLater(1, "09:30"),
        '"Have not named a date" means that nothing changes in two weeks either. Change the key on the date that was agreed; whoever is not ready calls within the hour. I am at my desk that evening.',
      ),
    ],
  }),

  story({
    filed: filed("lukas", daysAgo(139, "13:10")),
    ask: {
      title: "Second factor off for the screen-reader tests",
      scope: [on("ACC-001", "booking-portal", "staging", "three test accounts")],
      reason:
        "The testers of Barrierefrei e. V. work with Braille lines and the factor page traps their focus (BK-4498). They test on {workday+3} and {workday+4}.",
      breaksIfNo: "Eight testers travel here and cannot sign in.",
      riskIntroduced: "Three accounts in staging with a password alone.",
      dataAffected: "Invented customers.",
      alternatives: "Somebody else types the code for them. That is what the test is about.",
      mitigation: "Staging only, from our guest network.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      facts: ["weakensSignIn"],
      window: days(4),
    },
    risk: "moderate",
    stands: "withdrawn",
    beats: [
      withdraw(
        "lukas",
        workdaysLater(2, "15:50"),
        "Fixed the focus trap instead, it was one line. The testers can sign in like everybody else.",
      ),
    ],
  }),

  story({
    filed: filed("paul", daysAgo(107, "12:05")),
    ask: {
      title: "Team login for the rate database",
      scope: [on("ACC-002", "warehouse", "production", "pricing-team")],
      reason: "Needed for business.",
      breaksIfNo: "Work stops.",
      riskIntroduced: "Low.",
      dataAffected: "Rates.",
      alternatives: "None.",
      mitigation: "Trusted team.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(30),
    },
    risk: "low",
    stands: "lapsed",
    beats: [
      sendBack(
        "klara",
        later("1h 45m"),
        "Who is in the team, what do you do with it, and what is wrong with your own accounts? With these three answers I can decide within the hour.",
      ),
      note("klara", workdaysLater(9, "10:10"), "Still waiting for the three answers."),
    ],
  }),

  // MFA off for one test account over the migration weekend, until Monday 9:00.
  story({
    filed: filed("kofi", onWeekday("thursday", 3, "11:20")),
    ask: {
      title: "Second factor off for one test account over the migration weekend",
      scope: [on("ACC-001", "warehouse-control", "test", "test-migration-07")],
      reason:
        "Warehouse control moves to the new directory from Friday 20:00 to Sunday night. The comparison job signs in 2,600 times as test-migration-07 and compares what each shift may see before and after. The new directory asks this account for a second factor and the job has no hands (WH-1502).",
      breaksIfNo:
        "412 people start on Monday with rights nobody has compared. At the last move 31 could not open the gate.",
      riskIntroduced:
        "One account with a password alone. It sees everything in test and nothing in production.",
      dataAffected: "Invented stock, and the real names of shifts.",
      alternatives:
        "A machine identity: the comparison must go the way people go, that is its point. Sitting there and tapping 2,600 times.",
      mitigation:
        "Sign-in from the migration server only, a password of 40 characters from the vault, an alarm for any other address. Klara switches the factor back on Monday before nine.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      facts: ["weakensSignIn"],
      window: until(next("monday", "09:00")),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "ravi",
        later("4h 10m"),
        "One account, one address, and Monday 9:00 is a real end: the first shift change needs the factor page anyway. I am reachable on Saturday.",
      ),
      note(
        "kofi",
        daysLater(2, "23:40"),
        "Saturday night: 2,600 of 2,600 compared, 44 differences, 39 wanted. Working on the five.",
      ),
      close(
        "kofi",
        next("monday", "09:35"),
        "klara",
        "Klara switched the factor back on at 8:40 and tried it. The five differences are corrected, everybody could open the gate.",
      ),
    ],
  }),

  story({
    filed: filed("felix", daysAgo(76, "18:20")),
    ask: {
      title: "Standing admin rights for the storage contractor",
      scope: [on("ACC-003", "prod-cluster", "production", "ext-sundermann")],
      reason:
        "Mr Sundermann replaces the storage driver on 19 nodes, one after the other, about four hours each with waiting in between. The right that ends after eight hours cuts him off in the middle of every second node.",
      breaksIfNo:
        "The work takes nine days instead of five, and a node without driver in the night needs one of us.",
      riskIntroduced: "Somebody from outside holds administrator rights in production day and night.",
      dataAffected: "Everything on the cluster could be read with these rights.",
      alternatives: "Splitting the work by node: the tool keeps a session over all nodes.",
      mitigation: "Through the bastion, recorded, and Lena sits beside him by day.",
      data: "confidential",
      exposure: "customers",
      impact: "major",
      facts: ["givesVendorReach"],
      owner: "lena",
      window: days(5),
    },
    risk: "high",
    stands: "revoked",
    beats: [
      approve(
        "ravi",
        workdaysLater(1, "09:15"),
        "Named account, bastion, five days. I take the night hours out: between 22 and 6 the right is asleep.",
        {
          words: {
            whyNow:
              "The old driver loses its support with the cluster update that is planned for the week after.",
            shortest: "19 nodes at four hours are five days.",
            saferWay: "Eight-hour rights were tried on node 1 and left it half done.",
            ifNo: "Nine days and one of us awake each night.",
          },
        },
      ),
      approve(
        "ada",
        later("3h 30m"),
        "With the recording and without the nights, yes. I look into the recording at random.",
        {
          words: {
            whyNow: "The update date is fixed.",
            shortest: "Yes, counted in nodes.",
            saferWay: "Lena doing it with his voice in her ear. She has three other jobs this week.",
            ifNo: "Longer, and more nights.",
          },
        },
      ),
      revoke(
        "ada",
        workdaysLater(2, "16:15"),
        "In the recording of this morning a second person types, by the questions somebody who learns the work. The account is Mr Sundermann's alone. His firm confirmed it and apologised. Right removed at 16:10; 11 of 19 nodes are done, Lena does the rest.",
      ),
      note("lena", workdaysLater(3, "17:30"), "The last eight nodes are done."),
    ],
  }),

  story({
    filed: filed("kofi", workdaysAgo(7, "09:05")),
    ask: {
      title: "One account for the touch screens at the gates",
      scope: [on("ACC-002", "gate-terminals", "production", "gate-grossbeeren, gate-rostock")],
      reason:
        "The new gate software signs drivers in by badge, the readers for it are on the ship from Shenzhen and due on {workday+12}. Until then the four terminals run under one account, as the old software did.",
      breaksIfNo: "Gate staff sign in by hand at every change, about 200 times a day with gloves and rain.",
      riskIntroduced: "We cannot tell who opened the barrier, only when.",
      dataAffected: "Licence plates and arrival times.",
      alternatives: "Readers from stock: two, for four terminals; they are built into Rostock this week.",
      mitigation: "The account can do nothing but open, close and print. The cameras see who stands there.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(14),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      sendBack(
        "klara",
        later("2h 30m"),
        "The scope says both sites, the alternatives say that Rostock gets its readers this week. Then Rostock needs days and Großbeeren weeks?",
      ),
      edit("kofi", later("1h 15m"), {
        scope: [on("ACC-002", "gate-terminals", "production", "gate-grossbeeren")],
        title: "One account for the touch screens at the gate in Großbeeren",
        reason:
          "The new gate software signs drivers in by badge. The readers for Großbeeren are on the ship from Shenzhen and due on {workday+12}; Rostock got our last two and needs nothing. Until then the two terminals in Großbeeren run under one account, as the old software did.",
      }),
      approve(
        "klara",
        workdaysLater(1, "08:40"),
        "Half the size of the first one. I look whether the ship moves.",
      ),
    ],
  }),

  story({
    filed: filed("lena", workdaysAgo(3, "10:35")),
    ask: {
      title: "Administrator rights around the clock for the database maker's engineer",
      scope: [on("ACC-003", "carrier-portal", "production", "ext-okonkwo")],
      reason:
        "During the carrier portal's database move the maker's engineer Ms Okonkwo watches the replication, also at night, because the big tables move between 1 and 4. The right ends every eight hours, and last night it ended eleven minutes before the switch of table 12.",
      breaksIfNo:
        "A failed switch at night waits until the morning with the portal read-only, for 2,300 hauliers.",
      riskIntroduced: "A person from outside can change anything in the database, at any hour.",
      dataAffected: "Haulier contacts, bank details and delivery papers.",
      alternatives: "One of us at night: that is the plan for the second week, this week two of us are ill.",
      mitigation:
        "Bastion with recording, a role without export, bank details are encrypted with a key she does not have.",
      data: "confidential",
      exposure: "partners",
      impact: "major",
      facts: ["givesVendorReach"],
      window: days(7),
    },
    risk: "high",
    stands: "in force",
    beats: [
      approve(
        "ravi",
        later("1h 50m"),
        "Keyed bank details and no export answer what I would have asked. Six days, the second week is yours.",
        {
          grants: days(6),
          words: {
            whyNow: "Table 13 is switched tonight at 1:30.",
            shortest: "I shortened it to six days: on the seventh the plan has Lena and Mateo back.",
            saferWay: "One of our own at night is safer, and ill.",
            ifNo: "Read-only mornings for 2,300 hauliers after each failure.",
          },
        },
      ),
      approve("jonas", later("2h 15m"), "I get the recordings. If she needs export, she asks and waits.", {
        words: {
          whyNow: "The move has begun and cannot stop between tables for long.",
          shortest: "Six days as Ravi set it.",
          saferWay: "Moving by day would block the portal during the hauliers' hours.",
          ifNo: "A failure at night would last until eight.",
        },
      }),
    ],
  }),

  story({
    filed: filed("cora", workdaysAgo(8, "15:30")),
    ask: {
      title: "Key of the bank collector until the bank change",
      scope: [on("ACC-006", "payments-api", "production", "svc-bank-collector")],
      reason:
        "svc-bank-collector would change its key on {workday+1}. The new bank takes over on {workday+9}, and until then the old bank changes keys only by letter with two signatures, which took nine days last time. The letter would arrive when the account is closed.",
      breaksIfNo:
        "Two weeks of letters for a key that lives a few days more, with a night in between in which nothing is collected.",
      riskIntroduced: "A key that can collect from customers lives 104 days instead of 90.",
      dataAffected: "Collection files with names, IBANs and amounts.",
      alternatives: "Switching the collector off and sending by hand: two people, three hours, every night.",
      mitigation:
        "The bank takes the key from our two addresses only, and Dana confirms each file's total before it is sent.",
      data: "confidential",
      exposure: "partners",
      impact: "moderate",
      conditions: [
        { statement: "Dana confirms each file's total before it is sent.", provenWithin: days(3) },
        { statement: "The bank takes the key from our two addresses only.", provenWithin: days(2) },
      ],
      window: until(workdaysLater(9, "18:00")),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      approve(
        "klara",
        workdaysLater(1, "09:25"),
        "A letter with two signatures is its own kind of security. Until the evening of the bank change.",
      ),
      prove(
        "cora",
        later("4h 20m"),
        2,
        "Letter of the bank, two addresses",
        "https://wiki.havelkai.example/bank-collector/addresses",
      ),
      prove(
        "cora",
        workdaysLater(1, "15:40"),
        1,
        "Dana's list of totals, first night",
        "https://wiki.havelkai.example/bank-collector/totals",
      ),
    ],
  }),

  // Sent back and waiting for its requester.
  story({
    filed: filed("lukas", workdaysAgo(2, "13:15")),
    ask: {
      title: "Pixelwerft in our repositories without the bastion",
      scope: [on("ACC-004", "build-agents", "production", "git.havelkai.example")],
      reason:
        "The three Pixelwerft developers push to our repositories many times a day and the bastion's session drops after 15 minutes without a key press. They lose about an hour each a day.",
      breaksIfNo: "€270 a day for waiting.",
      riskIntroduced: "Their laptops talk to the repository server directly.",
      dataAffected: "Source code of the booking portal.",
      alternatives: "Longer sessions on the bastion, asked Ravi's team last week.",
      mitigation: "Named accounts with a second factor, push to their branches only.",
      data: "internal",
      exposure: "partners",
      impact: "moderate",
      facts: ["givesVendorReach"],
      window: days(14),
    },
    risk: "moderate",
    stands: "sent back",
    beats: [
      sendBack(
        "ravi",
        workdaysLater(1, "09:55"),
        "The session limit is two hours since this morning, sorry that nobody told you. Do they still need this? If so, say what is left of the hour a day, and take the branches of the payments library out.",
      ),
    ],
  }),

  story({
    filed: filed("klara", onWeekday("monday", 13, "11:10")),
    ask: {
      title: "Shared recovery account while the directory is moved",
      scope: [on("ACC-002", "directory", "production", "recovery-2")],
      reason:
        "During the move of the directory all named administrators are locked for about 40 minutes a night, five nights. If something breaks just then, Ravi and I need one account that is not moved.",
      breaksIfNo:
        "A failure in these minutes locks out 1,140 people until the backup is loaded, about three hours.",
      riskIntroduced: "One administrator account, two people.",
      dataAffected: "The whole directory could be changed with it.",
      alternatives: "Moving the administrators last: the tool sorts by age and they are the oldest.",
      mitigation:
        "Password in two halves in two envelopes, opening either rings Ada. Every use is in the log by itself.",
      data: "confidential",
      exposure: "internal",
      impact: "moderate",
      window: daysFrom(workdaysLater(2, "20:00"), 7),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "priya",
        later("1h 20m"),
        "Ravi would hold one half, so I sign for the group. Both envelopes are sealed with my name.",
      ),
      reassign(
        "ravi",
        workdaysLater(3, "08:30"),
        "ravi",
        "Klara is ill since last night. I take it over; her envelope is with Priya.",
      ),
      close(
        "ravi",
        afterEnd("12h 30m"),
        "priya",
        "Move is finished, both envelopes unopened, recovery-2 is deleted.",
      ),
    ],
  }),

  story({
    filed: filed("mateo", onWeekday("monday", 8, "09:00")),
    ask: {
      title: "Signing key of the image registry three days past its change",
      scope: [on("ACC-006", "build-agents", "production", "cosign-2")],
      reason:
        "cosign-2 reaches 90 days on {day+1}. Its successor needs the hardware module that is in the customs of all things, delivery {workday+3}.",
      breaksIfNo: "We would sign with a key in software for three days, which is worse.",
      riskIntroduced: "A key of 93 days.",
      dataAffected: "None.",
      alternatives: "Key in software. No.",
      mitigation: "Nothing changes about where the key lies: in the old module.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      window: hours(120),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve("klara", later("15m"), "Obviously."),
      close(
        "mateo",
        workdaysLater(3, "16:50"),
        "jonas",
        "Module is in, cosign-3 signs since 16:30, cosign-2 is revoked. Customs asked what a key ceremony is.",
      ),
    ],
  }),
];

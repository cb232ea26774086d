// Exceptions from the infrastructure rules, oldest first.

import {
  afterEnd,
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
  daysFrom,
  edit,
  filed,
  hours,
  note,
  on,
  reassign,
  reject,
  sendBack,
  story,
  withdraw,
} from "./story";

export const infrastructureStories = [
  story({
    filed: filed("yusuf", daysAgo(345, "11:05")),
    ask: {
      title: "Big memory instance to replay a year of bookings",
      scope: [on("INF-001", "warehouse", "production", "booking-replay-prd-01")],
      reason:
        "The new revenue model needs the 14 months of bookings counted again from the raw events. On the listed 64 GB type the sort spills to disk and takes 19 days, on r7i.24xlarge it took 31 hours in the rehearsal.",
      breaksIfNo: "The restated revenue is due with the auditors on {workday+12}. At 19 days we miss it.",
      riskIntroduced: "A type that Platform does not patch automatically, and €6.40 an hour.",
      dataAffected: "Bookings and revenue per customer, inside the warehouse's own network.",
      alternatives:
        "Splitting the replay by month: we did, the deduplication across months is what needs the memory.",
      mitigation:
        "Built from the standard image, no public address, removed by a timer after seven days whatever happens.",
      data: "confidential",
      exposure: "internal",
      impact: "minor",
      window: days(7),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "felix",
        later("3h 15m"),
        "The timer is a nice touch. Send me the final hours when it is gone.",
      ),
      close(
        "yusuf",
        workdaysLater(3, "10:25"),
        "mateo",
        "Replay took 34 hours, instance and disks are gone. €218 in all.",
      ),
    ],
  }),

  story({
    filed: filed("lena", onWeekday("tuesday", 44, "08:15")),
    ask: {
      title: "Node group of the production cluster changed by hand",
      scope: [on("INF-003", "prod-cluster", "production", "nodegroup general-b")],
      reason:
        "INC-1102: general-b has used up its address range since 07:20 and new pods stay pending. The Terraform state is locked by a run that hangs in the provider, and forcing it open while it holds half a change frightens me more than two clicks.",
      breaksIfNo: "Booking search runs on one of three replicas. Each restart now makes it worse.",
      riskIntroduced: "What runs differs from what is written until the state is repaired.",
      dataAffected: "None.",
      alternatives: "Break the lock and apply. The hanging run had already deleted one route.",
      mitigation:
        "Two people at the console, every click in the incident channel, and the change is written into Terraform the same day.",
      data: "none",
      exposure: "customers",
      impact: "moderate",
      window: hours(36),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve("mateo", later("12m"), "I am the second person at the console."),
      close(
        "lena",
        workdaysLater(1, "14:10"),
        "felix",
        "State repaired, plan shows no difference. Secondary range is in code since 13:40.",
      ),
    ],
  }),

  story({
    filed: filed("paul", daysAgo(289, "16:50")),
    ask: {
      title: "Reporting notebook in us-east-1",
      scope: [on("INF-007", "warehouse", "development")],
      reason: "The notebook service I know from my last job is only in us-east-1. Needed for business.",
      breaksIfNo: "Slower.",
      riskIntroduced: "Low.",
      dataAffected: "Pricing data.",
      alternatives: "None.",
      mitigation: "I will be careful.",
      data: "confidential",
      exposure: "internal",
      impact: "minor",
      window: days(14),
    },
    risk: "moderate",
    stands: "rejected",
    beats: [
      reject(
        "felix",
        workdaysLater(1, "09:40"),
        'The same notebook has been running in Frankfurt for half a year, I made you a workspace: notebooks/pricing. And next time name the data and what could go wrong, "low" is not an answer for negotiated rates in the US.',
      ),
    ],
  }),

  story({
    filed: filed("lena", daysAgo(262, "14:30")),
    ask: {
      title: "No restore test of the data warehouse this quarter",
      scope: [on("INF-004", "warehouse", "production")],
      reason:
        "The restore needs 38 TB of free space. The new shelf is delivered on {workday+8}, and the old one has 21 TB left.",
      breaksIfNo: "We would delete snapshots to make room for a test of snapshots.",
      riskIntroduced: "If the backups are bad, we learn it two weeks later.",
      dataAffected: "All of the warehouse, if it were lost in that time.",
      alternatives:
        "Restoring one schema: done yesterday, 1.4 TB, came back complete. It says little about the large ones.",
      mitigation: "Checksums of every nightly backup are compared until the test.",
      data: "confidential",
      exposure: "internal",
      impact: "moderate",
      window: days(14),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "felix",
        workdaysLater(1, "10:15"),
        "One schema restored is more than I expected to hear. Shelf, then test, no other plans for that space.",
      ),
      note("lena", workdaysLater(7, "11:30"), "The shelf came with the wrong rails. Dell sends new ones."),
      close(
        "lena",
        workdaysAfterEnd(5, "16:00"),
        "mateo",
        "Full restore in 29 hours, row counts equal. Late because of the rails.",
      ),
    ],
  }),

  story({
    filed: filed("kofi", onWeekday("thursday", 33, "15:20")),
    ask: {
      title: "New tariff table on a Saturday",
      scope: [on("INF-006", "customs-filing", "production", "tariff-table")],
      reason:
        "The EU published corrected duty rates for aluminium on Wednesday evening, valid from Saturday 00:00. Our table has to change between Friday 22:00 and midnight.",
      breaksIfNo:
        "Every aluminium declaration of the weekend is wrong: 60 to 80, each corrected by hand with a fee of €32.",
      riskIntroduced: "A change when only the person on call is there.",
      dataAffected: "Duty rates.",
      alternatives:
        "Loading it on Friday noon with a start date: the client ignores start dates, known fault.",
      mitigation:
        "The change is one file, tested against 200 old declarations. I stay until 01:00, the old file is one command away.",
      data: "none",
      exposure: "partners",
      impact: "moderate",
      window: daysFrom(daysLater(1, "21:00"), 1),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve("lena", workdaysLater(1, "09:10"), "I am on call anyway. Ring me before and after."),
      close(
        "kofi",
        daysLater(1, "10:30"),
        "lena",
        "Loaded at 22:40, first three aluminium declarations accepted with the new rate.",
      ),
    ],
  }),

  story({
    filed: filed("mateo", daysAgo(190, "10:50")),
    ask: {
      title: "Old names for 44 resources taken over from the Rostock account",
      scope: [
        on("INF-002", "warehouse-control", "production"),
        on("INF-002", "warehouse-control", "staging"),
      ],
      reason:
        "The Rostock account is merged into ours on {workday+5}. Renaming 44 resources means making them anew, so I would keep names like RO_LAGER_DB1 for a month and rename them site by site.",
      breaksIfNo: "The merge waits until everything is renamed.",
      riskIntroduced: "An alarm says RO_LAGER_DB1 and the person on call does not know whom to ring.",
      dataAffected: "None.",
      alternatives: "Renaming before the merge, in the old account.",
      mitigation: "A list of old name, team and phone number in the on-call notes.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      window: days(30),
    },
    risk: "low",
    stands: "withdrawn",
    beats: [
      note(
        "felix",
        later("5h 20m"),
        "How many of the 44 hold state? The others can be made anew with the right name on the day.",
      ),
      withdraw(
        "mateo",
        workdaysLater(2, "15:15"),
        "Only six hold state, and those can be imported under an alias. I rename all of them on the day of the merge.",
      ),
    ],
  }),

  story({
    filed: filed("paul", daysAgo(158, "13:15")),
    ask: {
      title: "Direct database access for pricing",
      scope: [on("INF-008", "payments-api", "production", "*")],
      reason: "Needed for business. Access to the database from my laptop for reports.",
      breaksIfNo: "No reports.",
      riskIntroduced: "None, read only.",
      dataAffected: "Payments.",
      alternatives: "Not applicable.",
      mitigation: "Read only.",
      data: "regulated",
      regulations: ["gdpr"],
      exposure: "internal",
      impact: "moderate",
      facts: ["widensDataAccess"],
      window: days(7),
    },
    risk: "high",
    stands: "rejected",
    beats: [
      reject(
        "lena",
        later("1h 5m"),
        "This opens the payments database with bank accounts to a laptop on the office network, for reports nobody can name. Which figures do you need, by when, for whom? Most of them are in the warehouse views, Yusuf can show you in half an hour.",
      ),
    ],
  }),

  story({
    filed: filed("kofi", onWeekday("monday", 17, "09:40")),
    ask: {
      title: "Arm instances for the label service, six days of trial",
      scope: [on("INF-001", "warehouse-control", "staging", "whit-label-stg-02")],
      reason:
        "The label renderer is pure Go and costs €410 a month on Intel. The Arm types are not on the list for staging yet, and to get them on it Platform asks for a week of numbers.",
      breaksIfNo: "We go on paying about a third too much.",
      riskIntroduced: "The scanner's Arm build is new here.",
      dataAffected: "Test labels.",
      alternatives: "Numbers from my laptop. Felix laughed.",
      mitigation: "Staging only, same image pipeline.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      window: days(6),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve("felix", later("40m"), "I did laugh. Bring p95 and cost per thousand labels."),
      close(
        "kofi",
        workdaysLater(4, "16:30"),
        "felix",
        "31% cheaper, p95 from 84 to 79 ms. Trial instance removed, the type is on the list now.",
      ),
    ],
  }),

  // The Terraform change that breaks three policies at once.
  story({
    filed: filed("lukas", onWeekday("monday", 7, "10:12")),
    ask: {
      title: "Terraform change 2291: instance type, debug port and name of the search replica",
      scope: [
        on("INF-001", "booking-search", "production", "aws_instance.search_replica_debug"),
        on("SEC-002", "booking-search", "production", "aws_security_group_rule.jdwp_5005"),
        on("INF-002", "booking-search", "production", "aws_instance.search_replica_debug"),
      ],
      reason:
        "Since release 31 the search returns sailings that left a day ago, about once in 4,000 requests, and only under production load (BK-4622). Change 2291 adds one replica from last night's snapshot that takes 2% of the traffic, with the Java debugger on port 5005. The pipeline stops it for three rules: c7g.metal is not on the list (we need the hardware counters), port 5005 is open, and the name search-replica-debug is not our pattern.",
      breaksIfNo:
        "Customers book sailings that are gone. Eleven last week, each with a call and a rebooking of about €140.",
      riskIntroduced: "Whoever reaches 5005 can run code in the replica, with the search service's rights.",
      dataAffected: "Schedules, capacity and list prices. No customer data on the search nodes.",
      alternatives:
        "Replaying recorded traffic in staging for three days: not one wrong answer. More logging: the race disappears when we log.",
      mitigation:
        "5005 is open from the bastion's address only. The replica has its own role without write rights. The name carries the ticket in a tag, and Lena has it in the on-call notes.",
      data: "internal",
      exposure: "customers",
      impact: "moderate",
      window: days(3),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      sendBack(
        "mateo",
        later("1h 20m"),
        "Instance and name are fine with me. But the rule in 2291 opens 5005 to 10.0.0.0/8 and your text says bastion only. Change the code, then ask again.",
      ),
      edit("lukas", later("45m"), {
        mitigation:
          "5005 is open from 10.20.4.17/32, the bastion, in commit 8c1f of change 2291. The replica has its own role without write rights. The name carries the ticket in a tag, and Lena has it in the on-call notes.",
      }),
      approve(
        "mateo",
        later("25m"),
        "Commit 8c1f reads as you say. Name: once it is gone nobody will miss the pattern.",
      ),
      approve(
        "jonas",
        later("1h 35m"),
        "I ran nmap from two other segments, 5005 is closed there. Please end the debugger session at night.",
      ),
      note(
        "lukas",
        workdaysLater(1, "17:40"),
        "Caught it twice today. It is the schedule cache: two threads, one calendar object.",
      ),
      close(
        "lukas",
        workdaysLater(1, "15:05"),
        "mateo",
        "Change 2298 destroyed the replica, its security group rule and its name. The fix is release 31.2.",
      ),
    ],
  }),

  // Past its end and still open: the second zone was never built.
  story({
    filed: filed("mateo", daysAgo(34, "15:10")),
    ask: {
      title: "Position cache of track and trace in one zone",
      scope: [on("INF-005", "track-and-trace", "production", "position-cache")],
      reason:
        "The second cache node in zone b fails its memory test and Amazon replaces the host. Until there is capacity of that type in zone b again, the cache runs in zone a alone.",
      breaksIfNo: "We would run on the faulty node. It gave wrong positions for 20 minutes on Tuesday.",
      riskIntroduced: "If zone a goes, track and trace is slow for half an hour until the cache has filled.",
      dataAffected: "Positions, no personal data.",
      alternatives: "A different type in zone b: the replication needs equal types.",
      mitigation: "Alarm on zone health, and the page falls back to the database at reduced refresh.",
      data: "internal",
      exposure: "customers",
      impact: "minor",
      window: days(14),
    },
    risk: "moderate",
    stands: "expired",
    beats: [
      approve("lena", workdaysLater(1, "09:50"), "A slow half hour is acceptable for two weeks."),
      note(
        "lena",
        workdaysAfterEnd(2, "10:05"),
        "This ended and the cache still has one node. Mateo, is it capacity or have we forgotten it?",
      ),
      note(
        "mateo",
        later("3h 30m"),
        "Capacity came back on Monday, I was on the certificate change. I do it this week.",
      ),
    ],
  }),

  story({
    filed: filed("lena", workdaysAgo(5, "13:50")),
    ask: {
      title: "Latency alarms of the carrier portal muted during the database move",
      scope: [on("INF-009", "carrier-portal", "production", "latency alarms")],
      reason:
        "The portal's database moves table by table over two weeks. Each table switch makes the latency jump for ten minutes, 60 switches in all, and each rings the person on call (PLT-2388).",
      breaksIfNo: "Sixty false alarms, twenty of them at night. The real one is number 43.",
      riskIntroduced: "A true slowdown would be noticed by hauliers before us.",
      dataAffected: "None.",
      alternatives: "Muting only during each switch: the tool cannot do it by timetable.",
      mitigation: "Error alarms stay on. I look at the latency graph every morning and evening.",
      data: "none",
      exposure: "partners",
      impact: "minor",
      conditions: [
        {
          statement: "Between the switches the portal answers hauliers as fast as before.",
          measure: {
            metric: "95th percentile of answers, one hour",
            comparator: "below",
            threshold: 800,
            unit: "ms",
            freshSeconds: 21_600,
            suspendsStale: true,
          },
        },
      ],
      window: days(16),
    },
    risk: "low",
    stands: "in force",
    beats: [
      approve(
        "felix",
        later("2h 45m"),
        "Errors stay on, good. Unmute between table 30 and 31, you wanted a pause there anyway.",
      ),
    ],
  }),

  story({
    filed: filed("mateo", workdaysAgo(3, "09:15")),
    ask: {
      title: "Carrier portal's DNS records by hand until the zone is imported",
      scope: [on("INF-003", "edge-proxy", "production", "zone carriers.havelkai.example")],
      reason:
        "The registrar hands over the zone this week, 140 records from three people and eleven years. Importing it takes us until {workday+4}. Until then two hauliers need new entries for their cut-over.",
      breaksIfNo: "Hansa-Trucking and Rohde cannot move their interface on their dates.",
      riskIntroduced: "A typing mistake takes the portal's name off the air for up to an hour.",
      dataAffected: "None.",
      alternatives: "Letting the registrar enter them: five working days per entry.",
      mitigation: "Two people, short lifetimes, every entry as a note in this exception.",
      data: "none",
      exposure: "partners",
      impact: "moderate",
      window: days(7),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      approve(
        "felix",
        later("1h 30m"),
        "Agreed for new entries only. Changing an existing one waits for the import.",
      ),
      note(
        "mateo",
        workdaysLater(1, "11:10"),
        "Added api.hansa and _acme-challenge.api.hansa, Lena read them back to me.",
      ),
    ],
  }),

  story({
    filed: filed("lena", workdaysAgo(1, "11:25")),
    ask: {
      title: "Gate terminals' message broker in one zone over the hardware swap",
      scope: [on("INF-005", "gate-terminals", "production", "gate-broker")],
      reason:
        "Broker b has a failing disk controller. The swap in the Rostock room takes two working days, because the supplier sends the part on {workday+3} and the technician on the day after.",
      breaksIfNo: "We wait for the controller to die on its own, which the log says is a matter of days.",
      riskIntroduced: "If broker a stops too, gate staff write licence plates on paper.",
      dataAffected: "Licence plates and arrival times in the queue.",
      alternatives:
        "Running b in the cloud for the time: 40 ms more per message, the barrier control times out at 30.",
      mitigation: "Paper forms lie at both gates since this morning. Queue is copied to disk every minute.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(6),
    },
    risk: "moderate",
    stands: "pending",
    beats: [],
  }),

  story({
    filed: filed("elif", daysAgo(104, "10:35")),
    ask: {
      title: "Booking portal's test database open to the contractors' segment",
      scope: [on("INF-008", "booking-portal", "test", "bookdb-test")],
      reason:
        "Three contractors of Pixelwerft rebuild the booking form until {day+20}. Their machines sit in the contractor segment, and their test runner talks to the database directly.",
      breaksIfNo: "They test by hand. Their offer counts four days more for that.",
      riskIntroduced: "A database would accept connections from a segment that is not its application's.",
      dataAffected: "Generated test data only, I had Yusuf look.",
      alternatives: "Running their tests on our agents: planned, first free slot is next sprint.",
      mitigation: "One port, one test account that can be reset, and the segment has no way into production.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      owner: "lukas",
      window: days(7),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      approve(
        "lena",
        workdaysLater(1, "14:00"),
        "Seven days, then their tests run on our agents, I keep a slot.",
      ),
      reassign(
        "elif",
        workdaysLater(2, "09:30"),
        "elif",
        "Lukas moves to the search incident for the rest of the sprint, so I see to it myself.",
      ),
      close(
        "elif",
        afterEnd("1h 15m"),
        "lena",
        "Rule removed, their tests run on agent-04 since this morning.",
      ),
    ],
  }),
];

// Exceptions from the rules for models, oldest first.

import { daysAgo, lately, later, onWeekday, workdaysAfterEnd, workdaysAgo, workdaysLater } from "./calendar";
import {
  approve,
  close,
  days,
  edit,
  filed,
  note,
  on,
  prove,
  reject,
  sendBack,
  story,
  withdraw,
} from "./story";

export const aiStories = [
  story({
    filed: filed("cora", onWeekday("monday", 46, "11:10")),
    ask: {
      title: "Paper reader on 500 live consignment notes before its evaluation",
      scope: [on("AI-001", "paper-reader", "production", "consignment notes, Rostock")],
      reason:
        "Noor's evaluation needs 500 notes with the true values beside them, and nobody has those. We would let the reader fill the form for 500 live notes, and clerks correct it. Their corrections are the true values.",
      breaksIfNo: "Two clerks type 500 notes twice, about nine days of work.",
      riskIntroduced: "A clerk trusts a wrong weight and it goes to the haulier.",
      dataAffected: "Scans with names of consignees and signatures.",
      alternatives: "Old notes: their scans are in another resolution than the new scanners make.",
      mitigation:
        "Fields that the reader filled are yellow until a clerk has touched them. Weight and dangerous goods are never filled.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(10),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "noor",
        workdaysLater(1, "13:00"),
        "This is how an evaluation set should be made. Keep the untouched answers too, I want to see what the clerks changed.",
      ),
      close(
        "cora",
        workdaysLater(7, "16:05"),
        "emil",
        "512 notes collected, the reader is switched off again. Weight read right in 98.4%, consignee in 91%.",
      ),
    ],
  }),

  story({
    filed: filed("lukas", daysAgo(284, "09:45")),
    ask: {
      title: "Claims assistant calls its model past the gateway",
      scope: [on("AI-004", "claims-model", "staging")],
      reason:
        "The gateway cuts answers after 30 seconds and the new long-letter mode needs about 45. The gateway team raises the limit with their version on {workday+6}. I would like to test the mode meanwhile, with invented claims.",
      breaksIfNo: "Testing starts a week and a half later.",
      riskIntroduced: "Calls are not filtered, logged or metered.",
      dataAffected: "40 invented claims.",
      alternatives: "Streaming instead of one answer: the drafting code cannot use a half letter.",
      mitigation: "Own key with a limit of €50, staging has held no customer data for a year.",
      data: "none",
      exposure: "internal",
      impact: "minor",
      facts: ["usesExternalModel"],
      window: days(9),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "emil",
        later("2h 20m"),
        "Invented claims and a €50 key, fine. I raise the limit in the gateway myself if it slips.",
      ),
      close(
        "lukas",
        workdaysLater(5, "14:25"),
        "emil",
        "Gateway 2.9 waits 90 seconds. The key is deleted, €11.60 were used.",
      ),
    ],
  }),

  story({
    filed: filed("elif", daysAgo(255, "15:55")),
    ask: {
      title: "Delay refunds up to €50 without a person",
      scope: [on("AI-003", "claims-model", "production", "delay refunds")],
      reason:
        "The assistant proposes a refund, a clerk presses yes, in 96 of 100 cases within four seconds. We would like to let it pay up to €50 directly.",
      breaksIfNo: "Customers wait two days for a yes that takes four seconds.",
      riskIntroduced: "It pays where it should not, or refuses where it should pay.",
      dataAffected: "Claims of customers.",
      alternatives: "More clerks.",
      mitigation: "A limit of €2,000 per day.",
      data: "confidential",
      exposure: "customers",
      impact: "moderate",
      facts: ["skipsHumanReview", "usesExternalModel"],
      window: days(7),
    },
    risk: "high",
    stands: "rejected",
    beats: [
      reject(
        "noor",
        workdaysLater(1, "11:20"),
        "Paying too much is your money. Refusing is the customer's, and your text treats both alike. Come back with payments only, a lower amount, and a person for every no. Then we talk about days, and about what you measure in them.",
      ),
    ],
  }),

  story({
    filed: filed("elif", onWeekday("friday", 32, "10:45")),
    ask: {
      title: "Delay refunds up to €20 paid without a person, every no by a person",
      scope: [on("AI-003", "claims-model", "production", "delay refunds up to €20, payments only")],
      reason:
        "What Noor asked for when she refused the first request: payments only, €20 at most, every refusal and every doubt goes to a clerk. One week, to measure how many the clerks would have decided otherwise. We expect about 130 payments.",
      breaksIfNo: "We have no figures for the approval that we want to ask for properly.",
      riskIntroduced: "Some payments of up to €20 that a clerk would not have made.",
      dataAffected: "Claims of customers, as they go to the model today.",
      alternatives: "Letting clerks decide and comparing afterwards: they see the proposal and follow it.",
      mitigation:
        "€600 per day at most, a clerk looks through all payments the next morning without seeing the proposal, a red button in the claims desk.",
      data: "confidential",
      exposure: "customers",
      impact: "minor",
      facts: ["skipsHumanReview"],
      window: days(5),
    },
    risk: "high",
    stands: "remediated",
    beats: [
      approve(
        "noor",
        workdaysLater(1, "09:35"),
        "This is the request I had hoped for. I want the blind second look in the figures, and the red button tried once on the first morning.",
        {
          words: {
            whyNow: "The team has the clerks for the blind look only this week.",
            shortest: "Five days give about 130 payments, fewer would not tell 2% from 5%.",
            saferWay: "Shadow running was done before, the clerks' habit spoils it.",
            ifNo: "They would ask for the permanent approval without figures.",
          },
        },
      ),
      approve(
        "marta",
        later("5h 30m"),
        "A customer can only gain here, and every refusal stays with a person. That settles my question.",
        {
          words: {
            whyNow: "Figures for a decision that comes anyway.",
            shortest: "One week.",
            saferWay: "Explained by model risk, I follow.",
            ifNo: "No harm, but no better knowledge either.",
          },
        },
      ),
      close(
        "elif",
        workdaysLater(4, "17:10"),
        "noor",
        "141 payments, €2,118. Clerks would have refused 3 of them. Button tried on Tuesday at 8:05, it works. Switched off an hour ago.",
      ),
    ],
  }),

  story({
    filed: filed("nina", daysAgo(201, "13:35")),
    ask: {
      title: "Works council's questions to the contract assistant without log",
      scope: [on("AI-005", "staff-portal", "production", "contract assistant, works council room")],
      reason:
        "The works council wants to try the contract assistant for its advice hours. Its members may not let the employer read what they ask, and our log is readable by four people in IT.",
      breaksIfNo:
        "The works council refuses the assistant for everybody until a log exists that only they can open.",
      riskIntroduced: "If the assistant gives wrong advice in these hours, nobody can look it up.",
      dataAffected: "Questions about contracts, without names if they keep to their own rule.",
      alternatives: "A log under their own key: the portal's maker offers it for the version after next.",
      mitigation:
        "Two advice hours a week, one room, and members note wrong answers themselves on a list that Noor may read.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      window: days(28),
    },
    risk: "low",
    stands: "remediated",
    beats: [
      sendBack(
        "noor",
        later("3h 45m"),
        "I understand the reason. But how do I learn of a wrong answer if the list is empty? Agree with them that an empty list is also sent, each Friday.",
      ),
      edit("nina", workdaysLater(1, "10:55"), {
        mitigation:
          "Two advice hours a week, one room. Members note wrong answers on a list that Noor gets each Friday, also when it is empty. If a Friday is missed, the assistant is switched off in that room.",
      }),
      approve("noor", later("1h 5m"), "Good, and fair to both sides."),
      note(
        "noor",
        workdaysLater(8, "15:00"),
        "Second Friday: two wrong answers, both about notice periods in the probation time. Forwarded to the maker.",
      ),
      close(
        "nina",
        workdaysLater(6, "11:45"),
        "noor",
        "The council has its own key since the portal's update this morning, so the log is on everywhere. Five wrong answers in four weeks.",
      ),
    ],
  }),

  story({
    filed: filed("amelie", daysAgo(182, "09:25")),
    ask: {
      title: "Meeting notes by Notely on the customer tour",
      scope: [on("AI-007", "booking-portal", "production", "Notely, three accounts")],
      reason:
        "Three of us visit 14 customers in two weeks and nobody writes as fast as customers complain. Notely records and summarises. It is not on the list, ours does not understand Low German.",
      breaksIfNo: "We write by hand.",
      riskIntroduced: "Recordings of customers at a supplier that nobody has looked at.",
      dataAffected: "Voices and opinions of customers' staff.",
      alternatives: "Our own assistant: understands every third word in Stralsund.",
      mitigation: "We ask before we record.",
      data: "confidential",
      exposure: "customers",
      impact: "minor",
      facts: ["usesExternalModel"],
      window: days(7),
    },
    risk: "high",
    stands: "withdrawn",
    beats: [
      note(
        "hanne",
        later("1h 55m"),
        "Recording speech needs the consent of everybody in the room, each time, and a no must be easy. Three salespeople and a customer is not that situation.",
      ),
      withdraw("amelie", later("3h 10m"), "Hanne is right about the no. We take a student along who writes."),
    ],
  }),

  story({
    filed: filed("kofi", onWeekday("monday", 21, "08:30")),
    ask: {
      title: "Arrival model retrained overnight after the closure of the canal bridge",
      scope: [on("AI-006", "eta-model", "production", "eta-17b")],
      reason:
        "The bridge at Rade is closed since last Tuesday and trucks take the long way. The model has never seen this and is 84 minutes off for every tour to Flensburg. Emil retrained it last night with four days of the detour; a full validation takes five working days.",
      breaksIfNo:
        "Warehouse ramps in Flensburg are booked for trucks that come an hour and a half later. 30 tours a day.",
      riskIntroduced: "A model that nobody else has checked could be wrong elsewhere.",
      dataAffected: "Positions. No personal data in the model.",
      alternatives:
        "A fixed 80 minutes added by hand for that route: dispatch did it for two days and forgot it twice.",
      mitigation:
        "Only for tours over the bridge, all others use the validated model. If the error over a day exceeds 40 minutes it falls back by itself.",
      data: "internal",
      exposure: "customers",
      impact: "moderate",
      window: days(8),
    },
    risk: "moderate",
    stands: "remediated",
    beats: [
      approve(
        "noor",
        later("1h 15m"),
        "Emil trained it, so I sign and not he. The fallback at 40 minutes makes this small enough.",
      ),
      note(
        "noor",
        workdaysLater(2, "10:30"),
        "Error over the detour is 17 minutes. Validation of the rest is halfway.",
      ),
      close(
        "kofi",
        workdaysLater(3, "13:55"),
        "noor",
        "Validation passed for all routes, eta-17b is the regular model now.",
      ),
    ],
  }),

  story({
    filed: filed("amelie", daysAgo(114, "16:05")),
    ask: {
      title: "Claims assistant answers customers directly in the evening",
      scope: [
        on("AI-003", "claims-model", "production", "evening answers"),
        on("AI-002", "claims-model", "production", "ledger look-up"),
      ],
      reason:
        "From 18:00 to 8:00 the assistant would answer claims on its own, with a look into the ledger to say what the customer is owed. That is 400 answers a night that nobody gives today.",
      breaksIfNo: "Customers wait until the morning, as they do now.",
      riskIntroduced: "Wrong promises about money, in writing, to customers.",
      dataAffected: "Claims, balances and bank accounts of the customers who write.",
      alternatives: "An answer that only confirms receipt.",
      mitigation: "A sentence that the answer was written by a machine.",
      data: "regulated",
      regulations: ["gdpr"],
      exposure: "customers",
      impact: "major",
      facts: ["skipsHumanReview", "usesExternalModel"],
      window: days(3),
    },
    risk: "critical",
    stands: "rejected",
    beats: [
      note(
        "noor",
        later("1h 40m"),
        "I will not be the one who says no alone, because the wish comes from the sales plan. But my vote with conditions would be: no ledger, no promises.",
      ),
      reject(
        "hanne",
        workdaysLater(1, "10:10"),
        "Regulated data in a tier 3 model, decisions about money without a person, towards customers, at night. Each of these has its own rule and its own reason. The receipt with a number and a time is built in a day, I would support it at once.",
      ),
    ],
  }),

  // Critical, and approved by all three floors.
  story({
    filed: filed("kofi", onWeekday("tuesday", 12, "07:20")),
    ask: {
      title: "Tariff suggestions filed without a declarant during the strike",
      scope: [on("AI-003", "tariff-model", "production", "export declarations, Rostock")],
      reason:
        "Nine of our twelve declarants cannot reach Rostock: rail and ferries are on strike until tomorrow night. 640 export declarations wait, and the vessel for Turku sails tomorrow at 19:00. The suggester would file on its own where it is surer than 97% and the customer has shipped the same goods before.",
      breaksIfNo:
        "About 400 containers stay on the quay for a week. Two customers stop their lines on Thursday.",
      riskIntroduced:
        "A wrong tariff number is a wrong declaration in our name. The authority can take our licence for simplified filing.",
      dataAffected: "Goods descriptions, values and importer numbers.",
      alternatives:
        "Declarants from home: the signature cards only work in the building. Help from two forwarders: they sit in the same strike.",
      mitigation:
        "Export only, repeated goods only, 97% and more. The three declarants in the house check every fifth. Everything is checked again by the team before the correction period of ten days ends.",
      data: "confidential",
      exposure: "partners",
      impact: "severe",
      facts: ["skipsHumanReview"],
      window: days(2),
    },
    risk: "critical",
    stands: "remediated",
    beats: [
      approve(
        "noor",
        later("55m"),
        "I looked at last month: at 97% and repeated goods it was wrong in 2 of 1,911. Every fifth is checked. I would sign this for two days and not for three.",
        {
          words: {
            whyNow: "The vessel sails tomorrow at 19:00.",
            shortest: "Two days. After that the trains run.",
            saferWay: "Cards that work from home are ordered, they come next month.",
            ifNo: "400 containers for a week, and two production lines.",
          },
        },
      ),
      approve(
        "marta",
        later("40m"),
        "I called the main customs office: they know about the strike and accept corrections within ten days. The name of the officer is in the file.",
        {
          words: {
            whyNow: "Strike and vessel, both outside our hands.",
            shortest: "It ends with the strike.",
            saferWay: "The authority itself has nothing better to offer, I asked.",
            ifNo: "Contract penalties of about €180,000 and two customers in trouble.",
          },
        },
      ),
      approve(
        "ines",
        later("50m"),
        "I carry this with Marta's call behind it. Kofi reports to me at noon and at six.",
        {
          words: {
            whyNow: "The customers called me, too.",
            shortest: "Yes, two days.",
            saferWay: "None in time.",
            ifNo: "We would lose more than a licence discussion costs.",
          },
        },
      ),
      approve(
        "tomasz",
        later("15m"),
        "Two of us carry it. The suggestions are switched off by script when the window ends, I have read the script.",
        {
          words: {
            whyNow: "The vessel does not wait for the end of a strike.",
            shortest: "Two days, and the script ends it.",
            saferWay: "I asked for paper forms. They take eleven minutes each.",
            ifNo: "400 containers stand, and the customers with them.",
          },
        },
      ),
      note(
        "kofi",
        later("5h 30m"),
        "At six: 288 filed, 57 checked, none wrong. 61 went to a declarant because the model was not sure.",
      ),
      close(
        "kofi",
        workdaysLater(1, "18:20"),
        "noor",
        "The vessel is loaded with 391 containers and leaves at 19:00. Switched off at 18:00. 574 filed in all, 1 of 118 checked was wrong and is corrected.",
      ),
    ],
  }),

  // Past its end and still open: a retrained model that was never validated.
  story({
    filed: filed("emil", daysAgo(26, "14:50")),
    ask: {
      title: "Tariff suggester goes live before its second look",
      scope: [
        on("AI-006", "tariff-model", "production", "tariff-9c", {
          deployment: "eu-central-1, tariff-serving, version 9c",
          faces: "14 declarants, who confirm every number",
          dataSets: ["goods descriptions"],
        }),
      ],
      reason:
        "Version 9c knows the corrected aluminium numbers, version 9b suggests deleted ones. Noor is at the supervisory authority until {workday+5}, and Hanne cannot validate the statistics.",
      breaksIfNo: "Declarants overrule every aluminium suggestion and lose trust in the rest.",
      riskIntroduced: "I trained it and I tested it. What I overlooked once I overlook twice.",
      dataAffected: "Goods descriptions.",
      alternatives: "Switching suggestions off for aluminium: it is 14% of the day.",
      mitigation:
        "Declarants still confirm every number. Overruled suggestions are counted per chapter each night.",
      data: "internal",
      exposure: "internal",
      impact: "moderate",
      window: days(10),
    },
    risk: "moderate",
    stands: "expired",
    beats: [
      approve(
        "noor",
        workdaysLater(1, "19:05"),
        "From the hotel: declarants confirm every number, so ten days are fine. I validate when I am back.",
      ),
      note(
        "emil",
        workdaysAfterEnd(2, "11:35"),
        "Noor is back and found a leak between training and test set, so 9c is not validated and not withdrawn either. We train 9d.",
      ),
    ],
  }),

  story({
    filed: filed("cora", workdaysAgo(4, "14:45")),
    ask: {
      title: "Paper reader on the new invoice layout before its evaluation",
      scope: [
        on("AI-001", "paper-reader", "production", "Baltic hauliers' invoices", {
          deployment: "eu-central-1, paper-reader-prod, layout BLT-2",
          faces: "Two clerks; 46 hauliers who are paid by it",
          dataSets: ["supplier invoices"],
        }),
      ],
      reason:
        "46 Baltic hauliers changed to a common invoice layout this month (the one with two tax lines). The reader has not been evaluated for it and the rule keeps it off, so two clerks type 90 invoices a day.",
      breaksIfNo: "Payment to the hauliers slips beyond 14 days, and they load for others first.",
      riskIntroduced: "The reader takes the wrong tax line. In a trial it did in 7 of 200.",
      dataAffected: "Invoices with bank accounts of hauliers.",
      alternatives:
        "Asking the hauliers for electronic invoices: eleven can, the rest by the end of next quarter.",
      mitigation:
        "A clerk confirms every amount and every tax line; new bank accounts are never taken from the reader.",
      data: "confidential",
      exposure: "internal",
      impact: "moderate",
      conditions: [
        { statement: "A clerk confirms every amount and every tax line.", provenWithin: days(1) },
        { statement: "New bank accounts are typed by hand and compared weekly.", provenWithin: days(7) },
      ],
      window: days(10),
    },
    risk: "moderate",
    stands: "in force",
    beats: [
      approve(
        "emil",
        workdaysLater(1, "11:50"),
        "7 of 200 with a clerk who looks at exactly that line is fine. I collect the confirmed ones as the evaluation set.",
      ),
      prove(
        "cora",
        later("3h 10m"),
        1,
        "Two clerks, two screens: the confirmation cannot be skipped",
        "https://wiki.havelkai.example/paper-reader/confirmation",
      ),
    ],
  }),

  // An external model that customers meet, with safeguards of which two are proven and one is not due yet.
  story({
    filed: filed("elif", workdaysAgo(3, "09:20")),
    ask: {
      title: "Claims assistant on its maker's new version before the second evaluation",
      scope: [
        on("AI-001", "claims-model", "production", "letters about delays", {
          deployment: "eu-west-3, model gateway /claims, version 4.1",
          faces: "About 260 customers a week, after a clerk",
          dataSets: ["claims letters"],
        }),
      ],
      reason:
        "Skald switches version 4.0 off on {workday+1}, a month earlier than announced. Version 4.1 passed our 400 test letters, but the evaluation for customers' letters takes Noor's team until {workday+3}.",
      breaksIfNo: "Clerks write some 50 letters a day by hand, and customers wait four days instead of one.",
      riskIntroduced: "The new version promises something that we do not pay, in a tone that sounds like us.",
      dataAffected: "Letters of customers, without their names.",
      alternatives: "The smaller model in our own account: evaluated, and wrong in every ninth letter.",
      mitigation: "Drafts only, for one kind of letter, and the old templates stay one click away.",
      data: "confidential",
      exposure: "customers",
      impact: "minor",
      facts: ["usesExternalModel"],
      conditions: [
        { statement: "A clerk reads every letter before it is sent.", provenWithin: days(1) },
        { statement: "The gateway removes names and addresses.", provenWithin: days(1) },
        { statement: "Clerks rewrite fewer than 15 of 100 drafts.", provenWithin: days(5) },
      ],
      window: days(6),
    },
    risk: "high",
    stands: "in force",
    beats: [
      approve(
        "noor",
        workdaysLater(1, "10:15"),
        "I read 60 of the 400 letters myself. With a clerk before each letter I accept it until our own result is there.",
        {
          words: {
            whyNow: "The maker switches the evaluated version off, that is not theirs to choose.",
            shortest: "Six days reach just past our evaluation.",
            saferWay: "The small model is safer and writes nonsense in every ninth letter.",
            ifNo: "Customers wait three days longer, which is a complaint and no damage.",
          },
        },
      ),
      approve("marta", later("4h 5m"), "One kind of letter, a clerk in front of each, six days.", {
        words: {
          whyNow: "Forced by the maker.",
          shortest: "Until the evaluation, no longer.",
          saferWay: "Explained by model risk, I follow.",
          ifNo: "Slower letters.",
        },
      }),
      prove(
        "elif",
        later("1h 10m"),
        1,
        "The button to send is grey until a clerk has scrolled to the end",
        "https://wiki.havelkai.example/claims-assistant/clerk",
      ),
      prove(
        "elif",
        later("15m"),
        2,
        "Report of the gateway: 0 of 400 letters left with a name",
        "https://wiki.havelkai.example/claims-assistant/gateway",
      ),
    ],
  }),

  // The product team that wants customer data in a higher-risk model before launch: first step signed, two are open.
  story({
    filed: filed("amelie", workdaysAgo(2, "09:40")),
    ask: {
      title: "Customer bookings in the claims model before the launch of instant answers",
      scope: [
        on("AI-001", "claims-model", "production", "instant answers, pilot", {
          deployment: "eu-west-3, model gateway /claims, twelve indexes",
          faces: "Twelve pilot customers, after a clerk",
          dataSets: ["shipment history"],
        }),
        on("AI-002", "claims-model", "production", "bookings of pilot customers", {
          deployment: "eu-west-3, model gateway /claims, twelve indexes",
          faces: "Twelve pilot customers, after a clerk",
          dataSets: ["shipment history"],
        }),
        on("DAT-007", "shipment-history", "production", "bookings of pilot customers"),
      ],
      reason:
        "Instant answers launches on {workday+8} at the customer day in Hamburg, with 300 people in the hall. The answers are only right if the model sees the customer's own bookings. It is approved for tier 2 data, bookings with consignees are tier 3, and its evaluation for that tier is planned for next month. We ask for six days with twelve pilot customers, to have true answers to correct before the launch.",
      breaksIfNo:
        'We launch with general answers ("your consignment is on its way"), which 41% of testers called useless, or we move a launch that is printed on the invitation.',
      riskIntroduced:
        "An external model gets bookings and consignees of twelve customers before anybody has measured what it does with them. It could show one pilot customer's booking to another.",
      dataAffected:
        "Bookings, routes, weights and consignees of twelve pilot customers, about 4,800 consignments.",
      alternatives:
        "Invented bookings: done for two months, the model is fine on them and wrong on real ones. The smaller model in our own account: approved for tier 3, but it needs 19 seconds for an answer.",
      mitigation:
        "The twelve have agreed in writing. Calls pass the gateway, which removes names of persons. Each customer has a separate index. A clerk reads every answer before it is sent. The provider keeps nothing, by contract.",
      data: "confidential",
      exposure: "customers",
      impact: "moderate",
      facts: ["usesExternalModel", "widensDataAccess"],
      window: days(6),
    },
    risk: "high",
    stands: "pending",
    beats: [
      sendBack(
        "noor",
        later("3h 20m"),
        "Is the clerk in the loop for all twelve or, as the launch plan says, for the first three? And I find two indexes for twelve customers in the staging set-up.",
      ),
      edit("amelie", later("2h 5m"), {
        mitigation:
          "The twelve have agreed in writing. Calls pass the gateway, which removes names of persons. Each customer has a separate index: twelve since this afternoon, and Lukas wrote a test that asks across customers. A clerk reads every answer to all twelve before it is sent; the launch plan is corrected. The provider keeps nothing, by contract.",
      }),
      approve(
        "noor",
        workdaysLater(1, "10:25"),
        "I ran Lukas's test with 600 questions across customers, nothing came through. For six days with a clerk before every answer I accept it. The launch itself needs the evaluation, this is not it.",
        {
          words: {
            whyNow:
              "True answers are needed to evaluate, and the pilot is the only source before the launch.",
            shortest:
              "Six days for twelve customers give about 500 answers. Four would do for eight customers.",
            saferWay:
              "The smaller model in our account is safer and too slow to learn anything about this one.",
            ifNo: "They launch with general answers, which is dull and harmless.",
          },
        },
      ),
    ],
  }),

  story({
    filed: filed("paul", lately("5h", "11:15")),
    ask: {
      title: "Spreadsheet assistant for quotes that is not on the list",
      scope: [on("AI-007", "warehouse", "development", "Tabulo add-in")],
      reason:
        "The add-in writes formulas for the quote sheets. The listed assistant does not work inside the spreadsheet. Asap.",
      breaksIfNo: "I write the formulas myself, takes longer.",
      riskIntroduced: "The add-in may see the sheet that is open.",
      dataAffected: "Quote sheets with list prices.",
      alternatives: "Copying formulas from the listed assistant by hand.",
      mitigation: "I close other sheets.",
      data: "internal",
      exposure: "internal",
      impact: "minor",
      facts: ["usesExternalModel"],
      window: days(14),
    },
    risk: "moderate",
    stands: "pending",
    beats: [],
  }),
];

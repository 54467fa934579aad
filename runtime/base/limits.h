// Every bound of leadc, by name. Nothing that a policy, an artefact or a stream contains may make the program
// grow or loop past one of these; where one is reached, the message names it. `docs/limits.md` shows the same
// list to users.
#pragma once
#include <cstddef>
#include <cstdint>

namespace lead::limits {

// --- policy text
inline constexpr size_t kMaxSourceBytes = 16u << 20;  // one policy file
inline constexpr uint32_t kMaxNesting = 256;          // brackets, and depth of an expression tree
inline constexpr size_t kMaxTrialBytes = 1u << 20;   // parsed again to prove repairs of syntax errors, a file
inline constexpr uint32_t kMaxDiagnostics = 50;      // printed per run of the compiler
inline constexpr uint32_t kMaxPolicyFiles = 256;     // reached through `use`
inline constexpr uint32_t kMaxTableKeys = 1u << 18;  // of one table
inline constexpr uint32_t kMaxSetItems = 64;         // items of the choice of a set
inline constexpr uint64_t kMaxNamesCompared = 1u << 20;  // while looking for the names that were meant, a run

// --- compiled policy
inline constexpr size_t kMaxArtefactBytes = 256u << 20;
inline constexpr uint32_t kMaxRegisters = 1u << 20;  // per code section
inline constexpr uint32_t kMaxItems = 1u << 20;      // entries of any table of the artefact

inline constexpr uint32_t kMaxReactions = 1u << 17;  // rules times the event types that each waits for
inline constexpr uint32_t kMaxTables = 4u << 20;     // tables of all kinds in one artefact
inline constexpr size_t kMaxPatternBytes = 1024;     // one regular expression
inline constexpr uint32_t kMaxBands = 64;            // bands of one score
inline constexpr uint32_t kMaxStages = 64;           // stages of one lifecycle
inline constexpr uint32_t kMaxLifecycles = 16;       // of one policy
inline constexpr uint32_t kMaxWaitingMoves =
    64;  // transitions of one lifecycle that wait for a condition or a time
inline constexpr uint32_t kMaxCalendars = 256;          // of one policy; about 190 KB each when loaded
inline constexpr uint32_t kMaxCalendarRows = 1u << 16;  // openings, breaks and holidays of one calendar
inline constexpr uint32_t kMaxCalendarParts = 16;       // calendars that one stands on: `means a and b`
inline constexpr uint32_t kMaxClocks = 256;             // of one policy
inline constexpr uint32_t kMaxClockSteps = 32;          // of one clock
inline constexpr uint32_t kMaxStepRepeats = 1'000;      // of one step after a breach
inline constexpr uint32_t kMaxTeams = 1024;             // of one policy
inline constexpr uint32_t kMaxRoles = 16;               // of a lead, that people can hold
inline constexpr uint32_t kMaxQueues = 256;             // of one policy
inline constexpr uint32_t kMaxRoutes = 256;             // of one policy
inline constexpr uint32_t kMaxRouteRows = 4096;         // of all routes of one policy
inline constexpr uint32_t kMaxPersonColumns = 256;      // of one roster, beside the standard ones
inline constexpr uint32_t kMaxCaps = 8;                 // of one row of a route or one queue
inline constexpr uint32_t kMaxExcluded = 64;            // former holders of a role that are kept
inline constexpr uint32_t kMaxAccounts = 1u << 18;      // of one policy
inline constexpr uint32_t kMaxAccountColumns = 64;      // of one account
inline constexpr uint32_t kMaxMatchRules = 32;          // of one policy
inline constexpr uint32_t kMaxMatchComparisons = 8;     // of one rule
inline constexpr int64_t kMaxDecayPeriodMs = int64_t{1} << 39;  // about 17 years
inline constexpr int32_t kMaxPeriodMonths = 12 * 230;           // as many as the instants below span

// --- streams
inline constexpr size_t kMaxLineBytes = 1u << 20;  // one NDJSON line
inline constexpr uint32_t kMaxJsonDepth = 64;
inline constexpr size_t kMaxTextBytes = 4096;  // one text value, lead name, id or source

// --- what one lead may hold (an event that would pass one is set aside as `too much held`)
inline constexpr uint32_t kMaxKeysPerLimit = 4096;  // distinct keys of one `once per …`
inline constexpr uint32_t kMaxWindowEvents = 4096;  // instants in one `in last D` window or one rolling limit
inline constexpr uint32_t kMaxLiveAwards =
    4096;  // awards alive at once in one ledger that keeps them one by one
inline constexpr uint32_t kMaxWaitingEvents =
    1024;  // events of a lead not born yet, where `anonymous events wait`
inline constexpr int64_t kMaxHeldMillionths = 4'000'000'000'000;  // 4 million points in one ledger
inline constexpr int64_t kMaxAwardMillionths = int64_t{1} << 40;  // one booking: about 1.1 million points

// --- what follows one item at the same instant (what would follow after that is cut off and counted)
inline constexpr uint32_t kMaxFollowUps = 1024;

// --- searching the next instant of change
inline constexpr uint32_t kMaxSearchBounds =
    64;  // bounds evaluated, then wake at the end of the proven prefix

// --- instants: 1970-01-01T00:00:00Z up to and excluding 2200-01-01T00:00:00Z, in milliseconds
inline constexpr int64_t kMinInstantMs = 0;
inline constexpr int64_t kEndInstantMs = 7'258'118'400'000;

// --- people and who is next (docs/decisions/0013)
inline constexpr uint32_t kMaxRosterRows = 1u << 16;  // persons of one roster
inline constexpr uint32_t kMaxAbsences = 4096;        // of one person
inline constexpr uint32_t kMaxWeight = 1'000;         // of one person
inline constexpr int32_t kMaxCapacity = 1'000'000;    // of one person
inline constexpr uint32_t kMaxCreditTerms = 1024;     // primes in the denominator of one credit
inline constexpr uint32_t kMaxKeptRequests = 4096;    // that differ in who was eligible, turns spent later
inline constexpr uint32_t kMaxCapTurns = 4096;        // of a rolling cap
inline constexpr uint32_t kMaxMemoriesOfRole = 16;    // times of one `remember`
inline constexpr uint32_t kMaxRememberedKeys = 1u << 20;  // of one time of one `remember`
inline constexpr uint32_t kMaxPoolsOfRow = 1u << 16;  // keys of `by turns per KEY` that one row tells apart
inline constexpr uint32_t kMaxTakenRemembered = 1u << 16;  // claims whose lead one queue still knows

}  // namespace lead::limits

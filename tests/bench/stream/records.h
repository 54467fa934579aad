// What goes into the handwritten folds of the stream benchmark, and what comes out of them.
//
// A fold is a class template over its sink: `event(const Input&)` in order of their instants, which rise
// strictly, then `finish()`. A sink has `void decided(const Outcome&)` and `void told(const Notice&)`, and
// for routing `void handed(const Handing&)` and `void refused(const Refusal&)`, called in the order in which
// leadc tells the same. Views live during the call. Milliseconds since 1970, millionths of points.
#pragma once
#include <cstdint>
#include <limits>
#include <string_view>

namespace lead::bench {

inline constexpr int64_t kNever = std::numeric_limits<int64_t>::max();
inline constexpr int64_t kPoint = 1'000'000;
inline constexpr int64_t kHourMs = 3'600'000, kDayMs = 24 * kHourMs, kWeekMs = 7 * kDayMs;

// As all policies declare them; calls and deals are not of scoring, claims of routing alone.
enum Type : uint8_t { kLeadCreated, kPageView, kFormSubmit, kMailOpen, kCall, kDealWon, kDealLost, kClaim };
enum Rule : int8_t { kNoRule = -1, kPricingPage, kAnyPage, kMail, kWhitepaper };

// One event, read. `text` is the path, the form, the domain or who claims; `choice` the industry or the
// market. Choice and employees are -1 where not given.
struct Input {
  Type type;
  int64_t instant_ms;
  std::string_view lead, text;
  int32_t choice = -1;
  int64_t employees = -1;
  bool reached = false;
};

enum class By : uint8_t { Event, Time, Step, Edge, Assignment, Expiry };

// What made something happen: the type of an event, or the step of a promise; and the last rule that booked.
struct Cause {
  By by = By::Time;
  uint8_t source = 0;
  Rule rule = kNoRule;
};

// Of a clock. `due_ms`: kNever where it does not run towards its target.
struct Figures {
  int64_t elapsed_ms = 0, target_ms = 0, due_ms = kNever;
};

// One change of an output: the score's band, which is output 0, or another.
struct Outcome {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t output;
  int32_t from, to;  // from -1: birth
  int64_t score;     // the band's
  Cause cause;
  uint32_t place;           // among what is told of the lead at this instant
  int32_t transition = -1;  // of a stage
  bool is_clock = false;
  Figures figures = {};  // of a clock
};

struct Notice {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t notice;  // place among the policy's notices
  Cause cause;
  uint32_t place;
};

// As leadc counts them.
enum class HandingKind : uint8_t { Given, Claimed, ByHand, Cleared, Queued, Expired, Waiting, Kept };

// What has become of who holds a lead. Names are empty where it is nobody; `turn_of`: who is covered for.
struct Handing {
  int64_t instant_ms;
  std::string_view lead;
  HandingKind kind;
  std::string_view from, to, turn_of;
  int32_t row, queue;  // -1: none
  Cause cause;
};

struct Refusal {
  int64_t instant_ms;
  std::string_view lead, person, why, by;
  Cause cause;
};

}  // namespace lead::bench

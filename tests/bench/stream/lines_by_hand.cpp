#include "tests/bench/stream/lines_by_hand.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <sodium.h>

#include <array>
#include <cstdio>
#include <iterator>

#include "runtime/base/text.h"
#include "tests/bench/stream/journey_by_hand.h"
#include "tests/bench/stream/scoring_by_hand.h"

namespace lead::bench {
namespace {

constexpr std::string_view kRuleNames[] = {"pricing_page", "any_page", "mail", "whitepaper"};
constexpr std::string_view kTypeNames[] = {"lead_created", "page_view", "form_submit", "mail_open",
                                           "call",         "deal_won",  "deal_lost"};
constexpr std::string_view kIndustries[] = {"software", "fintech", "retail", "education", "other"};

// What lines of one output say before the first name, and its names.
struct Block {
  std::string_view head, name;
  std::array<std::string_view, 7> names;
};
struct NoticeWords {
  std::string_view head, whom, text;
};
struct Vocabulary {
  std::array<Block, 3> blocks;
  std::array<std::string_view, 9> transitions;
  std::array<std::string_view, 2> steps;
  std::array<NoticeWords, 2> notices;
};

constexpr Vocabulary kScoringWords = {
    .blocks = {{{R"("kind":"band","block":"interest")", "interest", {"cold", "warm", "hot"}},
                {R"("kind":"grade","block":"fit")", "fit", {"A", "B", "C"}},
                {R"("kind":"cell","block":"treatment")", "treatment", {"contact", "nurture", "ignore"}}}},
    .transitions = {},
    .steps = {},
    .notices = {}};

constexpr Vocabulary kJourneyWords = {
    .blocks = {{{R"("kind":"band","block":"interest")", "interest", {"cold", "warm", "hot"}},
                {R"("kind":"stage","block":"funnel")",
                 "funnel",
                 {"raw", "nurture", "mql", "accepted", "recycled", "won"}},
                {R"("kind":"clock","block":"first_call","owed_by":"sales")",
                 "first_call",
                 {"not_started", "running", "paused", "met", "breached", "met_late", "cancelled"}}}},
    .transitions = {"raw, nurture, recycled -> mql when interest is hot",
                    "raw, recycled -> nurture when interest is warm", "nurture -> raw when interest is cold",
                    "Went quiet", "mql -> accepted on call where reached", "Unpicked",
                    "accepted -> won on deal_won", "accepted -> recycled on deal_lost", "Stalled"},
    .steps = {R"("at 80%","sla":"first_call")", R"("at breach","sla":"first_call")"},
    .notices = {
        {{R"("kind":"notify","whom":"sales","text":"A lead waits for its call")", "sales",
          "A lead waits for its call"},
         {R"("kind":"notify","whom":"marketing","text":"Nobody called")", "marketing", "Nobody called"}}}};

class LineSink {
 public:
  LineSink(std::FILE* file, const PolicyWords& words, const Vocabulary& vocabulary)
      : file_(file),
        vocabulary_(vocabulary),
        hashed_head_(fmt::format("{}:{}", words.policy.size(), words.policy)),
        tail_(fmt::format(R"(,"policy":"{}","version":"{}","meaning":"{}","data":"{}","key":")", words.policy,
                          words.version, words.meaning, words.data)) {}

  void decided(const Outcome& outcome) {
    auto into = std::back_inserter(text_);
    const Block& block = vocabulary_.blocks[outcome.output];
    const std::string_view from = outcome.from < 0 ? "" : block.names[static_cast<size_t>(outcome.from)];
    const std::string_view to = block.names[static_cast<size_t>(outcome.to)];
    append_head(outcome.instant_ms, outcome.lead, block.head);
    if (outcome.from < 0)
      text_ += R"(,"from":null)";
    else
      fmt::format_to(into, R"(,"from":"{}")", from);
    fmt::format_to(into, R"(,"to":"{}")", to);
    if (outcome.output == 0) {
      text_ += R"(,"value":)";
      append_millionths(text_, outcome.score);
    }
    if (outcome.from < 0) text_ += R"(,"birth":true)";
    if (outcome.transition >= 0)
      fmt::format_to(into, R"(,"transition":"{}")",
                     vocabulary_.transitions[static_cast<size_t>(outcome.transition)]);
    if (outcome.is_clock) append_figures(outcome.figures);
    append_cause(outcome.cause);
    begin_key(outcome.lead);
    add(block.name);
    if (outcome.from < 0)
      hashed_ += "-:";
    else
      add(from);
    add(to);
    end_line(outcome.instant_ms, outcome.place);
  }
  void told(const Notice& notice) {
    const NoticeWords& words = vocabulary_.notices[notice.notice];
    append_head(notice.instant_ms, notice.lead, words.head);
    append_cause(notice.cause);
    begin_key(notice.lead);
    add("notify");
    add(words.whom);
    add(words.text);
    end_line(notice.instant_ms, notice.place);
  }
  void write() {
    std::fwrite(text_.data(), 1, text_.size(), file_);
    text_.clear();
  }

 private:
  void append_head(int64_t instant_ms, std::string_view lead, std::string_view head) {
    text_ += R"({"time":")";
    append_instant(text_, instant_ms);
    text_ += R"(","lead":")";
    text_ += lead;
    text_ += "\",";
    text_ += head;
  }
  void append_figures(const Figures& figures) {
    fmt::format_to(std::back_inserter(text_), R"(,"elapsed_ms":{},"target_ms":{})", figures.elapsed_ms,
                   figures.target_ms);
    if (figures.due_ms == kNever) return;
    text_ += R"(,"due":")";
    append_instant(text_, figures.due_ms);
    text_ += '"';
  }
  void append_cause(const Cause& cause) {
    auto into = std::back_inserter(text_);
    switch (cause.by) {
      case By::Event:
        fmt::format_to(into, R"(,"cause":{{"event":"{}"}})", kTypeNames[cause.source]);
        break;
      case By::Time:
        text_ += R"(,"cause":{"time":true})";
        break;
      case By::Step:
        fmt::format_to(into, R"(,"cause":{{"step":{}}})", vocabulary_.steps[cause.source]);
        break;
      case By::Edge:
      case By::Assignment:
      case By::Expiry:
        break;  // of routing, which is not written as lines
    }
    if (cause.rule != kNoRule)
      fmt::format_to(into, R"(,"rule":"{}")", kRuleNames[static_cast<size_t>(cause.rule)]);
    text_ += tail_;
  }
  void begin_key(std::string_view lead) {
    hashed_ = hashed_head_;
    add(lead);
  }
  void add(std::string_view part) {
    fmt::format_to(std::back_inserter(hashed_), "{}:", part.size());
    hashed_ += part;
  }
  void end_line(int64_t instant_ms, uint32_t place) {
    fmt::format_to(std::back_inserter(hashed_), "{}:{}", instant_ms, place);
    unsigned char key[16];
    crypto_generichash(key, sizeof key, reinterpret_cast<const unsigned char*>(hashed_.data()),
                       hashed_.size(), nullptr, 0);
    constexpr char kDigits[] = "0123456789abcdef";
    for (const unsigned char byte : key) {
      text_ += kDigits[byte >> 4];
      text_ += kDigits[byte & 15];
    }
    text_ += "\"}\n";
    if (text_.size() > (size_t{1} << 20)) write();
  }

  std::FILE* file_;
  const Vocabulary& vocabulary_;
  std::string hashed_head_, tail_, hashed_, text_;
};

int64_t digits(const char* at, int count) {
  int64_t value = 0;
  for (int i = 0; i < count; ++i) value = value * 10 + (at[i] - '0');
  return value;
}

// "2026-12-07T09:00:00.000Z", the only form of this stream. Days by Hinnant's civil calendar.
int64_t read_instant(std::string_view text) {
  const char* at = text.data();
  int64_t year = digits(at, 4);
  const int64_t month = digits(at + 5, 2), day = digits(at + 8, 2);
  year -= month <= 2 ? 1 : 0;
  const int64_t era = year / 400, of_era = year - era * 400;
  const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t days = era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
  return ((days * 24 + digits(at + 11, 2)) * 60 + digits(at + 14, 2)) * 60'000 + digits(at + 17, 2) * 1'000 +
         digits(at + 20, 3);
}

Type type_of(std::string_view name) {
  switch (name[0]) {
    case 'p':
      return kPageView;
    case 'm':
      return kMailOpen;
    case 'f':
      return kFormSubmit;
    case 'c':
      return kCall;
    case 'd':
      return name == "deal_won" ? kDealWon : kDealLost;
    default:
      return kLeadCreated;
  }
}

int32_t industry_of(std::string_view name) {
  for (int32_t i = 0; i < 5; ++i) {
    if (kIndustries[i] == name) return i;
  }
  return -1;
}

Input read_event(simdjson::ondemand::object object) {
  Input input{};
  for (auto field : object) {
    const std::string_view key = field.unescaped_key();
    auto value = field.value();
    if (key == "type")
      input.type = type_of(value.get_string());
    else if (key == "lead")
      input.lead = value.get_string();
    else if (key == "time")
      input.instant_ms = read_instant(value.get_string());
    else if (key == "path" || key == "form")
      input.text = value.get_string();
    else if (key == "industry")
      input.choice = industry_of(value.get_string());
    else if (key == "employees")
      input.employees = value.get_int64();
    else if (key == "reached")
      input.reached = value.get_bool();
  }
  return input;
}

template <template <class> class Fold>
bool fold_lines(const std::string& events, const std::string& decisions, const PolicyWords& words,
                const Vocabulary& vocabulary) {
  std::FILE* file = std::fopen(decisions.c_str(), "wb");
  if (file == nullptr) return false;
  LineSink sink(file, words, vocabulary);
  Fold<LineSink> fold(sink);
  try {
    const simdjson::padded_string text = simdjson::padded_string::load(events);
    simdjson::ondemand::parser parser;
    auto documents = parser.iterate_many(text, size_t{1} << 20).value();
    for (auto document : documents) fold.event(read_event(document.get_object()));
  } catch (const simdjson::simdjson_error&) {
    std::fclose(file);
    return false;
  }
  fold.finish();
  sink.write();
  return std::fclose(file) == 0;
}

}  // namespace

bool run_lines(Policy policy, const std::string& events, const std::string& decisions,
               const PolicyWords& words) {
  if (policy == Policy::Scoring) return fold_lines<ScoringByHand>(events, decisions, words, kScoringWords);
  return fold_lines<JourneyByHand>(events, decisions, words, kJourneyWords);
}

}  // namespace lead::bench

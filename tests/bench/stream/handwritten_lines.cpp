#include "tests/bench/stream/handwritten_lines.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <sodium.h>

#include <cstdio>
#include <iterator>

#include "runtime/base/text.h"
#include "tests/bench/stream/handwritten.h"

namespace lead::bench {
namespace {

constexpr std::string_view kRuleNames[] = {"pricing_page", "any_page", "mail", "whitepaper"};
constexpr std::string_view kTypeNames[] = {"lead_created", "page_view", "form_submit", "mail_open"};
constexpr std::string_view kIndustries[] = {"software", "fintech", "retail", "education", "other"};
constexpr std::string_view kBlocks[] = {"interest", "fit", "treatment"};
constexpr std::string_view kKinds[] = {"band", "grade", "cell"};
constexpr std::string_view kNames[3][3] = {
    {"cold", "warm", "hot"}, {"A", "B", "C"}, {"contact", "nurture", "ignore"}};

class LineSink {
 public:
  LineSink(std::FILE* file, const PolicyWords& words)
      : file_(file),
        hashed_head_(fmt::format("{}:{}", words.policy.size(), words.policy)),
        tail_(fmt::format(R"(,"policy":"{}","version":"{}","meaning":"{}","data":"{}","key":")", words.policy,
                          words.version, words.meaning, words.data)) {}

  void decided(const Outcome& outcome) {
    auto into = std::back_inserter(text_);
    const auto& names = kNames[outcome.output];
    text_ += R"({"time":")";
    append_instant(text_, outcome.instant_ms);
    text_ += R"(","lead":")";
    text_ += outcome.lead;
    fmt::format_to(into, R"(","kind":"{}","block":"{}","from":)", kKinds[outcome.output],
                   kBlocks[outcome.output]);
    if (outcome.from < 0)
      text_ += "null";
    else
      fmt::format_to(into, R"("{}")", names[outcome.from]);
    fmt::format_to(into, R"(,"to":"{}")", names[outcome.to]);
    if (outcome.output == 0) {
      text_ += R"(,"value":)";
      append_millionths(text_, outcome.score);
    }
    if (outcome.from < 0) text_ += R"(,"birth":true)";
    if (outcome.by_time)
      text_ += R"(,"cause":{"time":true})";
    else
      fmt::format_to(into, R"(,"cause":{{"event":"{}"}})", kTypeNames[outcome.type]);
    if (outcome.rule != kNoRule) fmt::format_to(into, R"(,"rule":"{}")", kRuleNames[outcome.rule]);
    text_ += tail_;
    append_key(outcome);
    text_ += "\"}\n";
    if (text_.size() > (size_t{1} << 20)) write();
  }
  void write() {
    std::fwrite(text_.data(), 1, text_.size(), file_);
    text_.clear();
  }

 private:
  void append_key(const Outcome& outcome) {
    hashed_ = hashed_head_;
    const auto add = [this](std::string_view part) {
      fmt::format_to(std::back_inserter(hashed_), "{}:", part.size());
      hashed_ += part;
    };
    add(outcome.lead);
    add(kBlocks[outcome.output]);
    if (outcome.from < 0)
      hashed_ += "-:";
    else
      add(kNames[outcome.output][outcome.from]);
    add(kNames[outcome.output][outcome.to]);
    fmt::format_to(std::back_inserter(hashed_), "{}:{}", outcome.instant_ms, outcome.place);
    unsigned char key[16];
    crypto_generichash(key, sizeof key, reinterpret_cast<const unsigned char*>(hashed_.data()),
                       hashed_.size(), nullptr, 0);
    constexpr char kDigits[] = "0123456789abcdef";
    for (const unsigned char byte : key) {
      text_ += kDigits[byte >> 4];
      text_ += kDigits[byte & 15];
    }
  }

  std::FILE* file_;
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
      input.industry = industry_of(value.get_string());
    else if (key == "employees")
      input.employees = value.get_int64();
  }
  return input;
}

}  // namespace

bool run_lines(const std::string& events, const std::string& decisions, const PolicyWords& words) {
  std::FILE* file = std::fopen(decisions.c_str(), "wb");
  if (file == nullptr) return false;
  LineSink sink(file, words);
  Handwritten<LineSink> fold(sink);
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

}  // namespace lead::bench

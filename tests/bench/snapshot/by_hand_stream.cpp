// NDJSON to NDJSON by hand: what a good programmer writes with simdjson's On-Demand for this one policy. Keys
// are looked at by their length and first letter, numbers are read by the library; nothing is checked but
// what the library checks.
#include <simdjson.h>

#include <charconv>

#include "tests/bench/snapshot/judge_by_hand.h"
#include "tests/bench/snapshot/leads.h"

namespace lead::bench {
namespace {

namespace od = simdjson::ondemand;

constexpr std::string_view kIndustries[] = {"software", "fintech", "retail", "education",
                                            "health",   "energy",  "public", "other"};
constexpr std::string_view kSeniorities[] = {"intern", "individual", "manager", "director", "vp", "c_level"};
constexpr std::string_view kChannels[] = {"web", "fair", "partner", "referral", "outbound"};
constexpr std::string_view kBands[] = {"cold", "warm", "hot"}, kGrades[] = {"A", "B", "C", "D"},
                           kCells[] = {"visit", "call", "write", "ignore", "wait"};

template <size_t kCount>
int place_of(std::string_view text, const std::string_view (&names)[kCount]) {
  for (size_t i = 0; i < kCount; ++i) {
    if (names[i] == text) return static_cast<int>(i);
  }
  return -1;
}

struct Line {
  OneLead lead{};
  std::string_view name, email, country;
};

int number(od::value value) {
  return static_cast<int>(value.get_int64().value_unsafe());
}

void take(std::string_view key, od::value value, Line& line) {
  const auto text = [&] { return std::string_view(value.get_string().value_unsafe()); };
  switch (key[0]) {
    case 'l':
      line.name = text();
      break;
    case 'c':
      if (key.size() > 2 && key[1] == 'h') {
        line.lead.channel = place_of(text(), kChannels);
      } else {
        line.country = text();
        line.lead.country = country_word(line.country[0], line.country[1]);
        line.lead.country_known = true;
      }
      break;
    case 'i':
      if (key[1] == 's') {
        line.lead.is_customer = value.get_bool().value_unsafe() ? 1 : 0;
      } else {
        line.lead.industry = place_of(text(), kIndustries);
        line.lead.industry_known = true;
      }
      break;
    case 's':
      line.lead.seniority = place_of(text(), kSeniorities);
      line.lead.seniority_known = true;
      break;
    case 'e':
      if (key[1] == 'm' && key[2] == 'a') {
        line.email = text();
      } else {
        line.lead.employees = number(value);
        line.lead.employees_known = true;
      }
      break;
    case 'r':
      line.lead.revenue = number(value);
      line.lead.revenue_known = true;
      break;
    default:
      line.lead.visits = number(value);
  }
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}
  void text(std::string_view key, std::string_view value, bool known = true) {
    out_ += key;
    if (!known) {
      out_ += "null";
      return;
    }
    out_ += '"';
    out_ += value;  // none of these needs escaping
    out_ += '"';
  }
  void number(std::string_view key, int value, bool known = true) {
    out_ += key;
    if (!known) {
      out_ += "null";
      return;
    }
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out_.append(digits, end);
  }

 private:
  std::string& out_;
};

void write(const Line& line, std::string& out) {
  const OneLead& lead = line.lead;
  const OneJudgement judged = judge(lead);
  Writer w(out);
  w.text("{\"lead\":", line.name);
  w.text(",\"email\":", line.email);
  w.text(",\"industry\":", kIndustries[lead.industry], lead.industry_known);
  w.text(",\"seniority\":", kSeniorities[lead.seniority], lead.seniority_known);
  w.text(",\"channel\":", kChannels[lead.channel]);
  w.number(",\"employees\":", lead.employees, lead.employees_known);
  w.number(",\"revenue\":", lead.revenue, lead.revenue_known);
  w.number(",\"visits\":", lead.visits);
  w.text(",\"country\":", line.country, lead.country_known);
  out += lead.is_customer != 0 ? ",\"is_customer\":true" : ",\"is_customer\":false";
  w.number(",\"interest\":", judged.interest);
  out += ".000000";
  w.text(",\"interest_band\":", kBands[judged.band]);
  w.text(",\"fit\":", kGrades[judged.grade]);
  w.text(",\"treatment\":", kCells[judged.cell]);
  out += "}\n";
}

}  // namespace

void stream_by_hand(std::string_view in, std::string& out) {
  od::parser parser;
  const char* at = in.data();
  const char* const end = in.data() + in.size();
  while (at < end) {
    const char* line_end = static_cast<const char*>(std::memchr(at, '\n', static_cast<size_t>(end - at)));
    const size_t length = static_cast<size_t>(line_end - at);
    od::document document = parser.iterate(at, length, length + 64).value_unsafe();
    Line line;
    for (auto item : document.get_object()) {
      od::field field = std::move(item).value_unsafe();
      const od::raw_json_string key = field.key();
      take(std::string_view(key.raw(), 12), field.value(), line);
    }
    write(line, out);
    at = line_end + 1;
  }
}

}  // namespace lead::bench

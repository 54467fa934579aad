#include "examples/agreement/month.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace agreement {
namespace {

using inbound::Event, inbound::Random, inbound::Settings;
using inbound::kBeginMs, inbound::kDayMs, inbound::kHourMs, inbound::kMinuteMs, inbound::kSecondMs;

constexpr int64_t kDays = 31;  // December 2026

// What a lead is like; decides its story and how often it comes back to the site.
enum class Kind : uint8_t { Buyer, Researcher, Fan, Student, Customer, Sleeper };
constexpr std::array<uint32_t, 6> kKindWeights{20, 28, 16, 8, 6, 22};
constexpr std::array<uint32_t, 6> kVisitWeights{14, 10, 16, 5, 4, 1};

constexpr std::array<std::string_view, 5> kIndustries{"software", "fintech", "retail", "education", "other"};
constexpr std::array<std::string_view, 6> kSeniorities{"intern",   "individual", "manager",
                                                       "director", "vp",         "c_level"};
constexpr std::array<std::string_view, 4> kMarkets{"nordic", "dach", "benelux", "elsewhere"};
constexpr std::array<uint32_t, 4> kMarketWeights{50, 22, 12, 16};
constexpr size_t kElsewhere = 3;
constexpr std::array<std::string_view, 5> kChannels{"website", "paid social", "fair", "partner", "referral"};
constexpr std::array<std::string_view, 8> kFirstNames{"anna", "erik",  "maja",  "omar",
                                                      "li",   "sofia", "jonas", "ines"};
constexpr std::array<std::string_view, 8> kFirmNames{"Northwind", "Lagom", "Birch",  "Harbour",
                                                     "Pilot",     "Vinga", "Quartz", "Sjö"};
constexpr std::array<std::string_view, 5> kFirmTrades{"Software", "Pay", "Retail", "Academy", "Works"};
constexpr std::array<std::string_view, 3> kFreeMail{"gmail.com", "outlook.com", "yahoo.com"};
constexpr std::array<std::string_view, 9> kReps{"anna",  "johan", "aisha", "nils", "greta",
                                                "lukas", "daan",  "sofia", "otto"};
constexpr std::array<std::string_view, 4> kForms{"whitepaper", "roi calculator", "newsletter", "checklist"};
constexpr std::array<std::string_view, 3> kWebinars{"Lead scoring in an hour", "Agreements that hold",
                                                    "From fan to customer"};
constexpr std::array<std::string_view, 5> kRefusals{"wrong_size", "wrong_person", "wrong_country",
                                                    "competitor", "no_contact"};
constexpr std::array<std::string_view, 4> kLosses{"price", "timing", "competitor", "no_decision"};
constexpr std::array<std::string_view, 8> kPaths{"/",         "/pricing",    "/pricing/teams", "/product",
                                                 "/blog/sla", "/blog/decay", "/careers",       "/customers"};
constexpr std::array<std::array<uint32_t, 8>, 6> kPathWeights{{{15, 25, 15, 25, 5, 5, 0, 10},
                                                               {25, 8, 2, 25, 15, 15, 1, 9},
                                                               {15, 3, 0, 12, 32, 32, 1, 5},
                                                               {20, 1, 0, 5, 7, 7, 55, 5},
                                                               {30, 2, 3, 40, 10, 10, 0, 5},
                                                               {60, 5, 0, 20, 5, 5, 0, 5}}};
constexpr std::array<uint32_t, 24> kHourWeights{1,  1,  1,  1,  1,  2,  4, 10, 25, 30, 30, 25,
                                                18, 28, 30, 28, 22, 14, 9, 8,  8,  7,  4,  2};  // UTC

// How many minutes of the office pass until somebody answers, from and to; the weight behind them is that of
// never.
struct Answer {
  int64_t from, to;
};
constexpr std::array<Answer, 4> kAnswers{{{4, 100}, {100, 235}, {245, 700}, {700, 2000}}};
constexpr std::array<uint32_t, 5> kAnswerWeights{58, 26, 8, 4, 4};

// The office in Stockholm, in winter an hour before UTC: 08:30 to 17:00 on weekdays that are no holidays.
constexpr int64_t kOpens = 8 * 60 + 30, kCloses = 17 * 60;

bool is_open(int64_t day) {
  const bool weekend = (day + 1) % 7 >= 5;  // the first day is a Tuesday
  return !weekend && day != 23 && day != 24 && day != 30;
}

// The instant at which so many minutes of the office have passed.
int64_t after_office_minutes(int64_t at_ms, int64_t minutes) {
  const int64_t local = (at_ms - kBeginMs) / kMinuteMs + 60;
  int64_t day = local / (24 * 60), minute = std::max(local % (24 * 60), kOpens);
  while (true) {
    if (is_open(day) && minute < kCloses) {
      if (minutes <= kCloses - minute) break;
      minutes -= kCloses - minute;
    }
    ++day;
    minute = kOpens;
  }
  return kBeginMs + (day * 24 * 60 + minute + minutes - 60) * kMinuteMs + at_ms % kMinuteMs;
}

struct Lead {
  Kind kind = Kind::Sleeper;
  size_t market = kElsewhere;
  bool is_known = false;  // industry and employees are, from the start
  int64_t created_ms = 0;
};

std::string json_field(std::string_view name, std::string_view value) {
  return fmt::format(R"(,"{}":"{}")", name, value);
}

// Two draws never stand in one expression: the order in which C++ evaluates them is the compiler's choice.
class Month {
 public:
  Month(const Settings& settings, Random& random) : settings_(settings), random_(random) {}

  std::vector<Event> run() {
    events_.reserve(settings_.event_count + 64);
    for (uint32_t id = 1; id <= settings_.lead_count; ++id) add_lead(id);
    while (events_.size() < settings_.event_count) visit_of_some_lead();
    events_.resize(settings_.event_count);
    return std::move(events_);
  }

 private:
  template <size_t count>
  std::string_view one_of(const std::array<std::string_view, count>& items) {
    return items[random_.below(count)];
  }

  // Nothing happens after the last day; a story that would run past it simply ends.
  void add(uint32_t lead, int64_t at_ms, const char* type, const char* source, std::string payload = {}) {
    if (at_ms < kBeginMs + kDays * kDayMs) {
      events_.push_back({at_ms, at_ms, type, source, lead, std::move(payload)});
    }
  }

  // Some moment of a day, mostly in office hours and seldom at a weekend or on a holiday.
  int64_t moment(int64_t day) {
    while (!is_open(day) && random_.chance(700)) ++day;
    const auto hour = static_cast<int64_t>(random_.weighted(kHourWeights));
    return kBeginMs + day * kDayMs + hour * kHourMs + random_.between(0, kHourMs - 1);
  }

  int64_t days_after(int64_t at_ms, int64_t low, int64_t high) {
    return std::max(at_ms + kMinuteMs, moment((at_ms - kBeginMs) / kDayMs + random_.between(low, high)));
  }

  int64_t office_time(int64_t at_ms, int64_t low_minutes, int64_t high_minutes) {
    return after_office_minutes(at_ms, random_.between(low_minutes, high_minutes)) +
           random_.between(0, 59) * kSecondMs;
  }

  void add_lead(uint32_t id) {
    Lead lead;
    lead.kind = static_cast<Kind>(random_.weighted(kKindWeights));
    lead.market = random_.weighted(kMarketWeights);
    lead.created_ms = moment(random_.between(0, 27));
    // A visit before the lead is known: nobody to book it on, so it will be set aside.
    if (random_.chance(20)) page_view(id, lead.kind, lead.created_ms - random_.between(1, 3) * kMinuteMs);
    std::string text = description(id, lead);
    add(id, lead.created_ms, "lead_created", lead.kind == Kind::Sleeper ? "crm" : "web", std::move(text));
    leads_.push_back(lead);
    for (uint32_t weight = kVisitWeights[static_cast<size_t>(lead.kind)]; weight > 0; --weight) {
      lottery_.push_back(id);
    }
    if (!lead.is_known && random_.chance(900)) look_up(id, lead);
    story(id, lead);
  }

  // Buyers fit, fans and students do not, the others are mixed; what nobody asked for is missing.
  std::string description(uint32_t id, Lead& lead) {
    const bool fits = lead.kind == Kind::Buyer ||
                      (lead.kind != Kind::Fan && lead.kind != Kind::Student && random_.chance(450));
    const bool is_private = lead.kind == Kind::Student || (lead.kind == Kind::Fan && random_.chance(400));
    const size_t trade = fits ? random_.below(2) : 2 + random_.below(3);
    const std::string_view firm = one_of(kFirmNames), first_name = one_of(kFirstNames);
    std::string text;
    if (is_private) {
      text = json_field("email", fmt::format("{}.lead{}@{}", first_name, id, one_of(kFreeMail)));
    } else {
      // Now and then somebody of a firm from which another lead came before.
      const bool is_second = id > 20 && random_.chance(120);
      const int64_t domain = is_second ? random_.between(1, id - 1) : id;
      text = json_field("email", fmt::format("{}{}@firm{}.example", first_name, id, domain));
      text += json_field("company", fmt::format("{} {}", firm, kFirmTrades[trade]));
      const bool has_industry = random_.chance(850), has_employees = random_.chance(800);
      if (has_industry) text += json_field("industry", kIndustries[trade]);
      if (has_employees) text += fmt::format(R"(,"employees":{})", employees(fits));
      lead.is_known = has_industry && has_employees;
    }
    if (random_.chance(650)) text += json_field("seniority", seniority(lead.kind));
    if (lead.market != kElsewhere || random_.chance(500)) text += json_field("market", kMarkets[lead.market]);
    text += json_field("channel", one_of(kChannels));
    return text;
  }

  int64_t employees(bool fits) {
    static constexpr std::array<int64_t, 5> kSizes{9, 40, 200, 1000, 9000};
    static constexpr std::array<uint32_t, 5> kFitting{0, 0, 40, 35, 25};
    const size_t size = fits ? random_.weighted(kFitting) : random_.below(4);
    return random_.between(size == 0 ? 1 : kSizes[size - 1], kSizes[size]);
  }

  std::string_view seniority(Kind kind) {
    static constexpr std::array<uint32_t, 6> kUsual{5, 45, 30, 12, 5, 3};
    static constexpr std::array<uint32_t, 6> kBuying{0, 10, 25, 35, 18, 12};
    if (kind == Kind::Student) return kSeniorities[random_.below(2)];
    return kSeniorities[random_.weighted(kind == Kind::Buyer ? kBuying : kUsual)];
  }

  // Marketing promises three days of the office; one in six takes longer.
  void look_up(uint32_t id, const Lead& lead) {
    const bool fits = lead.kind == Kind::Buyer || random_.chance(400);
    const int64_t at_ms = random_.chance(830) ? office_time(lead.created_ms, 60, 1400)
                                              : office_time(lead.created_ms, 1600, 3000);
    std::string text = json_field("industry", kIndustries[fits ? random_.below(2) : random_.below(5)]);
    text += fmt::format(R"(,"employees":{})", employees(fits));
    if (lead.kind == Kind::Customer) text += R"(,"is_customer":true)";
    add(id, at_ms, "enriched", "crm", std::move(text));
  }

  void story(uint32_t id, const Lead& lead) {
    if (lead.kind == Kind::Buyer) buyer(id, lead);
    if (lead.kind == Kind::Researcher) researcher(id, lead);
    if (lead.kind == Kind::Fan) fan(id, lead);
  }

  void buyer(uint32_t id, const Lead& lead) {
    int64_t at_ms = days_after(lead.created_ms, 0, 3);
    form(id, at_ms, "whitepaper");
    if (random_.chance(400)) webinar(id, at_ms = days_after(at_ms, 1, 4));
    const int64_t visits = random_.between(1, 3);
    for (int64_t i = 0; i < visits; ++i) visit(id, lead.kind, at_ms = days_after(at_ms, 0, 2));
    if (!random_.chance(800)) return;
    add(id, at_ms += random_.between(1, 20) * kMinuteMs, "demo_request", "web");
    sales(id, lead, at_ms);
  }

  void researcher(uint32_t id, const Lead& lead) {
    int64_t at_ms = lead.created_ms;
    const int64_t forms = random_.between(0, 3);
    for (int64_t i = 0; i < forms; ++i) form(id, at_ms = days_after(at_ms, 1, 8), one_of(kForms));
    if (random_.chance(350)) webinar(id, at_ms = days_after(at_ms, 1, 6));
    if (!random_.chance(80)) return;
    add(id, at_ms = days_after(at_ms, 0, 4), "demo_request", "web");
    sales(id, lead, at_ms);
  }

  void fan(uint32_t id, const Lead& lead) {
    int64_t at_ms = lead.created_ms + random_.between(1, 60) * kMinuteMs;
    add(id, at_ms, "newsletter_signup", "web");
    const int64_t webinars = random_.between(0, 3);
    for (int64_t i = 0; i < webinars; ++i) webinar(id, at_ms = days_after(at_ms, 2, 9));
    if (random_.chance(150)) add(id, days_after(at_ms, 1, 15), "unsubscribe", "web");
  }

  // What sales does about somebody who asked for a demo.
  void sales(uint32_t id, const Lead& lead, int64_t at_ms) {
    if (lead.market == kElsewhere) {
      if (!random_.chance(700)) return;  // nobody wants it
      add(id, at_ms = office_time(at_ms, 3, 600), "claim", "crm", json_field("rep", one_of(kReps)));
      if (random_.chance(250))
        add(id, at_ms + random_.between(1, 600) * kSecondMs, "claim", "crm",
            json_field("rep", one_of(kReps)));
    }
    const size_t answer = random_.weighted(kAnswerWeights);
    if (answer == kAnswers.size()) return;
    at_ms = office_time(at_ms, kAnswers[answer].from, kAnswers[answer].to);
    const bool reached = random_.chance(600);
    add(id, at_ms, "call", "crm", fmt::format(R"(,"reached":{})", reached));
    if (!reached) add(id, at_ms = office_time(at_ms, 5, 400), "personal_email", "crm");
    outcome(id, at_ms);
  }

  void outcome(uint32_t id, int64_t at_ms) {
    const uint64_t lot = random_.below(1000);
    if (lot < 250) {
      at_ms = office_time(at_ms, 60, 2500);
      return add(id, at_ms, "refuse", "crm", json_field("reason", one_of(kRefusals)));
    }
    if (lot >= 800) return;
    const std::string amount = fmt::format(R"(,"amount":{})", 1000 * random_.between(5, 90));
    add(id, at_ms = office_time(at_ms, 200, 2600), "opportunity_open", "crm", amount);
    at_ms = office_time(at_ms, 700, 4500);
    if (random_.chance(350)) return add(id, at_ms, "deal_won", "crm", amount);
    if (random_.chance(500)) add(id, at_ms, "deal_lost", "crm", json_field("reason", one_of(kLosses)));
  }

  void form(uint32_t id, int64_t at_ms, std::string_view name) {
    add(id, at_ms, "form_submit", "web", json_field("form", name));
  }

  void webinar(uint32_t id, int64_t at_ms) {
    std::string text = json_field("title", one_of(kWebinars));
    text += fmt::format(R"(,"minutes":{})", random_.between(3, 60));
    add(id, at_ms, "webinar_attended", "webinars", std::move(text));
  }

  void page_view(uint32_t id, Kind kind, int64_t at_ms, bool is_robot = false) {
    const size_t path = random_.weighted(kPathWeights[static_cast<size_t>(kind)]);
    std::string text = json_field("path", kPaths[path]);
    if (random_.chance(800)) text += fmt::format(R"(,"seconds":{})", random_.between(2, 240));
    if (is_robot) text += json_field("agent", "pricebot/2.1");
    add(id, at_ms, "page_view", "web", std::move(text));
  }

  void visit(uint32_t id, Kind kind, int64_t at_ms, bool is_robot = false) {
    const int64_t pages = random_.between(1, 6);
    for (int64_t i = 0; i < pages; ++i) {
      page_view(id, kind, at_ms, is_robot);
      at_ms += random_.between(4, 300) * kSecondMs;
    }
  }

  void visit_of_some_lead() {
    const uint32_t id = lottery_[random_.below(lottery_.size())];
    const Lead& lead = leads_[id - 1];
    const bool is_robot = random_.chance(15);
    const int64_t window = random_.chance(500) ? 4 : 25;
    visit(id, lead.kind, days_after(lead.created_ms, 0, window), is_robot);
  }

  const Settings& settings_;
  Random& random_;
  std::vector<Lead> leads_;        // by id - 1
  std::vector<uint32_t> lottery_;  // each id as often as its kind visits
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> simulate(const Settings& settings, Random& random) {
  return Month(settings, random).run();
}

}  // namespace agreement

#include "examples/inbound/leads.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace inbound {
namespace {

// What a lead is like; decides its story and how often it comes back to the site.
enum class Kind : uint8_t { Buyer, Researcher, Fan, Student, Customer, Sleeper };
constexpr std::array<uint32_t, 6> kKindWeights{8, 30, 20, 10, 7, 25};
constexpr std::array<uint32_t, 6> kVisitWeights{14, 10, 16, 5, 4, 1};

constexpr std::array<std::string_view, 5> kIndustries{"software", "fintech", "retail", "education", "other"};
constexpr std::array<std::string_view, 6> kSeniorities{"intern",   "individual", "manager",
                                                       "director", "vp",         "c_level"};
constexpr std::array<std::string_view, 8> kCountries{"SE", "DE", "NO", "DK", "FI", "GB", "US", "NL"};
constexpr std::array<uint32_t, 8> kCountryWeights{40, 15, 10, 8, 7, 8, 8, 4};
constexpr std::array<std::string_view, 5> kChannels{"website", "paid social", "fair", "partner", "referral"};
constexpr std::array<std::string_view, 8> kFirstNames{"anna", "erik",  "maja",  "omar",
                                                      "li",   "sofia", "jonas", "ines"};
constexpr std::array<std::string_view, 8> kFirmNames{"Northwind", "Lagom", "Birch",  "Harbour",
                                                     "Pilot",     "Vinga", "Quartz", "Sjö"};
constexpr std::array<std::string_view, 5> kFirmTrades{"Software", "Pay", "Retail", "Academy", "Works"};
constexpr std::array<std::string_view, 3> kFreeMail{"gmail.com", "outlook.com", "yahoo.com"};
constexpr std::array<std::string_view, 4> kReps{"maria", "johan", "aisha", "nils"};
constexpr std::array<std::string_view, 4> kForms{"whitepaper", "roi calculator", "newsletter", "checklist"};
constexpr std::array<std::string_view, 4> kWebinars{"Lead scoring in an hour", "Agreements that hold",
                                                    "From fan to customer", "Spring release"};
constexpr std::array<std::string_view, 5> kRefusals{"wrong_size", "wrong_person", "wrong_country",
                                                    "competitor", "no_contact"};
constexpr std::array<std::string_view, 4> kLosses{"price", "timing", "competitor", "no_decision"};
constexpr std::array<std::string_view, 8> kPaths{"/",         "/pricing",    "/pricing/teams", "/product",
                                                 "/blog/sla", "/blog/decay", "/careers",       "/customers"};
// How a kind divides its page views over kPaths; rows in the order of Kind.
constexpr std::array<std::array<uint32_t, 8>, 6> kPathWeights{{{15, 25, 15, 25, 5, 5, 0, 10},
                                                               {25, 8, 2, 25, 15, 15, 1, 9},
                                                               {15, 3, 0, 12, 32, 32, 1, 5},
                                                               {20, 1, 0, 5, 7, 7, 55, 5},
                                                               {30, 2, 3, 40, 10, 10, 0, 5},
                                                               {60, 5, 0, 20, 5, 5, 0, 5}}};
constexpr std::array<uint32_t, 24> kHourWeights{1,  1,  1,  1,  1,  2,  4, 10, 25, 30, 30, 25,
                                                18, 28, 30, 28, 22, 14, 9, 8,  8,  7,  4,  2};  // UTC

struct Lead {
  Kind kind = Kind::Sleeper;
  int64_t created_ms = 0;
  int64_t active_days = 1;  // it comes back within so many days of its creation
};

std::string json_field(std::string_view name, std::string_view value) {
  return fmt::format(R"(,"{}":"{}")", name, value);
}

// Two draws never stand in one expression: the order in which C++ evaluates them is the compiler's choice.
class Simulation {
 public:
  Simulation(const Settings& settings, Random& random) : settings_(settings), random_(random) {}

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

  // Some moment of a day, mostly in office hours and seldom at a weekend.
  int64_t moment(int64_t day) {
    const bool weekend = (day + 1) % 7 >= 5;  // the first day is a Tuesday
    if (weekend && random_.chance(700)) day += 2;
    const auto hour = static_cast<int64_t>(random_.weighted(kHourWeights));
    return kBeginMs + day * kDayMs + hour * kHourMs + random_.between(0, kHourMs - 1);
  }

  int64_t days_after(int64_t at_ms, int64_t low, int64_t high) {
    return std::max(at_ms + kMinuteMs, moment((at_ms - kBeginMs) / kDayMs + random_.between(low, high)));
  }

  void add_lead(uint32_t id) {
    Lead lead;
    lead.kind = static_cast<Kind>(random_.weighted(kKindWeights));
    lead.created_ms = moment(random_.between(0, kDays - 4));
    lead.active_days = lead.kind == Kind::Sleeper ? 10 : random_.between(7, 80);
    leads_.push_back(lead);
    for (uint32_t weight = kVisitWeights[static_cast<size_t>(lead.kind)]; weight > 0; --weight) {
      lottery_.push_back(id);
    }
    // A visit before the lead is known: nobody to book it on, so it will be set aside.
    if (random_.chance(20)) page_view(id, lead, lead.created_ms - random_.between(1, 3) * kMinuteMs);
    add(id, lead.created_ms, "lead_created", lead.kind == Kind::Sleeper ? "crm" : "web",
        description(id, lead.kind));
    if (random_.chance(350) || lead.kind == Kind::Customer) enrich(id, lead);
    story(id, lead);
  }

  // Buyers fit, fans and students do not, the others are mixed; what nobody asked for is missing.
  std::string description(uint32_t id, Kind kind) {
    const bool fits =
        kind == Kind::Buyer || (kind != Kind::Fan && kind != Kind::Student && random_.chance(450));
    const bool private_person = kind == Kind::Student || (kind == Kind::Fan && random_.chance(400));
    const size_t trade = fits ? random_.below(2) : 2 + random_.below(3);
    const std::string_view firm = one_of(kFirmNames), first_name = one_of(kFirstNames);
    std::string text;
    if (private_person) {
      text = json_field("email", fmt::format("{}.lead{}@{}", first_name, id, one_of(kFreeMail)));
    } else {
      text = json_field("email", fmt::format("{}@firm{}.example", first_name, id));
      text += json_field("company", fmt::format("{} {}", firm, kFirmTrades[trade]));
      if (random_.chance(750)) text += json_field("industry", kIndustries[trade]);
      if (random_.chance(700)) text += fmt::format(R"(,"employees":{})", employees(fits));
    }
    if (random_.chance(650)) text += json_field("seniority", seniority(kind));
    if (random_.chance(900)) text += json_field("country", kCountries[random_.weighted(kCountryWeights)]);
    text += json_field("channel", one_of(kChannels));
    return text;
  }

  int64_t employees(bool fits) {
    static constexpr std::array<int64_t, 5> kSizes{9, 40, 200, 1000, 9000};
    const size_t size = fits ? 2 + random_.below(3) : random_.below(4);
    return random_.between(size == 0 ? 1 : kSizes[size - 1], kSizes[size]);
  }

  std::string_view seniority(Kind kind) {
    static constexpr std::array<uint32_t, 6> kUsual{5, 45, 30, 12, 5, 3};
    static constexpr std::array<uint32_t, 6> kBuying{0, 10, 25, 35, 18, 12};
    if (kind == Kind::Student) return kSeniorities[random_.below(2)];
    return kSeniorities[random_.weighted(kind == Kind::Buyer ? kBuying : kUsual)];
  }

  // What the CRM learns later; the fit may change with it.
  void enrich(uint32_t id, const Lead& lead) {
    const bool fits = lead.kind == Kind::Buyer || random_.chance(400);
    std::string text = json_field("industry", kIndustries[fits ? random_.below(2) : random_.below(5)]);
    text += fmt::format(R"(,"employees":{})", employees(fits));
    if (lead.kind == Kind::Customer) text += R"(,"is_customer":true)";
    add(id, days_after(lead.created_ms, 1, 9), "enriched", "crm", std::move(text));
  }

  void story(uint32_t id, const Lead& lead) {
    switch (lead.kind) {
      case Kind::Buyer:
        return buyer(id, lead);
      case Kind::Researcher:
        return researcher(id, lead);
      case Kind::Fan:
        return fan(id, lead);
      case Kind::Student:
      case Kind::Customer:
      case Kind::Sleeper:
        return;
    }
  }

  void buyer(uint32_t id, const Lead& lead) {
    int64_t at_ms = days_after(lead.created_ms, 0, 5);
    form(id, at_ms, "whitepaper");
    if (random_.chance(500)) webinar(id, at_ms = days_after(at_ms, 1, 10));
    const int64_t visits = random_.between(1, 4);
    for (int64_t i = 0; i < visits; ++i) visit(id, lead, at_ms = days_after(at_ms, 0, 4));
    if (random_.chance(750)) add(id, at_ms += random_.between(1, 20) * kMinuteMs, "demo_request", "web");
    if (random_.chance(850)) sales_follow_up(id, at_ms);
  }

  void researcher(uint32_t id, const Lead& lead) {
    int64_t at_ms = lead.created_ms;
    const int64_t forms = random_.between(0, 3);
    for (int64_t i = 0; i < forms; ++i) {
      at_ms = days_after(at_ms, 1, 20);
      form(id, at_ms, one_of(kForms));
    }
    if (random_.chance(350)) webinar(id, at_ms = days_after(at_ms, 1, 15));
    if (random_.chance(60)) add(id, days_after(at_ms, 0, 6), "demo_request", "web");
  }

  void fan(uint32_t id, const Lead& lead) {
    int64_t at_ms = lead.created_ms + random_.between(1, 60) * kMinuteMs;
    add(id, at_ms, "newsletter_signup", "web");
    const int64_t webinars = random_.between(0, 4);
    for (int64_t i = 0; i < webinars; ++i) webinar(id, at_ms = days_after(at_ms, 3, 25));
    if (random_.chance(150)) add(id, days_after(at_ms, 1, 30), "unsubscribe", "web");
  }

  void sales_follow_up(uint32_t id, int64_t at_ms) {
    const std::string rep = json_field("rep", one_of(kReps));
    at_ms += random_.between(5, 600) * kMinuteMs;
    if (random_.chance(600)) add(id, at_ms, "claim", "crm", rep);
    const bool reached = random_.chance(600);
    add(id, at_ms += random_.between(5, 90) * kMinuteMs, "call", "crm",
        rep + fmt::format(R"(,"reached":{})", reached));
    if (!reached) add(id, at_ms = days_after(at_ms, 1, 2), "personal_email", "crm", rep);
    if (random_.chance(200)) {
      at_ms = days_after(at_ms, 0, 5);
      return add(id, at_ms, "refuse", "crm", rep + json_field("reason", one_of(kRefusals)));
    }
    if (!random_.chance(550)) return;
    const std::string amount = fmt::format(R"(,"amount":{})", 1000 * random_.between(5, 90));
    add(id, at_ms = days_after(at_ms, 2, 12), "opportunity_open", "crm", rep + amount);
    at_ms = days_after(at_ms, 10, 50);
    if (random_.chance(350)) return add(id, at_ms, "deal_won", "crm", amount);
    if (random_.chance(600)) add(id, at_ms, "deal_lost", "crm", json_field("reason", one_of(kLosses)));
  }

  void form(uint32_t id, int64_t at_ms, std::string_view name) {
    std::string text = json_field("form", name);
    if (random_.chance(300)) text += json_field("country", kCountries[random_.weighted(kCountryWeights)]);
    add(id, at_ms, "form_submit", "web", std::move(text));
  }

  void webinar(uint32_t id, int64_t at_ms) {
    std::string text = json_field("title", one_of(kWebinars));
    text += fmt::format(R"(,"minutes":{})", random_.between(3, 60));
    add(id, at_ms, "webinar_attended", "webinars", std::move(text));
  }

  void page_view(uint32_t id, const Lead& lead, int64_t at_ms) {
    const size_t path = random_.weighted(kPathWeights[static_cast<size_t>(lead.kind)]);
    std::string text = json_field("path", kPaths[path]);
    if (random_.chance(800)) text += fmt::format(R"(,"seconds":{})", random_.between(2, 240));
    add(id, at_ms, "page_view", "web", std::move(text));
  }

  void visit(uint32_t id, const Lead& lead, int64_t at_ms) {
    const int64_t pages = random_.between(1, 6);
    for (int64_t i = 0; i < pages; ++i) {
      page_view(id, lead, at_ms);
      at_ms += random_.between(4, 300) * kSecondMs;
    }
  }

  // Visits thin out with time: half of them fall into the first quarter of a lead's active days.
  void visit_of_some_lead() {
    const uint32_t id = lottery_[random_.below(lottery_.size())];
    const Lead& lead = leads_[id - 1];
    const int64_t window = random_.chance(500) ? lead.active_days / 4 : lead.active_days;
    visit(id, lead, days_after(lead.created_ms, 0, window));
  }

  const Settings& settings_;
  Random& random_;
  std::vector<Lead> leads_;        // by id - 1
  std::vector<uint32_t> lottery_;  // each id as often as its kind visits
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> simulate(const Settings& settings, Random& random) {
  return Simulation(settings, random).run();
}

}  // namespace inbound

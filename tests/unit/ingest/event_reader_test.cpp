#include "runtime/ingest/event_reader.h"

#include <gtest/gtest.h>

#include <memory>

#include "runtime/base/limits.h"
#include "runtime/ingest/json_trouble.h"

namespace lead::ingest {
namespace {

using artefact::FieldKind;
using artefact::Presence;
using value::FieldState;

std::unique_ptr<artefact::FieldT> field(const std::string& name, FieldKind kind, Presence presence,
                                        int64_t low = INT64_MIN, int64_t high = INT64_MAX,
                                        bool rounded = false) {
  auto out = std::make_unique<artefact::FieldT>();
  out->name = name;
  out->type = std::make_unique<artefact::FieldTypeT>();
  out->type->kind = kind;
  out->type->low = low;
  out->type->high = high;
  out->type->rounded = rounded;
  out->type->exponent = kind == FieldKind::Money ? 2 : 0;
  out->presence = presence;
  return out;
}

// event form { title text, n number 0..10, d decimal optional, … }
artefact::ArtefactT schema_with_one_event() {
  artefact::ArtefactT artefact;
  artefact.unknown_fields = artefact::UnknownRule::Ignored;
  artefact.schema = std::make_unique<artefact::SchemaT>();
  auto choice = std::make_unique<artefact::ChoiceT>();
  choice->name = "Size";
  choice->items = {"small", "large"};
  artefact.schema->choices.push_back(std::move(choice));
  auto event = std::make_unique<artefact::EventTypeT>();
  event->name = "form";
  event->fields.push_back(field("title", FieldKind::Text, Presence::Required));
  event->fields.push_back(field("n", FieldKind::Number, Presence::Required, 0, 10));
  event->fields.push_back(field("d", FieldKind::Decimal, Presence::Optional));
  event->fields.push_back(field("r", FieldKind::Decimal, Presence::Optional, INT64_MIN, INT64_MAX, true));
  event->fields.push_back(field("size", FieldKind::Choice, Presence::Optional, 0, 1));
  event->fields.push_back(field("mail", FieldKind::Email, Presence::Optional));
  event->fields.push_back(field("price", FieldKind::Money, Presence::Optional));
  event->fields.push_back(field("yes", FieldKind::YesNo, Presence::Default));
  event->fields.push_back(field("land", FieldKind::Country, Presence::Optional));
  event->fields.push_back(field("source", FieldKind::Text, Presence::Optional));
  event->fields.push_back(field("sizes", FieldKind::Set, Presence::Optional, 0, 3));
  artefact.schema->events.push_back(std::move(event));
  return artefact;
}

struct Outcome {
  std::optional<Rejected> rejected;
  value::EventBlock block;
};

class EventReaderTest : public ::testing::Test {
 protected:
  artefact::ArtefactT artefact_ = schema_with_one_event();

  Outcome read(std::string line) {
    const size_t size = line.size();
    line.append(LineReader::kPadding, '\0');
    EventReader reader(artefact_);
    Outcome out;
    out.rejected = reader.read({std::string_view(line.data(), size), 7, false}, 0, out.block);
    unknown_ = reader.unknown_fields();
    ignored_ = reader.ignored_events();
    return out;
  }
  // The usual envelope and two required fields, with more behind.
  Outcome form(const std::string& more) {
    return read(R"({"type":"form","lead":"a","time":"2026-12-07T09:00:00Z","title":"x","n":3)" +
                (more.empty() ? "" : "," + more) + "}");
  }
  std::map<std::string, uint64_t> unknown_, ignored_;
};

TEST_F(EventReaderTest, ReadsEveryKindOfField) {
  const Outcome out = form(
      R"("d":12.5,"r":0.1234567,"size":"large","mail":" Ann@Firm.Example ","price":10.5,"yes":true,"land":"se","id":"e1","seq":4,"source":"web")");
  ASSERT_FALSE(out.rejected) << out.rejected->detail;
  ASSERT_EQ(out.block.events.size(), 1u);
  const value::Event& event = out.block.events[0];
  EXPECT_EQ(event.instant_ms, 1'796'634'000'000);
  EXPECT_EQ(event.lead, "a");
  EXPECT_EQ(event.id, "e1");
  EXPECT_EQ(event.source, "web");
  EXPECT_TRUE(event.has_seq);
  EXPECT_EQ(event.seq, 4);
  EXPECT_EQ(event.line, 7u);
  EXPECT_EQ(event.fields[0].text, "x");
  EXPECT_EQ(event.fields[1].word, 3);
  EXPECT_EQ(event.fields[2].word, 12'500'000);
  EXPECT_EQ(event.fields[3].word, 123'457);
  EXPECT_EQ(event.fields[4].word, 1);
  EXPECT_EQ(event.fields[5].text, "ann@firm.example");
  EXPECT_EQ(event.fields[6].word, 1'050);
  EXPECT_EQ(event.fields[7].word, 1);
  EXPECT_EQ(event.fields[8].word, 26 * ('S' - 'A') + ('E' - 'A'));
  EXPECT_EQ(event.fields[9].text, "web") << "a payload field may bear an envelope's name";
}

TEST_F(EventReaderTest, ALineWithAPersonAndNoTypeSaysWhetherTheyAreAway) {
  const Outcome out = read(
      R"({"person":"anna","time":"2026-12-07T09:00:00Z","away":true,"until":"2026-12-07T10:00:00Z","id":"p1"})");
  ASSERT_FALSE(out.rejected) << out.rejected->detail;
  ASSERT_EQ(out.block.events.size(), 1u);
  const value::Event& event = out.block.events[0];
  EXPECT_EQ(event.type, value::kPresence);
  EXPECT_EQ(event.lead, "anna");
  EXPECT_EQ(event.id, "p1");
  ASSERT_EQ(event.fields.size(), value::kPresenceFields);
  EXPECT_EQ(event.fields[0].word, 1);
  EXPECT_EQ(event.fields[1].word, event.instant_ms + 3'600'000);
  const Outcome back = read(R"({"person":17,"time":"2026-12-07T09:00:00Z","away":false,"until":null})");
  ASSERT_EQ(back.block.events.size(), 1u);
  EXPECT_EQ(back.block.events[0].lead, "17");
  EXPECT_NE(back.block.events[0].fields[1].state, FieldState::Value);
}

TEST_F(EventReaderTest, ALineAboutAPersonIsSetAsideWithItsReason) {
  const auto reason = [&](const std::string& rest) {
    return read(R"({"time":"2026-12-07T09:00:00Z",)" + rest + "}").rejected->reason;
  };
  EXPECT_EQ(reason(R"("person":"anna")"), Reason::MissingField);
  EXPECT_EQ(reason(R"("person":"anna","away":"yes")"), Reason::WrongType);
  EXPECT_EQ(reason(R"("person":"anna","away":null)"), Reason::WrongType);
  EXPECT_EQ(reason(R"("person":"","away":true)"), Reason::UnknownPerson);
  EXPECT_EQ(reason(R"("person":null,"away":true)"), Reason::UnknownPerson);
  EXPECT_EQ(reason(R"("person":["anna"],"away":true)"), Reason::BadEnvelope);
  EXPECT_EQ(reason(R"("person":"anna","away":true,"until":"2026-12-07T09:00:00Z")"), Reason::OutOfRange);
  EXPECT_EQ(reason(R"("person":"anna","away":true,"until":"2300-01-01T00:00:00Z")"), Reason::OutOfRange);
  EXPECT_EQ(reason(R"("person":"anna","away":true,"until":"tomorrow")"), Reason::WrongType);
  EXPECT_EQ(reason(R"("person":"anna","away":false,"until":"2026-12-07T10:00:00Z")"), Reason::OutOfRange);
  EXPECT_EQ(reason(R"("person":"anna","lead":"a","away":true)"), Reason::NoType) << "about whom?";
  EXPECT_EQ(read(R"({"person":"anna","away":true})").rejected->reason, Reason::NoTime);
}

TEST_F(EventReaderTest, UnknownKeysOfAPersonAreTreatedAsThoseOfEvents) {
  const std::string line = R"({"person":"anna","time":"2026-12-07T09:00:00Z","away":true,"untill":"x"})";
  EXPECT_EQ(read(line).block.events.size(), 1u);
  EXPECT_EQ(unknown_.at("untill"), 1u);
  artefact_.unknown_fields = artefact::UnknownRule::SetAside;
  const Outcome out = read(line);
  ASSERT_TRUE(out.rejected);
  EXPECT_EQ(out.rejected->reason, Reason::UnknownField);
  EXPECT_NE(out.rejected->detail.find("did you mean `until`"), std::string::npos) << out.rejected->detail;
}

TEST_F(EventReaderTest, ASetIsAListOfItems) {
  const auto set_of = [&](const std::string& json) {
    const Outcome out = form("\"sizes\":" + json);
    EXPECT_FALSE(out.rejected) << json << ": " << out.rejected->detail;
    return out.rejected ? value::FieldValue{} : out.block.events[0].fields[10];
  };
  EXPECT_EQ(set_of(R"(["large"])").word, 2);
  EXPECT_EQ(set_of(R"(["large", "small", "large"])").word, 3);
  EXPECT_EQ(set_of(R"([ "sm\u0061ll" ])").word, 1);
  EXPECT_EQ(set_of("[]").state, FieldState::Value);
  EXPECT_EQ(set_of("[]").word, 0);
  EXPECT_EQ(set_of("null").state, FieldState::Null);
  for (const auto& [json, reason] :
       std::vector<std::pair<std::string, Reason>>{{R"(["huge"])", Reason::UnknownItem},
                                                   {R"("small")", Reason::WrongType},
                                                   {R"(["small", 1])", Reason::WrongType},
                                                   {R"([1, "small"])", Reason::WrongType},
                                                   {R"([["small"]])", Reason::WrongType},
                                                   {R"({"small":true})", Reason::WrongType},
                                                   {R"(["small",])", Reason::NotJson},
                                                   {R"(["small" "large"])", Reason::NotJson},
                                                   {R"(["\x"])", Reason::NotJson},
                                                   {R"(["small", tru])", Reason::NotJson}}) {
    const Outcome out = form("\"sizes\":" + json);
    ASSERT_TRUE(out.rejected) << json;
    EXPECT_EQ(out.rejected->reason, reason) << json;
  }
  EXPECT_EQ(form(R"("sizes":["huge"])").rejected->detail,
            "`sizes` holds \"huge\", it must be \"small\" or \"large\"");
}

TEST_F(EventReaderTest, AbsentNullAndDefaultAreThreeThings) {
  const Outcome out = form(R"("d":null)");
  ASSERT_FALSE(out.rejected);
  EXPECT_EQ(out.block.events[0].fields[2].state, FieldState::Null);
  EXPECT_EQ(out.block.events[0].fields[4].state, FieldState::Absent);
  EXPECT_EQ(out.block.events[0].fields[7].state, FieldState::Value);
}

struct BadCase {
  std::string more;
  Reason reason;
};

TEST_F(EventReaderTest, BadFieldsAreSetAsideWithTheirReason) {
  const BadCase cases[] = {{R"("d":"12")", Reason::WrongType},
                           {R"("d":0.1234567)", Reason::TooPrecise},
                           {R"("size":"huge")", Reason::UnknownItem},
                           {R"("mail":"nobody")", Reason::WrongType},
                           {R"("yes":1)", Reason::WrongType},
                           {R"("land":"ZZ")", Reason::WrongType},
                           {R"("d":[1])", Reason::WrongType},
                           {R"("d":1e400)", Reason::OutOfRange},
                           {R"("id":{})", Reason::BadEnvelope},
                           {R"("seq":1.5)", Reason::BadEnvelope},
                           {R"("d":1,"d":1)", Reason::TwiceTheSameKey},
                           {R"("q":tru)", Reason::NotJson},
                           {R"("q":01.e)", Reason::NotJson},
                           {R"("q":[1,2)", Reason::NotJson},
                           {R"("q":"\x")", Reason::NotJson},
                           {R"("q":nul)", Reason::NotJson}};
  for (const BadCase& c : cases) {
    const Outcome out = form(c.more);
    ASSERT_TRUE(out.rejected) << c.more;
    EXPECT_EQ(reason_word(out.rejected->reason), reason_word(c.reason)) << c.more;
    EXPECT_TRUE(out.block.events.empty());
  }
}

struct DetailCase {
  std::string more, detail;
};

TEST_F(EventReaderTest, DetailsSayWhatWasSeenAndWhatIsWanted) {
  const DetailCase cases[] = {
      {R"("d":"12")", "`d` is a text \"12\", expected a number"},
      {R"("yes":1)", "`yes` is a number, expected true or false"},
      {R"("d":0.1234567)", "`d` is 0.1234567, it may have 6 digits after the point"},
      {R"("price":1.005)", "`price` is 1.005, it may have 2 digits after the point"},
      {R"("price":1000.01)", "`price` is 1000.01, it must be -0.50 to 1000"},
      {R"("share":120)", "`share` is 120, it must be 0 to 100"},
      {R"("born":"31.12.2026")", "`born` is \"31.12.2026\", expected a date such as \"2026-12-07\""},
      {R"("born":"1999-12-31")", "`born` is 1999-12-31, it must be 2000-01-01 to 2000-01-11"},
      {R"("size":"huge")", "`size` is \"huge\", it must be \"small\" or \"large\""},
      {R"("sizes":["large",1])", "`sizes` holds `1`, which is no text"},
      {R"("sizes":["large","huge"])", "`sizes` holds \"huge\", it must be \"small\" or \"large\""},
      {R"("size":"Large")", "`size` is \"Large\", it is written \"large\""},
      {R"("q":tru)",
       "at character 79, `tru}`: a value is expected: a text in double quotes, a number, true, false "
       "or null"},
      {R"("q":1,)", "at character 81, `}`: a key in double quotes is expected"},
  };
  artefact_.schema->events[0]->fields.push_back(
      field("share", FieldKind::Percent, Presence::Optional, 0, 1'000'000));
  artefact_.schema->events[0]->fields.push_back(
      field("born", FieldKind::Date, Presence::Optional, 10'957, 10'967));
  for (auto& field : artefact_.schema->events[0]->fields) {
    if (field->name != "price") continue;
    field->type->low = -50;
    field->type->high = 100'000;
  }
  for (const DetailCase& c : cases) {
    const Outcome out = form(c.more);
    ASSERT_TRUE(out.rejected) << c.more;
    EXPECT_EQ(out.rejected->detail, c.detail) << c.more;
  }
}

TEST_F(EventReaderTest, NamesThatNobodyKnowsComeWithTheOneThatWasMeant) {
  EXPECT_EQ(read(R"({"type":"from","lead":"a","time":"2026-12-07T09:00:00Z"})").rejected->detail,
            "the policy has no event `from`; did you mean `form`?");
  EXPECT_EQ(read(R"({"type":"purchase","lead":"a","time":"2026-12-07T09:00:00Z"})").rejected->detail,
            "the policy has no event `purchase`");
  EXPECT_EQ(read(R"({"type":"form","lead":"a","time":"2026-12-07T09:00:00"})").rejected->detail,
            "`time` is \"2026-12-07T09:00:00\", which names no zone: `Z` for UTC, or +01:00");
  artefact_.unknown_fields = artefact::UnknownRule::SetAside;
  EXPECT_EQ(form(R"("titel":"x")").rejected->detail, "`titel` is no field of `form`; did you mean `title`?");
}

TEST(JsonTrouble, NamesTheFirstCharacterThatCannotStandThere) {
  const DetailCase cases[] = {
      {R"({"a":1,"b":[true,null,{"c":-0.5e+3}],"d":"\u00e4\n"})", ""},
      {"lead;time", "a line begins with `{`, this one with `lead;time`"},
      {R"([{"a":1}])", "the line is a list; an event is one object `{ … }` in a line of its own"},
      {R"({'a':1})", "at character 2, `'a':1}`: a key in double quotes is expected"},
      {R"({"ä" 1})", "at character 6, `1}`: a `:` is expected behind the key"},
      {R"({"a":01})", "at character 6, `01}`: this is no number; numbers are written 12, -3 or 0.5"},
      {R"({"a":1.})", "at character 6, `1.}`: this is no number; numbers are written 12, -3 or 0.5"},
      {R"({"a":"\x"})", "at character 7, `\\x\"}`: a backslash in a text is written `\\\\`"},
      {"{\"a\":\"x\ty\"}", "at character 8, `\ty\"}`: a control character stands in a text"},
      {R"({"a":"x})", "the line ends too early: a text has no closing quote"},
      {R"({"a":[1 2]})", "at character 9, `2]}`: a `,` or `]` is expected"},
      {R"({"a":1 "b":2})", "at character 8, `\"b\":2}`: a `,` or `}` is expected"},
      {R"({"a":1} {"b":2})", "at character 9, `{\"b\":2}`: behind the object, the line should end"},
  };
  for (const DetailCase& c : cases) EXPECT_EQ(json_trouble(c.more), c.detail) << c.more;
}

TEST_F(EventReaderTest, BadLinesAreSetAsideWithTheirReason) {
  const BadCase cases[] = {
      {"", Reason::NotJson},
      {"[]", Reason::NotJson},
      {"3", Reason::NotJson},
      {"{", Reason::NotJson},
      {"{}", Reason::NoType},
      {R"({"type":"form"})", Reason::NoTime},
      {R"({"type":"form","time":"2026-12-07T09:00:00Z"})", Reason::NoLead},
      {R"({"type":"form","lead":"","time":"2026-12-07T09:00:00Z"})", Reason::NoLead},
      {R"({"type":"form","lead":"a","time":"2026-12-07T09:00:00"})", Reason::BadTime},
      {R"({"type":"form","lead":"a","time":"9999-12-07T09:00:00Z"})", Reason::TimeOutOfRange},
      {R"({"type":"form","lead":"a","time":"1969-12-31T23:59:59Z"})", Reason::TimeOutOfRange},
      {R"({"type":"nope","lead":"a","time":"2026-12-07T09:00:00Z"})", Reason::UnknownEvent},
      {R"({"type":"form","lead":"a","time":"2026-12-07T09:00:00Z","n":3})", Reason::MissingField},
      {R"({"type":"form","lead":"a","time":"2026-12-07T09:00:00Z","title":"x","n":11})", Reason::OutOfRange},
      {R"({"type":"form","lead":"a","time":"2026-12-07T09:00:00Z","title":"x","n":1.5})", Reason::TooPrecise},
      {R"({"type":"form","lead":"a","time":"2026-12-07T09:00:00Z","title":null,"n":1})", Reason::WrongType},
      {"{\"type\":\"form\",\"lead\":\"\xFF\"}", Reason::NotUtf8},
      {R"({"type":"form"} {"type":"form"})", Reason::NotJson},
      {R"({"type":"form"}})", Reason::NotJson}};
  for (const BadCase& c : cases) {
    const Outcome out = read(c.more);
    ASSERT_TRUE(out.rejected) << c.more;
    EXPECT_EQ(reason_word(out.rejected->reason), reason_word(c.reason)) << c.more;
  }
}

TEST_F(EventReaderTest, UnknownFieldsAreCountedOrSetAsideAsThePolicySays) {
  EXPECT_FALSE(form(R"("what":1)").rejected);
  EXPECT_EQ(unknown_["what"], 1u);
  artefact_.unknown_fields = artefact::UnknownRule::SetAside;
  const Outcome out = form(R"("what":1)");
  ASSERT_TRUE(out.rejected);
  EXPECT_EQ(out.rejected->reason, Reason::UnknownField);
}

TEST_F(EventReaderTest, UnknownEventsMayBeIgnoredAndAreCounted) {
  artefact_.unknown_events = artefact::UnknownRule::Ignored;
  const Outcome out = read(R"({"type":"nope","lead":"a","time":"2026-12-07T09:00:00Z"})");
  EXPECT_FALSE(out.rejected);
  EXPECT_TRUE(out.block.events.empty());
  EXPECT_EQ(ignored_["nope"], 1u);
}

TEST_F(EventReaderTest, HostileLinesEndSoon) {
  EXPECT_EQ(form("\"q\":" + std::string(100'000, '[')).rejected->reason, Reason::TooDeep);
  EXPECT_EQ(form("\"q\":" + std::string(200, '[') + std::string(200, ']')).rejected->reason, Reason::TooDeep);
  std::string many;
  for (int i = 0; i < 60'000; ++i) many += (i > 0 ? "," : "") + ("\"k" + std::to_string(i) + "\":1");
  EXPECT_FALSE(form(many).rejected);
  EXPECT_EQ(form(many + ",\"k17\":2").rejected->reason, Reason::TwiceTheSameKey);
  EXPECT_EQ(
      form("\"title2\":1,\"mail\":\"" + std::string(limits::kMaxTextBytes + 1, 'a') + "\"").rejected->reason,
      Reason::TextTooLong);
}

TEST_F(EventReaderTest, TheFingerprintTellsContentApart) {
  const uint64_t one = form(R"("d":1)").block.events[0].content;
  EXPECT_EQ(form(R"("d":1.0,"what":3)").block.events[0].content, one);
  EXPECT_NE(form(R"("d":2)").block.events[0].content, one);
  EXPECT_NE(form("").block.events[0].content, form(R"("d":0)").block.events[0].content);
}

// A cut anywhere in a good line gives a reason, never an event of another content.
TEST_F(EventReaderTest, EveryTruncationOfALineIsSetAside) {
  const std::string line =
      R"({"type":"form","lead":"a","time":"2026-12-07T09:00:00Z","title":"x","n":3,"d":12.5,"size":"large","q":{"a":[true,null]}})";
  ASSERT_FALSE(read(line).rejected);
  for (size_t i = 0; i < line.size(); ++i) EXPECT_TRUE(read(line.substr(0, i)).rejected) << i;
}

}  // namespace
}  // namespace lead::ingest

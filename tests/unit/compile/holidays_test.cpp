// Files of holidays, as `leadc` reads them: from the folder of the policy and nowhere else, no line lost in
// silence; and what they do to the hashes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "compiler/compile/compile.h"
#include "runtime/calendar/zone.h"

namespace lead::compile {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kHead =
    "policy p { version \"1\" }\nlead { email email }\nevent lead_created fills in email\n";

// A folder of its own, gone afterwards.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("lead-holidays-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "policy" / "lists");
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  // A calendar that is closed on these: its findings with their notes, one a line.
  std::string findings(const std::string& closed, const std::string& more = "") {
    write("policy/p.lead",
          kHead + ("calendar office {\n  monday to friday 09:00-17:00\n  closed on " + closed + "\n}\n") +
              more);
    sources_ = std::make_unique<source::SourceMap>();
    diagnostics::Sink sink;
    result_ = compile(*sources_, {(path_ / "policy" / "p.lead").string()}, sink);
    std::string out;
    for (const diagnostics::Diagnostic& d : sink.sorted()) {
      out += diagnostics::code_text(d.code) + " [" + std::string(sources_->text(d.primary.span)) + "] " +
             d.message + "\n";
      for (const std::string& note : d.notes) out += "  " + note + "\n";
    }
    return out;
  }
  [[nodiscard]] const artefact::ArtefactT& artefact() const { return **result_.artefact; }
  [[nodiscard]] fs::path path() const { return path_; }

 private:
  fs::path path_;
  std::unique_ptr<source::SourceMap> sources_;
  Result result_;
};

int32_t day(int32_t year, uint32_t month, uint32_t day_of_month) {
  return static_cast<int32_t>(calendar::days_of({year, month, day_of_month}));
}

TEST(Holidays, AreReadFromTheFolderOfThePolicy) {
  Folder folder;
  folder.write("policy/lists/se.csv", "date,name\n2026-12-25,Juldagen\n2026-06-19,Midsommarafton\n");
  folder.write(
      "policy/company.ics",
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260801\r\nDTEND;VALUE=DATE:20260803\r\n"
      "END:VEVENT\r\nEND:VCALENDAR\r\n");
  ASSERT_EQ(folder.findings("\"lists/se.csv\", \"company.ics\", 2026-12-25, \"lists/se.csv\"",
                            "calendar other {\n  monday 09:00-12:00\n  closed on \"lists/se.csv\"\n}\n"),
            "");
  ASSERT_EQ(folder.artefact().calendars.size(), 2u);
  EXPECT_THAT(folder.artefact().calendars[0]->holidays,
              ElementsAre(day(2026, 6, 19), day(2026, 8, 1), day(2026, 8, 2), day(2026, 12, 25)));
  EXPECT_THAT(folder.artefact().calendars[1]->holidays, ElementsAre(day(2026, 6, 19), day(2026, 12, 25)));
}

TEST(Holidays, WhatIsNoPlainFileIsNotWaitedFor) {
  Folder folder;
  ASSERT_EQ(::mkfifo((folder.path() / "policy" / "a.csv").c_str(), 0600), 0);
  EXPECT_THAT(folder.findings("\"a.csv\""), HasSubstr("it is not a plain file"));
}

TEST(Holidays, CountInTheHashOfDataAndInNoOther) {
  Folder folder;
  folder.write("policy/a.csv", "date\n2026-12-24\n");
  ASSERT_EQ(folder.findings("\"a.csv\""), "");
  const auto meaning = folder.artefact().meaning_hash, data = folder.artefact().data_hash,
             source = folder.artefact().source_hash;
  folder.write("policy/a.csv", "name,date\nJulafton,2026-12-24\n");
  ASSERT_EQ(folder.findings("\"a.csv\""), "");
  EXPECT_EQ(folder.artefact().data_hash, data) << "the same dates";
  folder.write("policy/a.csv", "date\n2026-12-24\n2026-12-31\n");
  ASSERT_EQ(folder.findings("\"a.csv\""), "");
  EXPECT_NE(folder.artefact().data_hash, data);
  EXPECT_EQ(folder.artefact().meaning_hash, meaning);
  EXPECT_EQ(folder.artefact().source_hash, source);
}

TEST(Holidays, NoLineIsLostInSilence) {
  Folder folder;
  folder.write("policy/a.csv", "date,name\n2026-12-24,Julafton\nsoon,Party\n");
  EXPECT_EQ(folder.findings("12-25, \"a.csv\""),
            "L0595 [\"a.csv\"] a line of this file gives no holiday\n"
            "  line 3: `soon` has no date such as 2026-12-25\n");
  folder.write("policy/a.csv", "date\n2026-13-01\n1969-01-01\nx\ny\nz\n2026-12-24\n");
  EXPECT_EQ(folder.findings("\"a.csv\""),
            "L0595 [\"a.csv\"] 5 lines of this file give no holidays\n"
            "  line 2: `2026-13-01` has no date such as 2026-12-25\n"
            "  line 3: `1969-01-01` is not in the years 1970 to 2199\n"
            "  line 4: `x` has no date such as 2026-12-25\n"
            "  and 2 more\n");
}

TEST(Holidays, FilesThatCannotBeUsedAreNamedAtTheirPath) {
  Folder folder;
  folder.write("policy/empty.csv", "");
  folder.write("policy/other.csv", "day,name\n2026-12-24,Julafton\n");
  folder.write("policy/none.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  EXPECT_EQ(folder.findings("\"lists\""),
            "L0595 [\"lists\"] the file of these holidays cannot be used: it is a folder\n");
  EXPECT_THAT(folder.findings("\"missing.csv\""), HasSubstr("there is no such file beside the policy"));
  EXPECT_THAT(folder.findings("\"other.csv\""), HasSubstr("it has no column `date`"));
  EXPECT_THAT(folder.findings("\"empty.csv\""), HasSubstr("cannot be used: it "));
  EXPECT_THAT(folder.findings("\"none.ics\""), HasSubstr("it has no dates"));
  EXPECT_THAT(folder.findings("\"other.csv\""), Not(HasSubstr(folder.path().string())));
}

TEST(Holidays, NothingOutsideTheFolderIsRead) {
  Folder folder;
  folder.write("secret.csv", "date\n2026-12-24\n");
  fs::create_symlink(folder.path() / "secret.csv", folder.path() / "policy" / "link.csv");
  EXPECT_THAT(folder.findings("\"../secret.csv\""),
              HasSubstr("L0595 [\"../secret.csv\"] the file of these holidays "
                        "cannot be used: it does not lie in the folder"));
  EXPECT_THAT(folder.findings("\"" + (folder.path() / "secret.csv").string() + "\""),
              HasSubstr("it does not lie"));
  EXPECT_THAT(folder.findings("\"link.csv\""), HasSubstr("leads out of the folder"));
  EXPECT_THAT(folder.findings("\"\""), HasSubstr("L0595"));
}

TEST(Holidays, PartsStandBeforeWhatStandsOnThem) {
  Folder folder;
  ASSERT_EQ(folder.findings("12-25",
                            "calendar all \"Both\" means late and office\n"
                            "calendar late {\n  time zone \"America/New_York\"\n  monday 08:00-12:00\n}\n"),
            "");
  const auto& calendars = folder.artefact().calendars;
  ASSERT_EQ(calendars.size(), 3u);
  EXPECT_EQ(calendars[0]->name, "office");
  EXPECT_EQ(calendars[1]->name, "late");
  EXPECT_EQ(calendars[2]->name, "all");
  EXPECT_EQ(calendars[2]->title, "Both");
  EXPECT_THAT(calendars[2]->both, ElementsAre(1u, 0u));
  EXPECT_EQ(calendars[2]->zone->name, "America/New_York");
  EXPECT_GT(calendars[2]->zone->transitions_ms.size(), 100u);
}

}  // namespace
}  // namespace lead::compile

#include "compiler/holidays/holidays.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/holidays/dates.h"
#include "compiler/holidays/icalendar.h"
#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"
#include "runtime/ingest/bytes.h"
#include "runtime/ingest/csv.h"

namespace lead::holidays {
namespace {

constexpr std::string_view kEveryYear = "*-";
constexpr int32_t kFirstYear = 1970, kEndYear = 2200;

// All of a file, or one byte more than the bound.
std::variant<std::string, Unreadable> text_of_file(const std::string& path) {
  auto opened = ingest::ByteReader::open(path);
  if (const auto* error = std::get_if<ingest::InputError>(&opened)) return Unreadable{error->message};
  auto& reader = std::get<ingest::ByteReader>(opened);
  std::string text, piece(64u << 10, '\0');
  while (const size_t got = reader.read(piece.data(), piece.size())) {
    text.append(piece, 0, got);
    if (text.size() > limits::kMaxSourceBytes)
      return Unreadable{fmt::format("`{}` has more than {} bytes", path, limits::kMaxSourceBytes)};
  }
  if (reader.trouble()) return Unreadable{reader.trouble()->message};
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_date(std::string_view cell) {
  return dashed_date(cell) ||
         (cell.starts_with(kEveryYear) && dashed_date("2000-" + std::string(cell.substr(2))));
}

struct Columns {
  size_t date = 0;
  std::optional<size_t> name;
};

// Of a header; nothing where it has no column `date`.
std::optional<Columns> columns_of(const ingest::CsvRow& header) {
  std::optional<size_t> date, name;
  for (size_t i = 0; i < header.cells.size(); ++i) {
    const std::string title = lower(header.cells[i]);
    if (title == "date" && !date) date = i;
    if (title == "name" && !name) name = i;
  }
  return date ? std::optional(Columns{*date, name}) : std::nullopt;
}

void take_row(const ingest::CsvRow& row, const Columns& columns, Gathering& into) {
  const auto cell = [&](size_t i) { return i < row.cells.size() ? row.cells[i] : std::string_view{}; };
  const std::string_view date = cell(columns.date);
  const std::string_view name = columns.name ? cell(*columns.name) : std::string_view{};
  if (row.unclosed) return into.set_aside(row.number, Trouble::UnclosedQuote, date);
  if (!is_date(date)) return into.set_aside(row.number, Trouble::NoDate, date);
  if (!date.starts_with(kEveryYear)) {
    if (!into.add(*dashed_date(date), name, row.number))
      into.set_aside(row.number, Trouble::OutsideYears, date);
    return;
  }
  for (int32_t year = kFirstYear; year < kEndYear; ++year) {
    // 29 February is in leap years only.
    if (const auto day = dashed_date(fmt::format("{}-{}", year, date.substr(2))))
      (void)into.add(*day, name, row.number);
  }
}

std::variant<HolidayFile, Unreadable> read_table(const std::string& path) {
  auto opened = ingest::CsvReader::open(path, {});
  if (const auto* error = std::get_if<ingest::InputError>(&opened)) return Unreadable{error->message};
  auto& reader = std::get<ingest::CsvReader>(opened);
  Gathering gathering;
  std::optional<Columns> columns;
  for (ingest::CsvRow row; reader.next(row);) {
    if (row.cells.empty()) continue;
    if (!columns && !is_date(row.cells.front())) {
      columns = columns_of(row);
      if (!columns) return Unreadable{fmt::format("`{}` has no column `date`", path)};
      continue;
    }
    if (!columns) columns = Columns{0, 1};
    take_row(row, *columns, gathering);
  }
  if (reader.trouble()) return Unreadable{reader.trouble()->message};
  if (!columns) return Unreadable{fmt::format("`{}` is empty", path)};
  return std::move(gathering).finish();
}

}  // namespace

std::string_view text_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::NoDate:
      return "has no date such as 2026-12-25";
    case Trouble::OutsideYears:
      return "is not in the years 1970 to 2199";
    case Trouble::NotWholeDays:
      return "has times of day, and is not of whole days";
    case Trouble::EndsBeforeStart:
      return "ends before it starts";
    case Trouble::TooLong:
      return "lasts longer than 366 days";
    case Trouble::UnknownRule:
      return "repeats in another way than yearly";
    case Trouble::OffItsRule:
      return "starts on a date that its own repetition does not give";
    case Trouble::MovedDate:
      return "replaces one date of a repeated event";
    case Trouble::TooMany:
      return "is past what one file of holidays may hold";
    case Trouble::NoProperty:
      return "is no line such as `NAME:value`";
    case Trouble::Unfinished:
      return "is an event without an end";
    case Trouble::UnclosedQuote:
      return "has a quote that is never closed";
  }
  return {};
}

bool Gathering::add(int64_t day, std::string_view name, uint64_t line) {
  if (day < 0 || day >= limits::kEndInstantMs / calendar::kDayMs) return false;
  days_.try_emplace(day, Holiday{day, std::string(name), line});
  return true;
}

void Gathering::set_aside(uint64_t line, Trouble trouble, std::string_view text) {
  set_aside_.push_back({line, trouble, std::string(text.substr(0, kMaxShownBytes))});
}

HolidayFile Gathering::finish() && {
  HolidayFile file;
  file.days.reserve(days_.size());
  for (auto& [day, holiday] : days_) file.days.push_back(std::move(holiday));
  file.set_aside = std::move(set_aside_);
  std::stable_sort(file.set_aside.begin(), file.set_aside.end(),
                   [](const SetAsideLine& a, const SetAsideLine& b) { return a.line < b.line; });
  return file;
}

std::variant<HolidayFile, Unreadable> read(const std::string& path) {
  auto text = text_of_file(path);
  if (const auto* unreadable = std::get_if<Unreadable>(&text)) return *unreadable;
  if (!is_icalendar(std::get<std::string>(text))) return read_table(path);
  Gathering gathering;
  read_icalendar(std::get<std::string>(text), gathering);
  return std::move(gathering).finish();
}

}  // namespace lead::holidays

#include "runtime/base/text.h"

#include <fmt/format.h>

#include <iterator>

#include "runtime/base/arithmetic.h"

namespace lead {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

// A number that has no more than `kCount` digits, with zeros before it.
template <size_t kCount>
void append_digits(std::string& out, uint64_t number) {
  char digits[kCount];
  for (size_t i = kCount; i-- > 0; number /= 10) digits[i] = static_cast<char>('0' + number % 10);
  out.append(digits, kCount);
}

struct Civil {
  int64_t year;
  int month, day;
};

Civil civil_of(int64_t days) {
  days += 719'468;
  const int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const int64_t day_of_era = days - era * 146'097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted = static_cast<int>((5 * day_of_year + 2) / 153);
  const int month = shifted < 10 ? shifted + 3 : shifted - 9;
  const int day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

}  // namespace

size_t utf8_length(std::string_view t, size_t at) {
  const auto lead_byte = static_cast<unsigned char>(t[at]);
  const size_t length = lead_byte < 0x80                        ? 1
                        : lead_byte >= 0xC2 && lead_byte < 0xE0 ? 2
                        : lead_byte >= 0xE0 && lead_byte < 0xF0 ? 3
                        : lead_byte >= 0xF0 && lead_byte < 0xF5 ? 4
                                                                : 0;
  if (length == 0 || at + length > t.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!is_continuation(t[at + i])) return 0;
  }
  const unsigned second = length > 1 ? static_cast<unsigned char>(t[at + 1]) : 0;
  if ((lead_byte == 0xE0 && second < 0xA0) || (lead_byte == 0xED && second > 0x9F) ||
      (lead_byte == 0xF0 && second < 0x90) || (lead_byte == 0xF4 && second > 0x8F)) {
    return 0;
  }
  return length;
}

std::string shortened(std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  size_t cut = max_bytes;
  while (cut > 0 && is_continuation(text[cut])) --cut;
  return std::string(text.substr(0, cut)) + "…";
}

void append_json(std::string& out, std::string_view text) {
  out.push_back('"');
  for (size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (is_plain(c)) {
      const size_t begin = i;
      while (i < text.size() && is_plain(text[i])) ++i;
      out.append(text, begin, i - begin);
    } else if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
      ++i;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      switch (c) {
        case '\n':
          out += "\\n";
          break;
        case '\t':
          out += "\\t";
          break;
        case '\r':
          out += "\\r";
          break;
        default:
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
      }
      ++i;
    } else if (const size_t length = utf8_length(text, i)) {
      out.append(text, i, length);
      i += length;
    } else {
      out += "\xEF\xBF\xBD";
      ++i;
    }
  }
  out.push_back('"');
}

void append_millionths(std::string& out, int64_t millionths) {
  const uint64_t magnitude =
      millionths < 0 ? 0 - static_cast<uint64_t>(millionths) : static_cast<uint64_t>(millionths);
  if (millionths < 0) out.push_back('-');
  const fmt::format_int whole(magnitude / static_cast<uint64_t>(kMillion));
  out.append(whole.data(), whole.size());
  out.push_back('.');
  append_digits<6>(out, magnitude % static_cast<uint64_t>(kMillion));
}

void append_date(std::string& out, int64_t days) {
  const Civil civil = civil_of(days);
  if (civil.year < 0 || civil.year > 9'999) {
    fmt::format_to(std::back_inserter(out), "{:04}", civil.year);
  } else {
    append_digits<4>(out, static_cast<uint64_t>(civil.year));
  }
  out.push_back('-');
  append_digits<2>(out, static_cast<uint64_t>(civil.month));
  out.push_back('-');
  append_digits<2>(out, static_cast<uint64_t>(civil.day));
}

void append_instant(std::string& out, int64_t instant_ms) {
  constexpr int64_t kDay = 86'400'000;
  int64_t days = instant_ms / kDay, rest = instant_ms % kDay;
  if (rest < 0) {
    rest += kDay;
    --days;
  }
  append_date(out, days);
  const auto millis = static_cast<uint64_t>(rest);
  out.push_back('T');
  append_digits<2>(out, millis / 3'600'000);
  out.push_back(':');
  append_digits<2>(out, millis / 60'000 % 60);
  out.push_back(':');
  append_digits<2>(out, millis / 1'000 % 60);
  out.push_back('.');
  append_digits<3>(out, millis % 1'000);
  out.push_back('Z');
}

}  // namespace lead

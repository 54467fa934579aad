// The fields of one JSON object, flat, every one of them validated. The one door to simdjson.
//
// simdjson's On-Demand interface does not validate what it skips, so everything is walked here: scalars by
// their own characters, nested values down to limits::kMaxJsonDepth. Keys and texts are unescaped views that
// live until the next call.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/base/reason.h"

namespace lead::ingest {

enum class JsonKind : uint8_t { Text, Number, True, False, Null, Texts, Nested };

struct JsonField {
  std::string_view key;
  JsonKind kind;
  std::string_view text;                      // Text: unescaped; Number: its characters; else empty
  std::span<const std::string_view> texts{};  // Texts: an array of nothing but texts, unescaped
};

class JsonFields {
 public:
  JsonFields();
  ~JsonFields();
  // Fills fields(). Answers the reason where the line is not one valid JSON object: NotJson, NotUtf8,
  // TooDeep, TwiceTheSameKey. `line` must have 64 readable bytes behind it.
  std::optional<Reason> read(std::string_view line);
  [[nodiscard]] const std::vector<JsonField>& fields() const { return fields_; }
  // The key that came twice, after TwiceTheSameKey.
  [[nodiscard]] std::string_view doubled() const { return doubled_; }

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  std::vector<JsonField> fields_;
  std::vector<std::string_view> keys_;
  std::vector<std::string_view> texts_;            // of all arrays of the line
  std::vector<std::pair<size_t, size_t>> arrays_;  // by field: where its texts begin, and how many they are
  std::string_view doubled_;
  bool keys_are_distinct();
};

}  // namespace lead::ingest

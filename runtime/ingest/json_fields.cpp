#include "runtime/ingest/json_fields.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "runtime/base/limits.h"
#include "runtime/ingest/lines.h"
#include "runtime/ingest/scalars.h"

namespace lead::ingest {
namespace {

namespace od = simdjson::ondemand;

std::string_view trim_end(std::string_view t) {
  while (!t.empty() && (t.back() == ' ' || t.back() == '\t' || t.back() == '\r' || t.back() == '\n'))
    t.remove_suffix(1);
  return t;
}

// A scalar that is no text: its kind, judged by its own characters.
std::optional<JsonField> scalar(std::string_view key, std::string_view raw) {
  raw = trim_end(raw);
  if (raw == "true") return JsonField{key, JsonKind::True, {}};
  if (raw == "false") return JsonField{key, JsonKind::False, {}};
  if (raw == "null") return JsonField{key, JsonKind::Null, {}};
  if (!is_decimal(raw)) return std::nullopt;
  return JsonField{key, JsonKind::Number, raw};
}

bool walk(od::value value, uint32_t depth, Reason& reason);

bool walk_object(od::object object, uint32_t depth, Reason& reason) {
  for (auto item : object) {
    od::field field;
    std::string_view key;
    if (std::move(item).get(field) || field.unescaped_key().get(key)) return false;
    if (!walk(field.value(), depth + 1, reason)) return false;
  }
  return true;
}

bool walk_array(od::array array, uint32_t depth, Reason& reason) {
  for (auto item : array) {
    od::value value;
    if (std::move(item).get(value) || !walk(value, depth + 1, reason)) return false;
  }
  return true;
}

bool walk(od::value value, uint32_t depth, Reason& reason) {
  if (depth > limits::kMaxJsonDepth) {
    reason = Reason::TooDeep;
    return false;
  }
  od::json_type type{};
  if (value.type().get(type)) return false;
  switch (type) {
    case od::json_type::object: {
      od::object object;
      return !value.get_object().get(object) && walk_object(object, depth, reason);
    }
    case od::json_type::array: {
      od::array array;
      return !value.get_array().get(array) && walk_array(array, depth, reason);
    }
    case od::json_type::string: {
      std::string_view text;
      return !value.get_string().get(text);
    }
    case od::json_type::number:
    case od::json_type::boolean:
    case od::json_type::null:
      return scalar({}, value.raw_json_token()).has_value();
  }
  return false;
}

// An array, with its texts as long as it holds nothing else.
bool read_array(std::string_view key, od::array array, std::vector<std::string_view>& texts, JsonField& out,
                Reason& reason) {
  const size_t begin = texts.size();
  bool only_texts = true;
  std::string_view other;  // the first that is no text, where it is a scalar
  for (auto item : array) {
    od::value value;
    od::json_type type{};
    if (std::move(item).get(value) || value.type().get(type)) return false;
    const bool is_scalar = type != od::json_type::object && type != od::json_type::array;
    if (only_texts && type != od::json_type::string && is_scalar) other = trim_end(value.raw_json_token());
    only_texts = only_texts && type == od::json_type::string;
    std::string_view text;
    if (type == od::json_type::string ? value.get_string().get(text) != simdjson::SUCCESS
                                      : !walk(value, 3, reason))
      return false;
    if (only_texts) texts.push_back(text);
  }
  if (!only_texts) texts.resize(begin);
  out = {key, only_texts ? JsonKind::Texts : JsonKind::Nested, other};
  return true;
}

bool read_field(std::string_view key, od::value value, std::vector<std::string_view>& texts, JsonField& out,
                Reason& reason) {
  od::json_type type{};
  if (value.type().get(type)) return false;
  if (type == od::json_type::array) {
    od::array array;
    return !value.get_array().get(array) && read_array(key, array, texts, out, reason);
  }
  if (type == od::json_type::object) {
    out = {key, JsonKind::Nested, {}};
    return walk(value, 2, reason);
  }
  if (type == od::json_type::string) {
    out = {key, JsonKind::Text, {}};
    return !value.get_string().get(out.text);
  }
  const auto field = scalar(key, value.raw_json_token());
  if (field) out = *field;
  return field.has_value();
}

}  // namespace

struct JsonFields::Parser {
  od::parser parser;
};

JsonFields::JsonFields() : parser_(std::make_unique<Parser>()) {}
JsonFields::~JsonFields() = default;

std::optional<Reason> JsonFields::read(std::string_view line) {
  fields_.clear();
  texts_.clear();
  arrays_.clear();
  const simdjson::padded_string_view view(line.data(), line.size(), line.size() + LineReader::kPadding);
  od::document document;
  if (const auto error = parser_->parser.iterate(view).get(document)) {
    return error == simdjson::UTF8_ERROR ? Reason::NotUtf8 : Reason::NotJson;
  }
  od::object object;
  if (document.get_object().get(object)) return Reason::NotJson;
  Reason reason = Reason::NotJson;
  for (simdjson::simdjson_result<od::field> item : object) {
    od::field field;
    std::string_view key;
    JsonField out{};
    if (std::move(item).get(field) || field.unescaped_key().get(key)) return Reason::NotJson;
    const size_t begin = texts_.size();
    if (!read_field(key, field.value(), texts_, out, reason)) return reason;
    fields_.push_back(out);
    arrays_.emplace_back(begin, texts_.size() - begin);
  }
  // Views into texts_ are made when it grows no more.
  for (size_t i = 0; i < fields_.size(); ++i)
    fields_[i].texts = std::span(texts_).subspan(arrays_[i].first, arrays_[i].second);
  const char* rest = nullptr;  // there must be none: the location past the last token is out of bounds
  if (document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS) return Reason::NotJson;
  if (!keys_are_distinct()) return Reason::TwiceTheSameKey;
  return std::nullopt;
}

bool JsonFields::keys_are_distinct() {
  constexpr size_t kFew =
      16;  // comparing all pairs is fastest for few keys; a hostile line is sorted instead
  if (fields_.size() <= kFew) {
    for (size_t i = 1; i < fields_.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (fields_[i].key == fields_[j].key) {
          doubled_ = fields_[i].key;
          return false;
        }
      }
    }
    return true;
  }
  keys_.clear();
  for (const JsonField& field : fields_) keys_.push_back(field.key);
  std::sort(keys_.begin(), keys_.end());
  const auto twice = std::adjacent_find(keys_.begin(), keys_.end());
  if (twice == keys_.end()) return true;
  doubled_ = *twice;
  return false;
}

}  // namespace lead::ingest

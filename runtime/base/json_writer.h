// Writes JSON with commas where they belong.
//
//   JsonWriter w;
//   w.open('{');  w.key("lead");  w.text("a1");  w.key("held");  w.number(3);  w.close('}');
//   w.take()                                                     {"lead":"a1","held":3}
//
// The caller opens and closes what belongs together; nothing is checked.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/base/text.h"

namespace lead {

class JsonWriter {
 public:
  void open(char bracket) {
    separate();
    out_.push_back(bracket);
    fresh_ = true;
  }
  void close(char bracket) {
    out_.push_back(bracket);
    fresh_ = false;
  }
  void key(std::string_view name) {
    separate();
    append_json(out_, name);
    out_.push_back(':');
    fresh_ = true;
  }
  void text(std::string_view value) {
    separate();
    append_json(out_, value);
  }
  void text_or_null(const std::optional<std::string>& value) {
    if (value)
      text(*value);
    else
      raw("null");
  }
  void raw(std::string_view value) {
    separate();
    out_ += value;
  }
  void points(int64_t millionths) {
    separate();
    append_millionths(out_, millionths);
  }
  void instant(int64_t ms) {
    separate();
    out_.push_back('"');
    append_instant(out_, ms);
    out_.push_back('"');
  }
  void number(int64_t value) { raw(std::to_string(value)); }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool fresh_ = true;
  void separate() {
    if (!fresh_) out_.push_back(',');
    fresh_ = false;
  }
};

}  // namespace lead

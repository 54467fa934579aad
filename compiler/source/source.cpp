#include "compiler/source/source.h"

#include <algorithm>
#include <cassert>

namespace lead::source {

namespace {

bool starts_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_begins_.push_back(0);
  for (size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_begins_.push_back(static_cast<uint32_t>(i + 1));
  }
}

uint32_t SourceFile::line_count() const {
  return static_cast<uint32_t>(line_begins_.size());
}

uint32_t SourceFile::line_begin(uint32_t number) const {
  if (number == 0) return 0;
  if (number > line_count()) return static_cast<uint32_t>(text_.size());
  return line_begins_[number - 1];
}

std::string_view SourceFile::line(uint32_t number) const {
  if (number == 0 || number > line_count()) return {};
  const uint32_t begin = line_begins_[number - 1];
  const uint32_t end = number < line_count() ? line_begins_[number] - 1 : static_cast<uint32_t>(text_.size());
  std::string_view line = std::string_view(text_).substr(begin, end - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

Position SourceFile::position(uint32_t byte) const {
  const uint32_t at = std::min(byte, static_cast<uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), at);
  const auto line_index = static_cast<uint32_t>(after - line_begins_.begin()) - 1;
  const auto begin = text_.begin() + line_begins_[line_index];
  const auto column = std::count_if(begin, text_.begin() + at, starts_code_point);
  return {line_index + 1, static_cast<uint32_t>(column) + 1};
}

std::optional<FileId> SourceMap::find(std::string_view path) const {
  for (size_t i = 0; i < files_.size(); ++i) {
    if (files_[i].path() == path) return FileId{static_cast<uint32_t>(i)};
  }
  return std::nullopt;
}

std::string_view SourceMap::text(Span span) const {
  if (span.is_none()) return {};
  assert(span.file.value < files_.size());
  const std::string_view text = files_[span.file.value].text();
  const size_t end = std::min<size_t>(span.end_byte, text.size());
  const size_t begin = std::min<size_t>(span.begin_byte, end);
  return text.substr(begin, end - begin);
}

}  // namespace lead::source

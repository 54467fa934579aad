// Taking files in: reading them, and the checks that all later steps rely on.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "compiler/source/source.h"
#include "runtime/base/limits.h"

namespace lead::source {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct FileCloser {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using FileHandle = std::unique_ptr<std::FILE, FileCloser>;

// Reads until the end or until one byte more than is allowed, so that a pipe without end stops too.
bool read_all(std::FILE* file, std::string& text) {
  char buffer[1 << 16];
  while (text.size() <= limits::kMaxSourceBytes) {
    const size_t count = std::fread(buffer, 1, sizeof buffer, file);
    text.append(buffer, count);
    if (count < sizeof buffer) return std::ferror(file) == 0;
  }
  return true;
}

std::optional<LoadError> find_path_problem(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found)
    return LoadError{LoadError::Kind::NotFound, path};
  if (error) return LoadError{LoadError::Kind::Unreadable, path};
  if (std::filesystem::is_directory(status)) return LoadError{LoadError::Kind::NotAFile, path};
  return std::nullopt;
}

std::filesystem::path folder_of(std::string_view policy) {
  return std::filesystem::path(policy).parent_path();
}

}  // namespace

std::optional<std::string> path_beside(std::string_view policy, std::string_view name) {
  const bool is_plain =
      !name.empty() && name.find_first_of(std::string_view("\\:\0", 3)) == std::string_view::npos;
  if (!is_plain || name.front() == '/' || name.back() == '/') return std::nullopt;
  for (const std::filesystem::path& part : std::filesystem::path(name)) {
    if (part == ".." || part == "." || part.empty()) return std::nullopt;
  }
  std::string path = (folder_of(policy) / std::filesystem::path(name)).string();
  return path == "-" ? "./-" : path;  // "-" alone would be the standard input
}

bool lies_beside(const std::string& policy, const std::string& path) {
  std::error_code error;
  const std::filesystem::path folder = folder_of(policy);
  const auto root = std::filesystem::canonical(folder.empty() ? std::filesystem::path(".") : folder, error);
  if (error) return false;
  const auto real = std::filesystem::canonical(path, error);
  if (error) return true;  // `load` says that there is nothing
  return std::mismatch(root.begin(), root.end(), real.begin(), real.end()).first == root.end();
}

std::variant<FileId, LoadError> SourceMap::add(std::string path, std::string text) {
  if (text.size() > limits::kMaxSourceBytes) return LoadError{LoadError::Kind::TooLarge, std::move(path)};
  if (const std::optional<size_t> byte = find_invalid_utf8(text)) {
    const auto breaks = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*byte), '\n');
    return LoadError{LoadError::Kind::NotUtf8, std::move(path), static_cast<uint32_t>(*byte),
                     static_cast<uint32_t>(breaks) + 1};
  }
  // Some editors on Windows write the mark; it is no part of the policy, and the lexer knows no such
  // character.
  if (text.compare(0, kByteOrderMark.size(), kByteOrderMark) == 0) text.erase(0, kByteOrderMark.size());
  files_.emplace_back(std::move(path), std::move(text));
  return FileId{static_cast<uint32_t>(files_.size() - 1)};
}

std::variant<FileId, LoadError> SourceMap::load(const std::string& path) {
  const bool is_standard_input = path == "-";
  if (!is_standard_input) {
    if (auto problem = find_path_problem(path)) return *problem;
  }
  const FileHandle file(is_standard_input ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) return LoadError{LoadError::Kind::Unreadable, path};
  std::string text;
  if (!read_all(file.get(), text)) return LoadError{LoadError::Kind::Unreadable, path};
  return add(is_standard_input ? "<stdin>" : path, std::move(text));
}

}  // namespace lead::source

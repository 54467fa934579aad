// A folder of its own with a policy in it and the files that the policy reads, for as long as a test lasts.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/compile/compile.h"

namespace lead::compile {

class PolicyFolder {
 public:
  explicit PolicyFolder(std::string head)
      : path_(std::filesystem::temp_directory_path() / ("lead-policy-" + std::to_string(::getpid()))),
        head_(std::move(head)) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~PolicyFolder() { std::filesystem::remove_all(path_); }
  PolicyFolder(const PolicyFolder&) = delete;
  PolicyFolder& operator=(const PolicyFolder&) = delete;

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  // Of the policy that begins with the head and ends with this: one a line, with file, line and column.
  std::string findings(const std::string& rest) {
    write("p.lead", head_ + rest + "\n");
    sources_ = std::make_unique<source::SourceMap>();
    diagnostics::Sink sink;
    result_ = compile(*sources_, {(path_ / "p.lead").string()}, sink);
    std::string out;
    for (const diagnostics::Diagnostic& d : sink.sorted()) {
      const Span span = d.primary.span;
      const source::Position at = (*sources_)[span.file].position(span.begin_byte);
      out += std::filesystem::path((*sources_)[span.file].path()).filename().string() + ":" +
             std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
             diagnostics::code_text(d.code) + " " + d.message + "\n";
    }
    return out;
  }
  [[nodiscard]] bool is_compiled() const { return result_.artefact.has_value(); }
  const artefact::ArtefactT& artefact() const { return **result_.artefact; }

 private:
  std::filesystem::path path_;
  std::string head_;
  std::unique_ptr<source::SourceMap> sources_;
  Result result_;
};

}  // namespace lead::compile

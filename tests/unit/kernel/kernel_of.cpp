#include "tests/unit/kernel/kernel_of.h"

#include <stdexcept>

#include "compiler/compile/compile.h"
#include "compiler/diagnostics/render.h"

namespace lead::testing {

kernel::Kernel kernel_of(const std::vector<std::string>& texts) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  std::vector<FileId> files;
  for (size_t i = 0; i < texts.size(); ++i) {
    files.push_back(std::get<FileId>(sources.add("test" + std::to_string(i) + ".lead", texts[i])));
  }
  compile::Result result = compile::compile_loaded(sources, files, sink);
  if (!result.kernel) throw std::runtime_error(diagnostics::render_text(sink.sorted(), sources, {}));
  return std::move(*result.kernel);
}

}  // namespace lead::testing

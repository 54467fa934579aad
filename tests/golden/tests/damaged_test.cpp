// The example policy, damaged at random: whatever is wrong is told with spans inside the text, is rendered,
// and every repair that is offered repairs. Fixed seed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "compiler/diagnostics/render.h"
#include "tests/golden/runner/fixes.h"
#include "tests/support/compiled.h"

namespace lead::golden {
namespace {

constexpr int kRounds = 1500;

std::string read_example() {
  std::ifstream file(LEAD_SOURCE_DIR "/examples/inbound/inbound.lead", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Piece {
  size_t begin, length;
};

// Words and signs, so that a damage is of the kind that people make.
std::vector<Piece> pieces_of(const std::string& text) {
  std::vector<Piece> pieces;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_'))
      ++end;
    const bool is_word = end > at;
    if (!is_word) ++end;
    if (is_word || (text[at] != ' ' && text[at] != '\n' && static_cast<unsigned char>(text[at]) < 0x80)) {
      pieces.push_back({at, end - at});
    }
    at = end;
  }
  return pieces;
}

class Damage {
 public:
  Damage(std::string text, uint32_t seed)
      : text_(std::move(text)), pieces_(pieces_of(text_)), engine_(seed) {}
  // Leaves a piece out, says it twice, puts another in its place, exchanges two letters, or takes one away.
  std::string once() {
    const Piece piece = pieces_[below(pieces_.size())];
    const Piece other = pieces_[below(pieces_.size())];
    const std::string word = text_.substr(piece.begin, piece.length);
    std::string changed = word;
    switch (below(5)) {
      case 0:
        changed = "";
        break;
      case 1:
        changed = word + " " + word;
        break;
      case 2:
        changed = text_.substr(other.begin, other.length);
        break;
      case 3:
        if (word.size() > 1) std::swap(changed[below(word.size() - 1)], changed[word.size() - 1]);
        break;
      default:
        changed.erase(below(word.size()), 1);
        break;
    }
    return text_.substr(0, piece.begin) + changed + text_.substr(piece.begin + piece.length);
  }

 private:
  size_t below(size_t end) { return engine_() % end; }
  std::string text_;
  std::vector<Piece> pieces_;
  std::mt19937 engine_;
};

TEST(Damaged, ThePolicyWithoutDamageIsFine) {
  const auto compiled = support::compile_text("inbound.lead", read_example());
  EXPECT_EQ(diagnostics::render_text(compiled.diagnostics, compiled.sources, {}), "");
}

TEST(Damaged, EveryRepairThatIsOfferedRepairs) {
  Damage damage(read_example(), 20261122);
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = damage.once();
    const auto compiled = support::compile_text("inbound.lead", text);
    for (const auto& d : compiled.diagnostics) {
      ASSERT_LE(d.primary.span.begin_byte, d.primary.span.end_byte);
      ASSERT_LE(d.primary.span.end_byte, text.size());
    }
    EXPECT_THAT(find_bad_fixes(compiled), testing::IsEmpty())
        << "round " << round << "\n"
        << diagnostics::render_text(compiled.diagnostics, compiled.sources, {});
  }
}

}  // namespace
}  // namespace lead::golden

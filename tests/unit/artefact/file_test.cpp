// The file: what is written is read back, and every damage is refused with a reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "runtime/artefact/artefact.h"
#include "runtime/artefact/hash.h"
#include "tests/support/print_code.h"
#include "tests/support/random.h"
#include "tests/support/sample_artefact.h"

namespace lead::artefact {
namespace {

using lead::testing::Random;
using lead::testing::sample_artefact;
using ::testing::HasSubstr;

std::string reason_of(std::string_view bytes) {
  auto result = decode(bytes);
  if (auto* refusal = std::get_if<Refusal>(&result)) return refusal->reason;
  auto verified = verify(std::move(std::get<std::unique_ptr<ArtefactT>>(result)));
  if (auto* refusal = std::get_if<Refusal>(&verified)) return refusal->reason;
  return "";
}

std::string with_fresh_hash(std::string bytes) {
  const Hash hash = hash_of(std::string_view(bytes).substr(64));
  std::memcpy(bytes.data() + 32, hash.data(), hash.size());
  return bytes;
}

TEST(File, IsReadBackAsItWasWritten) {
  const auto artefact = sample_artefact();
  const std::string bytes = encode(*artefact);
  EXPECT_EQ(bytes, encode(*artefact));
  auto result = decode(bytes);
  ASSERT_TRUE(std::holds_alternative<std::unique_ptr<ArtefactT>>(result));
  const ArtefactT& read = *std::get<std::unique_ptr<ArtefactT>>(result);
  EXPECT_EQ(bytes, encode(read));
  EXPECT_EQ(lead::testing::print_artefact(*artefact), lead::testing::print_artefact(read));
  EXPECT_EQ(reason_of(bytes), "");
}

TEST(File, SaysWhatIsWrongWithItsHeader) {
  const std::string bytes = encode(*sample_artefact());
  EXPECT_THAT(reason_of(""), HasSubstr("shorter than the header"));
  EXPECT_THAT(reason_of(std::string(64, 'x')), HasSubstr("not a compiled policy"));
  std::string other = bytes;
  other[8] = kFormat + 1;
  EXPECT_THAT(reason_of(other), HasSubstr("format " + std::to_string(kFormat + 1)));
  EXPECT_THAT(reason_of(bytes + "x"), HasSubstr("cut off or has bytes behind its end"));
  other = bytes;
  other[25] = 1;
  EXPECT_THAT(reason_of(other), HasSubstr("bits set that mean nothing"));
}

TEST(File, IsRefusedWithAnyByteChanged) {
  const std::string bytes = encode(*sample_artefact());
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    ASSERT_NE(reason_of(damaged), "") << "byte " << i;
  }
}

TEST(File, IsRefusedCutOffAnywhere) {
  const std::string bytes = encode(*sample_artefact());
  for (size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_NE(reason_of(std::string_view(bytes).substr(0, size)), "") << size << " bytes";
  }
}

// A forged file with a right hash and a right length is cut: the tables, not the hash, must notice.
TEST(File, IsRefusedCutOffAnywhereEvenWithARightHash) {
  const std::string bytes = encode(*sample_artefact());
  size_t read = 0;
  for (size_t size = 64; size < bytes.size(); ++size) {
    std::string cut = bytes.substr(0, size);
    const uint64_t body = size - 64;
    std::memcpy(cut.data() + 16, &body, sizeof body);
    if (reason_of(with_fresh_hash(cut)).empty()) ++read;
  }
  EXPECT_LE(read, 8u) << "only padding at the end may be missing";
}

TEST(File, IsLoadedFromDisk) {
  const std::string path = ::testing::TempDir() + "/sample.leadpack";
  const std::string bytes = encode(*sample_artefact());
  std::ofstream(path, std::ios::binary) << bytes;
  EXPECT_TRUE(std::holds_alternative<VerifiedArtefact>(load(path)));
  std::filesystem::resize_file(path, bytes.size() / 2);
  EXPECT_THAT(std::get<Refusal>(load(path)).reason, HasSubstr("cut off"));
  EXPECT_THAT(std::get<Refusal>(load(path + ".none")).reason, HasSubstr("cannot be read"));
}

// Many entries that point at one large text: small on disk, huge in memory.
TEST(File, IsRefusedWhereItsTablesShareBytes) {
  flatbuffers::FlatBufferBuilder builder;
  const auto text = builder.CreateString(std::string(1u << 16, 'x'));
  const std::vector<flatbuffers::Offset<flatbuffers::String>> many(100'000, text);
  const auto texts = builder.CreateVector(many);
  ArtefactBuilder table(builder);
  table.add_format(kFormat);
  table.add_text_constants(texts);
  builder.Finish(table.Finish());
  std::string bytes = encode(*sample_artefact()).substr(0, 64);
  bytes.append(reinterpret_cast<const char*>(builder.GetBufferPointer()), builder.GetSize());
  const uint64_t body = bytes.size() - 64;
  std::memcpy(bytes.data() + 16, &body, sizeof body);
  EXPECT_THAT(reason_of(with_fresh_hash(bytes)), HasSubstr("add up to more than the file"));
}

}  // namespace
}  // namespace lead::artefact

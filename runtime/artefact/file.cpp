// The file around the artefact: header, hash, FlatBuffer. The one door to FlatBuffers.
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "runtime/artefact/artefact.h"
#include "runtime/artefact/hash.h"
#include "runtime/artefact/unpacked.h"
#include "runtime/base/limits.h"

namespace lead::artefact {

namespace {

constexpr size_t kHeaderBytes = 64;
constexpr size_t kHashBytes = 32;
constexpr size_t kFormatAt = 8, kReservedAt = 12, kSizeAt = 16, kReservedToo = 24, kHashAt = 32;
constexpr std::string_view kMagic = "LEADPACK";

// Tables inside tables are at most five deep.
constexpr flatbuffers::uoffset_t kMaxDepth = 16;

void put_little(std::string& bytes, size_t at, uint64_t value, size_t width) {
  for (size_t i = 0; i < width; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xff);
}

uint64_t get_little(std::string_view bytes, size_t at, size_t width) {
  uint64_t value = 0;
  for (size_t i = 0; i < width; ++i) value |= uint64_t{static_cast<uint8_t>(bytes[at + i])} << (8 * i);
  return value;
}

std::optional<Refusal> refuse_header(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes) return Refusal{"the file is shorter than the header of a compiled policy"};
  if (bytes.substr(0, kMagic.size()) != kMagic) return Refusal{"the file is not a compiled policy"};
  const uint64_t format = get_little(bytes, kFormatAt, 4);
  if (format != kFormat) {
    const bool is_older = format < kFormat;
    return Refusal{"the file has format " + std::to_string(format) + ", this program reads format " +
                   std::to_string(kFormat) +
                   (is_older ? "; compile the policy again" : "; it is of a newer leadc")};
  }
  if (get_little(bytes, kReservedAt, 4) != 0 || get_little(bytes, kReservedToo, 8) != 0) {
    return Refusal{"the file's header has bits set that mean nothing"};
  }
  const std::string_view body = bytes.substr(kHeaderBytes);
  if (get_little(bytes, kSizeAt, 8) != body.size()) {
    return Refusal{"the file is cut off or has bytes behind its end"};
  }
  const Hash hash = hash_of(body);
  if (std::memcmp(hash.data(), bytes.data() + kHashAt, kHashBytes) != 0) {
    return Refusal{"the file is damaged: its content does not match its hash"};
  }
  return std::nullopt;
}

}  // namespace

std::string encode(const ArtefactT& artefact) {
  flatbuffers::FlatBufferBuilder builder(1u << 16);
  builder.Finish(Artefact::Pack(builder, &artefact));
  const std::string_view body(reinterpret_cast<const char*>(builder.GetBufferPointer()), builder.GetSize());
  std::string bytes(kHeaderBytes, '\0');
  bytes.replace(0, kMagic.size(), kMagic);
  put_little(bytes, kFormatAt, kFormat, 4);
  put_little(bytes, kSizeAt, body.size(), 8);
  const Hash hash = hash_of(body);
  std::memcpy(bytes.data() + kHashAt, hash.data(), kHashBytes);
  bytes.append(body);
  return bytes;
}

std::variant<std::unique_ptr<ArtefactT>, Refusal> decode(std::string_view bytes) {
  if (bytes.size() > limits::kMaxArtefactBytes) return Refusal{"the file is longer than 256 MiB"};
  if (auto refusal = refuse_header(bytes)) return *refusal;
  // FlatBuffers reads 64-bit values in place: the body must be aligned, which a view into a file need not be.
  const std::string_view body = bytes.substr(kHeaderBytes);
  std::vector<uint64_t> aligned((body.size() + 7) / 8);
  if (!body.empty()) std::memcpy(aligned.data(), body.data(), body.size());
  const auto* data = reinterpret_cast<const uint8_t*>(aligned.data());
  flatbuffers::Verifier verifier(data, body.size(), kMaxDepth, limits::kMaxTables);
  if (!VerifyArtefactBuffer(verifier)) return Refusal{"the file's tables do not hold together"};
  if (!unpacks_within(*GetArtefact(data), body.size()))
    return Refusal{"the file's tables add up to more than the file, or are not aligned"};
  std::unique_ptr<ArtefactT> artefact(GetArtefact(data)->UnPack());
  if (artefact->format != kFormat) return Refusal{"the file's body and header disagree about the format"};
  return artefact;
}

std::variant<VerifiedArtefact, Refusal> load(const std::string& path) {
  std::error_code error;
  const uintmax_t size = std::filesystem::file_size(path, error);
  if (error) return Refusal{"`" + path + "` cannot be read: " + error.message()};
  if (size > limits::kMaxArtefactBytes) return Refusal{"`" + path + "` is longer than 256 MiB"};
  std::ifstream file(path, std::ios::binary);
  std::string bytes(static_cast<size_t>(size), '\0');
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    return Refusal{"`" + path + "` cannot be read"};
  }
  auto decoded = decode(bytes);
  if (auto* refusal = std::get_if<Refusal>(&decoded)) return std::move(*refusal);
  return verify(std::move(std::get<std::unique_ptr<ArtefactT>>(decoded)));
}

}  // namespace lead::artefact

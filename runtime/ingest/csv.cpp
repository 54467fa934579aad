#include "runtime/ingest/csv.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "runtime/base/limits.h"
#include "runtime/ingest/encoding.h"

namespace lead::ingest {
namespace {

constexpr size_t kPieceBytes = 64u << 10;

// libcsv grows a cell's buffer through this; a refusal stops it in the middle of the cell, and it can go on.
void* grow_cell(void* buffer, size_t bytes) {
  return bytes > CsvReader::kMaxCellBytes ? nullptr : std::realloc(buffer, bytes);
}

// The sign that most often stands between the words of a header, outside quotes.
char find_delimiter(std::string_view header) {
  constexpr std::string_view kKnown = ",;\t|";
  size_t counts[kKnown.size()] = {};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) break;
    const size_t known = kKnown.find(c);
    if (!quoted && known != std::string_view::npos) ++counts[known];
  }
  return kKnown[static_cast<size_t>(std::max_element(counts, counts + kKnown.size()) - counts)];
}

// A row as libcsv tells it: places in `State::characters`.
struct Place {
  size_t begin, size;
};
struct ReadRow {
  size_t first_cell = 0, cell_count = 0;
  uint64_t number = 0;
  bool unclosed = false;
  std::optional<size_t> cut_cell;
};

}  // namespace

struct CsvReader::State {
  ByteReader bytes;
  std::optional<Transcoder> transcoder;
  csv_parser parser{};
  char delimiter = ',';
  bool has_mark = false, at_end = false;
  std::string raw, text;  // a piece as it was read, and as UTF-8
  // Rows read and not handed out yet.
  std::string characters;
  std::vector<Place> places;
  std::vector<ReadRow> rows;
  size_t next_row = 0;
  ReadRow open_row;
  size_t row_bytes = 0;
  bool ended_by_cr = false;
  uint64_t row_number = 0;
  std::vector<std::string_view> cells;  // of the row handed out

  explicit State(ByteReader reader) : bytes(std::move(reader)) {}
  ~State() { csv_free(&parser); }

  void cell(std::string_view content) {
    ended_by_cr = false;
    // BOUND: a row keeps no more than a line may have; what follows counts as cut.
    row_bytes += content.size();
    if (row_bytes > limits::kMaxLineBytes) {
      if (!open_row.cut_cell) open_row.cut_cell = open_row.cell_count;
      content = {};
    }
    places.push_back({characters.size(), content.size()});
    characters.append(content);
    ++open_row.cell_count;
  }

  void end_row(int sign) {
    // CR and LF are told one by one: an LF right after a CR belongs to it.
    const bool second_half = sign == '\n' && ended_by_cr && open_row.cell_count == 0;
    ended_by_cr = sign == '\r';
    if (second_half) return;
    open_row.number = ++row_number;
    rows.push_back(open_row);
    open_row = {};
    open_row.first_cell = places.size();
    row_bytes = 0;
  }

  static void on_cell(void* content, size_t size, void* self) {
    static_cast<State*>(self)->cell({static_cast<const char*>(content), size});
  }
  static void on_row(int sign, void* self) { static_cast<State*>(self)->end_row(sign); }

  // The next piece as UTF-8 into `text`; false at the end.
  bool read_piece() {
    text.clear();
    raw.resize(kPieceBytes);
    const size_t got = bytes.read(raw.data(), kPieceBytes);
    if (!transcoder) {
      text.assign(raw, 0, got);
    } else if (got > 0) {
      transcoder->push({raw.data(), got}, text);
    } else {
      transcoder->finish(text);
    }
    return got > 0;
  }

  void parse(std::string_view piece) {
    while (!piece.empty()) {
      const size_t done = csv_parse(&parser, piece.data(), piece.size(), on_cell, on_row, this);
      piece.remove_prefix(done);
      if (piece.empty()) return;
      // The cell's buffer may not grow further: forget what it holds but one character, which libcsv takes
      // for the end quote where there was one, and go on.
      if (!open_row.cut_cell) open_row.cut_cell = open_row.cell_count;
      parser.entry_pos = 1;
      parser.spaces = 0;
    }
  }

  void finish() {
    at_end = true;
    // libcsv tells an opening quote that nothing closes only when it is told to be strict.
    csv_set_opts(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    open_row.unclosed = csv_fini(&parser, on_cell, on_row, this) != 0;
    if (!open_row.unclosed) return;
    csv_set_opts(&parser, CSV_REPALL_NL);
    (void)csv_fini(&parser, on_cell, on_row, this);
  }

  // Forgets the rows handed out; keeps the row that the last piece began.
  void forget_rows() {
    const size_t first = open_row.first_cell;
    const size_t at = first < places.size() ? places[first].begin : characters.size();
    characters.erase(0, at);
    places.erase(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(first));
    for (Place& place : places) place.begin -= at;
    open_row.first_cell = 0;
    rows.clear();
    next_row = 0;
  }

  // Reads until there is a row or nothing is left.
  bool fill() {
    forget_rows();
    while (rows.empty() && !at_end) {
      if (read_piece())
        parse(text);
      else {
        parse(text);  // what the transcoder held back
        finish();
      }
    }
    return !rows.empty();
  }

  // The encoding, the separator and the first piece. Answers what is wrong with the options.
  std::optional<InputError> start(const CsvOptions& options);
};

namespace {

// `sep=;` as the first line: the separator, and the length of the line.
std::optional<std::pair<char, size_t>> separator_line(std::string_view text) {
  if (text.size() < 5 || !(text.starts_with("sep=") || text.starts_with("SEP="))) return std::nullopt;
  size_t length = 5;
  if (length < text.size() && text[length] == '\r') ++length;
  if (length < text.size() && text[length] != '\n') return std::nullopt;
  return std::pair{text[4], std::min(length + 1, text.size())};
}

}  // namespace

std::optional<InputError> CsvReader::State::start(const CsvOptions& options) {
  csv_init(&parser, CSV_REPALL_NL);
  csv_set_realloc_func(&parser, grow_cell);
  csv_set_blk_size(&parser, 4096);
  raw.resize(kPieceBytes);
  const size_t got = bytes.read(raw.data(), kPieceBytes);
  const std::string_view first(raw.data(), got);
  const std::string_view mark = encoding_by_mark(first);
  has_mark = !mark.empty();
  // A mark says more than an option that only says UTF-16.
  const bool told = !options.encoding.empty() && !has_mark;
  const std::string encoding = told ? options.encoding : std::string(mark);
  const size_t mark_bytes = mark.empty() ? 0 : mark == "utf-8" ? 3 : 2;
  if (!encoding.empty() && encoding != "utf-8" && encoding != "UTF-8") {
    transcoder = Transcoder::make(encoding);
    if (!transcoder)
      return InputError{fmt::format(
          "`{}` is no encoding known here; utf-8, utf-16, windows-1252 and latin1 are some", encoding)};
    transcoder->push(first.substr(mark_bytes), text);
  } else {
    text = first.substr(mark_bytes);
  }
  std::string_view rest = text;
  const auto line = separator_line(rest);
  if (line) rest.remove_prefix(line->second);
  delimiter = options.delimiter != 0 ? options.delimiter : line ? line->first : find_delimiter(rest);
  csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
  parse(rest);
  return std::nullopt;
}

CsvReader::CsvReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

std::variant<CsvReader, InputError> CsvReader::open(const std::string& path, const CsvOptions& options) {
  auto opened = ByteReader::open(path);
  if (auto* error = std::get_if<InputError>(&opened)) return std::move(*error);
  auto state = std::make_unique<State>(std::move(std::get<ByteReader>(opened)));
  if (auto error = state->start(options)) return std::move(*error);
  return CsvReader(std::move(state));
}

bool CsvReader::next(CsvRow& row) {
  State& s = *state_;
  if (s.next_row == s.rows.size() && !s.fill()) return false;
  const ReadRow& read = s.rows[s.next_row++];
  s.cells.clear();
  bool blank = true;
  for (size_t i = 0; i < read.cell_count; ++i) {
    const Place& place = s.places[read.first_cell + i];
    s.cells.emplace_back(s.characters.data() + place.begin, place.size);
    blank = blank && place.size == 0;
  }
  if (blank) s.cells.clear();
  row = {read.number, s.cells, read.unclosed, read.cut_cell};
  return true;
}

char CsvReader::delimiter() const {
  return state_->delimiter;
}
bool CsvReader::has_mark() const {
  return state_->has_mark;
}
const std::optional<InputError>& CsvReader::trouble() const {
  return state_->bytes.trouble();
}
uint64_t CsvReader::bytes_read() const {
  return state_->bytes.bytes_read();
}

}  // namespace lead::ingest

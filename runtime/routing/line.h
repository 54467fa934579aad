// Those who wait until somebody is eligible, first come, first served; and whom of them to look at next.
//
//   const Ticket ticket = line.join(row, place, now);
//   line.begin_look();                                  // those who wait now; who joins meanwhile is left out
//   while (const auto next = line.next()) …             // try it; on success `leave` it, and go on
//   line.leave(ticket);
//
// A look goes to whoever may get through: all, from the front, where something has become free (`free`); else
// those alone who have joined or changed since they were last tried (`look_again`). That is enough as long as
// giving leads away frees nothing: who was refused once is refused again until something is free. A row by
// which nobody can be given anything is passed over until something is free (`block`).
//
// A place is whatever waits (the engine's: a role of a lead), a row what it waits for, by number. Tickets go
// up in the order of coming. Logarithmic, but for walking: linear in those who wait.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace lead::routing {

using Ticket = uint64_t;
inline constexpr Ticket kNoTicket = 0;

struct WaitingPlace {
  uint32_t place = 0;
  uint32_t row = 0;
  int64_t since_ms = 0;
  friend bool operator==(const WaitingPlace&, const WaitingPlace&) = default;
};

class Line {
 public:
  explicit Line(size_t rows) : rows_(rows) {}

  [[nodiscard]] Ticket join(uint32_t row, uint32_t place, int64_t now_ms);
  // `ticket` waits.
  void leave(Ticket ticket);
  [[nodiscard]] size_t size() const { return waiting_.size(); }
  [[nodiscard]] uint32_t waiting_for(uint32_t row) const { return rows_[row].waiting; }
  // In the order of coming.
  [[nodiscard]] const std::map<Ticket, WaitingPlace>& waiting() const { return waiting_; }

  void free() { is_freed_ = true; }
  // `ticket` waits, and what its row asks of it may have changed.
  void look_again(Ticket ticket) { changed_.insert(ticket); }
  void block(uint32_t row) { rows_[row].is_blocked = true; }
  // Whether a look may find somebody.
  [[nodiscard]] bool is_due() const { return !waiting_.empty() && (is_freed_ || !changed_.empty()); }

  void begin_look() { looked_until_ = last_; }
  struct Next {
    Ticket ticket;
    WaitingPlace waits;
    bool is_changed;  // not tried since it changed: its row is not to be passed over
    friend bool operator==(const Next&, const Next&) = default;
  };
  // Nothing: the look is over.
  [[nodiscard]] std::optional<Next> next();

 private:
  struct Row {
    uint32_t waiting = 0;
    bool is_blocked = false;
  };
  void begin_walk();

  std::map<Ticket, WaitingPlace> waiting_;
  std::set<Ticket> changed_;
  std::vector<Row> rows_;
  Ticket last_ = kNoTicket, looked_until_ = kNoTicket;
  Ticket walked_ = kNoTicket;  // of the walk from the front: tried up to here
  bool is_freed_ = false, is_walking_ = false;
};

}  // namespace lead::routing
